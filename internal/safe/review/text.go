package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/effect"
	"mpool/internal/explain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/text"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Text writes the view for a terminal: first the verdict, then its reasons.
func (v *View) Text(p *text.Page) {
	p.Line("%s", p.Bold(v.Head().String()))
	if p.Quiet {
		Warned(p, v.Warnings())
		return
	}
	p.Line("")
	p.Line("batch %q", text.Clean(v.Name, text.LineWidth))
	if v.Description != "" {
		p.Fact("says", "%q", text.Clean(v.Description, text.LineWidth))
	}
	p.Fact("Safe", "%s", v.safeText())
	if v.Safe != nil {
		v.Safe.Lines(p)
	}
	p.Fact("chain", "%s, checked at block %d, %s", v.chainText(), v.Block.Number, text.Time(v.Block.Time))
	p.Fact("checksum", "%s", v.checksumText())
	planview.ClaimedGuardsText(p, v.Limits)
	planview.Findings(p, v.Findings)
	Overridden(p, v.Overrides)
	for _, call := range v.Calls {
		p.Line("")
		p.Line("%s", p.Bold(call.title(len(v.Calls))))
		call.Text(p)
	}
	for _, pool := range v.Pools {
		pool.Text(p)
	}
	p.Line("")
	p.Line("simulation of the batch from the Safe: %s", v.simulationText())
	v.Execution.Text(p)
	if v.Hashes != nil {
		p.Line("safeTxHash %s for nonce %d%s", v.Hashes.SafeTx, *v.Nonce, v.compare())
	}
	if v.Next != "" {
		p.Line("")
		p.Line("to show what the owners sign:")
		p.Command(v.Next)
	}
}

// Warned shows what --quiet leaves of findings: warnings and refusals.
func Warned(p *text.Page, list []ops.Finding) {
	planview.Findings(p, slices.DeleteFunc(slices.Clone(list), func(f ops.Finding) bool { return f.Severity == ops.Note }))
}

// compare names the command for the full hashes; "" if the batch must not be signed.
func (v *View) compare() string {
	if v.refused {
		return ""
	}
	return "; full hashes: mpool safe hash"
}

// Text writes the call without its number.
func (c Call) Text(p *text.Page) {
	c.InnerCall.Text(p)
	c.claim(p)
	if len(c.Findings) > 0 {
		planview.Findings(p, c.Findings)
	}
	if c.Price != nil {
		c.Price.Text(p)
	}
}

// Overridden lists the policies that were overridden, and the reasons.
func Overridden(p *text.Page, list []planview.Overridden) {
	for _, o := range list {
		p.Line("override of policy %s: %s", o.Policy, text.Clean(o.Reason, text.LineWidth))
	}
}

func (v *View) safeText() string {
	switch {
	case v.Safe != nil:
		return v.Safe.Address.Hex() + ", " + v.Safe.Summary()
	case text.ShortZero(v.NamedSafe) == "0x0":
		return "not named"
	}
	return v.NamedSafe.Hex()
}

func (v *View) chainText() string {
	if v.ChainID == 0 {
		return "not named"
	}
	return network.ID(v.ChainID).String()
}

func (v *View) checksumText() string {
	switch v.Checksum {
	case "right":
		return "valid (detects accidental edits only; it does not prove authorship)"
	case "wrong":
		return "WRONG: the file was changed after it was written"
	case safe.ChecksumNone:
		return "none: the file is a plan, which mpool planned again"
	}
	return "missing"
}

func (v *View) simulationText() string {
	switch {
	case v.Proof == nil:
		return "none"
	case v.revert != nil:
		return fmt.Sprintf("transaction %d REVERTS: %s", v.Reverted, text.Clean(v.revert.Error(), text.LineWidth))
	case v.Proof.Level != "simulated":
		return "only the first call was tried: " + text.Clean(v.Proof.Why, text.LineWidth)
	}
	return "succeeds"
}

func (c Call) title(of int) string {
	return fmt.Sprintf("transaction %d of %d: %s", c.Number, of, c.What())
}

// What says in a few words what the call does.
func (c Call) What() string {
	switch {
	case c.Recognised != "":
		return c.Recognised + " of " + c.Pool.Name.String() + " (" + c.Pool.Address.Hex() + ")"
	case c.Kind != "":
		return c.kindTitle()
	case c.voids():
		return "nothing, from the Safe to itself"
	case c.Call != nil:
		return "not a pool operation known to mpool"
	}
	return "unknown"
}

// Weight orders calls for a line that cannot name them all: allowances last.
func (c Call) Weight() int {
	if _, lets := c.does.(deed.Approve); lets {
		return 1
	}
	return 0
}

// claim writes the file's description of an unknown call.
func (c Call) claim(p *text.Page) {
	if c.Call != nil || c.Claimed == "" {
		return
	}
	p.Line("  the file calls it %s", text.Clean(c.Claimed, text.LineWidth))
	for _, input := range c.Inputs {
		p.Line("    %s = %s", text.Clean(input.Name, explain.ItemWidth), text.Clean(input.Value, text.LineWidth))
	}
}

func (c Pool) Text(p *text.Page) {
	p.Line("")
	p.Line("%s", p.Bold(fmt.Sprintf("effect on %s (%s)", c.Pool.Name, c.Pool.Address)))
	if len(c.Simulated) > 0 {
		p.Line("%s", c.simulatedText())
		return
	}
	if len(c.Preview.Rows) > 0 {
		c.Preview.Text(p)
	} else if c.Proof != nil {
		p.Line("no known field changes")
	}
	p.Line("%s", c.proofText())
}

func (c Pool) proofText() string {
	switch {
	case c.Proof == nil && c.Complete:
		return "not simulated"
	case c.Proof == nil:
		return "not predicted: a call is refused"
	case c.Proof.Revert != "" || c.Proof.Level != "simulated":
		return "not in the simulation"
	case len(c.Proof.Differences) == 0:
		return fmt.Sprintf("simulation matches the prediction to the wei: %d fields at %s", c.Proof.Fields, text.Plural(len(c.Proof.Moments), "moment"))
	}
	var lines []string
	for i, d := range c.Proof.Differences {
		if i == explain.MostItems {
			break
		}
		lines = append(lines, fmt.Sprintf("  %s: predicted %s, simulated %s", text.Clean(d.Label, effect.LabelWidth), text.Clean(text.Exact(d.Before), 60), text.Clean(text.Exact(d.After), 60)))
	}
	head := "the simulation DISAGREES with the prediction:"
	if !c.Complete {
		head = "unknown calls change more:"
	}
	return head + "\n" + strings.Join(lines, "\n")
}

// simulatedText lists what changes in a simulation.
func (c Pool) simulatedText() string {
	lines := []string{"by the simulation, because trades depend on the pool's state when mined:"}
	for i, d := range c.Simulated {
		if i == explain.MostItems {
			lines = append(lines, fmt.Sprintf("  and %d more", len(c.Simulated)-i))
			break
		}
		was, is := text.Pair(d.Before, d.After)
		lines = append(lines, fmt.Sprintf("  %s %s → %s", text.Clean(d.Label, effect.LabelWidth), was, is))
	}
	return strings.Join(lines, "\n")
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
