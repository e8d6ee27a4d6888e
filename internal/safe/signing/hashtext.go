package signing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

func (v *HashView) Text(p *text.Page) {
	p.Line("%s", p.Bold(v.summary()))
	if p.Quiet {
		v.quiet(p)
		return
	}
	p.Line("transaction %d of the Safe %s on %s", v.Transaction.Nonce, v.Safe.Address, network.ID(v.ChainID))
	p.Line("  %s", v.Safe.Summary())
	v.Safe.Lines(p)
	planview.GuardsText(p, v.Limits)
	planview.Findings(p, v.Findings)
	review.Overridden(p, v.Overrides)
	for i, c := range v.Calls {
		p.Line("")
		p.Line("call %d of %d", i+1, len(v.Calls))
		c.Text(p)
	}
	for _, pool := range v.Pools {
		pool.Text(p)
	}
	p.Line("")
	v.Transaction.Text(p)
	v.simulationText(p)
	grouped(p, "domain hash", v.Hashes.Domain)
	grouped(p, "message hash", v.Hashes.Message)
	grouped(p, "safeTxHash (this is what owners sign)", v.Hashes.SafeTx)
	for _, n := range v.Nested {
		n.Text(p)
	}
	if v.Next != "" {
		p.Line("")
		p.Line("nothing was signed; to sign as an owner:")
		p.Command(v.Next)
	}
}

// quiet is what --quiet leaves below the first line: what is warned of, and the hashes.
func (v *HashView) quiet(p *text.Page) {
	review.Warned(p, v.all())
	p.Line("domain hash  %s", v.Hashes.Domain)
	p.Line("message hash %s", v.Hashes.Message)
	p.Line("safeTxHash   %s", v.Hashes.SafeTx)
}

// all are the findings of the transaction and of its calls.
func (v *HashView) all() []ops.Finding {
	list := slices.Clone(v.Findings)
	for _, call := range v.Calls {
		list = append(list, call.Findings...)
	}
	return list
}

// simulationText shows the result of the simulation, if there is one.
func (v *HashView) simulationText(p *text.Page) {
	p.Line("")
	if v.Simulation != nil && v.Simulation.Revert != "" {
		p.Line("simulation of the calls from the Safe: REVERTS: %s", text.Clean(v.Simulation.Revert, text.LineWidth))
	}
	v.Execution.Text(p)
	if v.cost != nil {
		v.cost.Text(p, network.ID(v.ChainID))
	}
}

// grouped writes a hash for comparison with a small screen, in groups of four digits, and again whole
// for the clipboard.
func grouped(p *text.Page, name string, hash common.Hash) {
	p.Line("")
	p.Line("%s", p.Bold(name))
	digits := hash.Hex()[2:]
	for row := 0; row < len(digits); row += 32 {
		var groups []string
		for at := row; at < row+32; at += 4 {
			groups = append(groups, digits[at:at+4])
		}
		prefix := "    "
		if row == 0 {
			prefix = " 0x "
		}
		p.Line(" %s%s", prefix, strings.Join(groups, "  "))
	}
	p.Line("  %s", hash)
}

// mostInSummary is the most calls that a summary names.
const mostInSummary = 3

// summary says in one line what the transaction changes, its nonce, and how many of the
// required signatures are known. If it is refused, it only names the calls.
func (v *HashView) summary() string {
	what := text.Clean(v.change, text.MessageWidth)
	if what == "" {
		what = v.callsInWords()
	}
	if v.refused != "" {
		what = "do not sign [" + v.refused + "]: " + what
	}
	return fmt.Sprintf("Safe transaction %d: %s; %d of %d required signatures", v.Transaction.Nonce, what, v.signed, v.Safe.Threshold)
}

// callsInWords names the first calls. Allowances come last, since they move nothing themselves.
func (v *HashView) callsInWords() string {
	calls := slices.Clone(v.Calls)
	slices.SortStableFunc(calls, func(a, b review.Call) int { return cmp.Compare(a.Weight(), b.Weight()) })
	var list []string
	for i, c := range calls {
		if i == mostInSummary {
			list = append(list, fmt.Sprintf("%d more", len(calls)-i))
			break
		}
		list = append(list, c.What())
	}
	if len(list) == 0 {
		return "no calls"
	}
	return strings.Join(list, ", ")
}
