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
	planview.Findings(p, v.all())
	review.Overridden(p, v.Overrides)
	for i, c := range v.Calls {
		p.Line("")
		p.Line("call %d of %d", i+1, len(v.Calls))
		c.Findings = nil // they stand above, as those of a plan do
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
		p.Line("nothing was signed; to sign as an owner%s:", v.notAll())
		for _, line := range append([]string{v.Next}, v.NextOthers...) {
			p.Command(line)
		}
	}
}

// quiet is what --quiet leaves below the first line: what is warned of, and the hashes.
func (v *HashView) quiet(p *text.Page) {
	review.Warned(p, v.all())
	p.Line("domain hash  %s", v.Hashes.Domain)
	p.Line("message hash %s", v.Hashes.Message)
	p.Line("safeTxHash   %s", v.Hashes.SafeTx)
}

// all are the findings in the same order for a plan and for a batch: the most severe ones first, and of
// each kind those of the operation, of the calls, and of the transaction.
func (v *HashView) all() []ops.Finding {
	list := slices.Clone(v.Findings[:v.early])
	for i, call := range v.Calls {
		for _, f := range call.Findings {
			if len(v.Calls) > 1 {
				f.Summary = fmt.Sprintf("call %d: %s", i+1, f.Summary)
			}
			list = append(list, f)
		}
	}
	list = append(list, v.Findings[v.early:]...)
	slices.SortStableFunc(list, func(a, b ops.Finding) int { return rank(a) - rank(b) })
	return list
}

func rank(f ops.Finding) int {
	return slices.Index([]ops.Severity{ops.Refuse, ops.Warn, ops.Note}, f.Severity)
}

// notAll says that not every owner has a line.
func (v *HashView) notAll() string {
	if v.unsaid == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s can sign too, each with a file of its own)", text.Plural(v.unsaid, "more owner"))
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

// summary says in one line what the transaction changes, its nonce, and how many signatures it needs; of
// those it counts the ones in a queue, as files of other owners are unknown. A batch that is refused
// only names its calls.
func (v *HashView) summary() string {
	what := text.Clean(v.change, text.MessageWidth)
	if what == "" {
		what = v.callsInWords()
	}
	if v.refused != "" {
		what = "do not sign [" + v.refused + "]: " + what
	}
	needs := "needs " + text.Plural(int(v.Safe.Threshold), "signature")
	if v.counts {
		needs = fmt.Sprintf("%d of %d required signatures", v.signed, v.Safe.Threshold)
	}
	return fmt.Sprintf("Safe transaction %d: %s; %s", v.Transaction.Nonce, what, needs)
}

// callsInWords names the first calls. Allowances come last, since they move nothing themselves.
func (v *HashView) callsInWords() string {
	calls := slices.Clone(v.Calls)
	slices.SortStableFunc(calls, func(a, b review.Call) int { return cmp.Compare(a.Weight(), b.Weight()) })
	var words []string
	times := map[string]int{}
	for _, c := range calls {
		what := c.Brief()
		if times[what]++; times[what] == 1 {
			words = append(words, what)
		}
	}
	if len(words) == 0 {
		return "no calls"
	}
	left := len(words) - mostInSummary
	words = words[:min(len(words), mostInSummary)]
	for i, what := range words {
		if n := times[what]; n > 1 {
			words[i] = fmt.Sprintf("%s (%d calls)", what, n)
		}
	}
	if left > 0 {
		words = append(words, fmt.Sprintf("%d more", left))
	}
	return strings.Join(words, ", ")
}
