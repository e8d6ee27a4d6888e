package main

import (
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/ops"
)

func itoa(n int) string { return strconv.Itoa(n) }

func (v *checkView) text(p *page) {
	if v.md {
		v.markdown(p)
		return
	}
	p.line("batch %q", clean(v.Name, textWidth))
	if v.Description != "" {
		p.fact("says", "%q", clean(v.Description, textWidth))
	}
	p.fact("Safe", "%s", v.safeText())
	if v.Safe != nil {
		v.Safe.lines(p)
	}
	p.fact("chain", "%s, checked at block %d, %s UTC", v.chainText(), v.Block.Number, shortTime(v.Block.Time))
	p.fact("checksum", "%s", v.checksumText())
	findings(p, v.Findings)
	overridden(p, v.Overrides)
	for _, call := range v.Calls {
		p.line("")
		p.line("%s", p.bold(call.title(len(v.Calls))))
		call.text(p)
	}
	for _, pool := range v.Pools {
		pool.text(p)
	}
	p.line("")
	p.line("simulation of the whole batch as the Safe: %s", v.simulationText())
	v.Execution.text(p)
	if v.Hashes != nil {
		p.line("safeTxHash %s, for nonce %d%s", v.Hashes.SafeTx, *v.Nonce, v.compare())
	}
	p.line("%s", p.bold(v.Advice))
	if v.Next != "" {
		p.line("")
		p.line("to show what the Safe's owners sign:")
		p.line("  %s", v.Next)
	}
}

// compare says how to see more of what is signed, where nothing forbids to sign it.
func (v *checkView) compare() string {
	if v.refused {
		return ""
	}
	return "; to compare it in full: mpool safe hash"
}

// text is the call without its number.
func (c checkedCall) text(p *page) {
	c.innerCall.text(p)
	c.claim(p)
	if len(c.Findings) > 0 {
		findings(p, c.Findings)
	}
	if c.Price != nil {
		c.Price.text(p)
	}
}

// overridden says which policies a batch goes beyond, and why.
func overridden(p *page, list []overrideView) {
	for _, o := range list {
		p.line("beyond the policy %s: %s", o.Policy, clean(o.Reason, textWidth))
	}
}

func (v *checkView) safeText() string {
	switch {
	case v.Safe != nil:
		return v.Safe.Address.Hex() + ", " + v.Safe.summary()
	case shortZero(v.NamedSafe) == "0x0":
		return "none is named"
	}
	return v.NamedSafe.Hex()
}

func (v *checkView) chainText() string {
	if v.ChainID == 0 {
		return "none is named"
	}
	return chainID(v.ChainID).String()
}

func (v *checkView) checksumText() string {
	switch v.Checksum {
	case "right":
		return "right: the file is as it was written, which says nothing about by whom"
	case "wrong":
		return "WRONG: the file was changed after it was written"
	}
	return "missing"
}

func (v *checkView) simulationText() string {
	switch {
	case v.Proof == nil:
		return "none"
	case v.revert != nil:
		return fmt.Sprintf("transaction %d REVERTS: %s", v.Reverted, clean(v.revert.Error(), textWidth))
	case v.Proof.Level != "simulated":
		return "only the first call was called: " + clean(v.Proof.Why, textWidth)
	}
	return "nothing reverts"
}

func (c checkedCall) title(of int) string {
	what := "unknown"
	switch {
	case c.Recognised != "":
		what = c.Recognised + " of " + clean(c.Pool.Name, nameWidth) + " (" + c.Pool.Address.Hex() + ")"
	case c.voids():
		what = "nothing, by the Safe itself"
	case c.Call != nil:
		what = "no operation of a pool that mpool knows"
	}
	return fmt.Sprintf("transaction %d of %d: %s", c.Number, of, what)
}

// claim is what the file says of a call that is not known.
func (c checkedCall) claim(p *page) {
	if c.Call != nil || c.Claimed == "" {
		return
	}
	p.line("  by the file it is %s", clean(c.Claimed, textWidth))
	for _, input := range c.Inputs {
		p.line("    %s = %s", clean(input.Name, itemWidth), clean(input.Value, textWidth))
	}
}

func (c checkedPool) text(p *page) {
	p.line("")
	p.line("%s", p.bold(fmt.Sprintf("what becomes of %s (%s)", clean(c.Pool.Name, nameWidth), c.Pool.Address)))
	if len(c.Preview.Rows) > 0 {
		c.Preview.text(p)
	} else if c.Proof != nil {
		p.line("nothing that is known of it changes")
	}
	p.line("%s", c.proofText())
}

func (c checkedPool) proofText() string {
	switch {
	case c.Proof == nil && c.Complete:
		return "it was not simulated"
	case c.Proof == nil:
		return "it is not foreseen: a call is refused"
	case c.Proof.Revert != "" || c.Proof.Level != "simulated":
		return "the simulation does not show it"
	case len(c.Proof.Differences) == 0:
		return fmt.Sprintf("simulated as predicted, to the wei: %d fields at %s", c.Proof.Fields, plural(len(c.Proof.Moments), "moment"))
	}
	var lines []string
	for i, d := range c.Proof.Differences {
		if i == mostItems {
			break
		}
		lines = append(lines, fmt.Sprintf("  %s: predicted %s, simulated %s", clean(d.Label, labelWidth), clean(d.Before, 60), clean(d.After, 60)))
	}
	head := "the simulation DISAGREES with the prediction:"
	if !c.Complete {
		head = "calls that are unknown change more:"
	}
	return head + "\n" + strings.Join(lines, "\n")
}

func severityMark(s ops.Severity) string {
	switch s {
	case ops.Refuse:
		return "❌ refuse"
	case ops.Warn:
		return "⚠️ warn"
	}
	return "note"
}
