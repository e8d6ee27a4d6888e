package planner

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/liquidity"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Headline is the first line of every output about a change: what changes from what to what and
// over what time, the cost, and the verdict. It marks bounds as bounds.
type Headline struct {
	Subject string // operation and pool, shown if nothing changes
	Change  string // empty: nothing changes
	Deeds   []Deed // the parts of Change, for a headline of several
	Cost    string // cost to the pool or to the trader; empty: none or unknown
	Gas     string // largest gas fee; empty: none or unknown
	Verdict string
}

// String returns the headline in one line.
func (h Headline) String() string {
	if h.Change == "" {
		return h.Subject + ": " + h.Verdict
	}
	parts := slices.DeleteFunc([]string{h.Change, h.Cost, h.Gas, h.Verdict}, func(part string) bool { return part == "" })
	return strings.Join(parts, "; ")
}

// Head makes the headline of a plan.
func (v *View) Head() Headline {
	h := Headline{Subject: v.subject(), Verdict: v.verdictWords()}
	if len(v.Calls) > 0 && !v.refused() {
		h.Change, h.Cost, h.Gas = v.loud()+v.Summary, v.costWords(), v.Cost.Words(network.ID(v.Pool.ChainID))
	}
	return h
}

// loud is the warning that the first line starts with: a reader of that line alone must not miss it.
func (v *View) loud() string {
	for _, f := range v.Findings {
		if f.Code == ops.HalfPool {
			return "WARNING: " + f.Summary + "; "
		}
	}
	return ""
}

// subject names the operation and the pool.
func (v *View) subject() string {
	if v.Asked != nil { // the comparison with the file names the operation
		return fmt.Sprintf("%s (%s)", v.Pool.Name, v.Pool.Address)
	}
	return fmt.Sprintf("%s of %s (%s)", v.Operation, v.Pool.Name, v.Pool.Address)
}

// MarshalJSON writes the view with its current headline.
func (v View) MarshalJSON() ([]byte, error) {
	type plain View
	v.Headline = v.Head().String()
	return json.Marshal(plain(v))
}

func (v *View) verdictWords() string {
	if v.refused() {
		return "refused [" + v.refusedBy() + "]"
	}
	if len(v.Calls) == 0 {
		return "nothing to do"
	}
	words := v.Proof.verdict()
	if n := countWarnings(v.Warnings()); n > 0 {
		words += ", " + text.Plural(n, "warning")
	}
	return words
}

func (v *View) refusedBy() string {
	for _, f := range v.Findings {
		if f.Severity == ops.Refuse {
			return f.Code
		}
	}
	return ""
}

func countWarnings(list []ops.Finding) int {
	n := 0
	for _, f := range list {
		if f.Severity == ops.Warn {
			n++
		}
	}
	return n
}

// verdict says in a few words how far the prediction was checked.
func (v *Proof) verdict() string {
	switch {
	case v == nil:
		return "not simulated"
	case v.Revert != "":
		return "REVERTS: do not send it"
	case len(v.Differences) > 0:
		return "the simulation DISAGREES: do not send it"
	case v.Level == chain.Called:
		return "not simulated, only called"
	case v.Level == forked:
		return "the fork matches the prediction"
	}
	return "the simulation matches the prediction"
}

// costWords describe the cost to the pool or to the trader.
func (v *View) costWords() string {
	if words := v.Price.Words(); words != "" {
		return words
	}
	switch {
	case v.Arbitrage != nil && v.Arbitrage.Hops > 0:
		return v.Arbitrage.words()
	case v.Trade != nil:
		return tradeCostWords(v.Trade)
	}
	return ""
}

// tradeCostWords describe the larger cost of a trade: by the pool's prices or by outside prices.
func tradeCostWords(t *liquidity.Trade) string {
	cost, outside := t.Loses()
	switch {
	case cost == nil:
		return ""
	case outside:
		return "costs " + text.Cost(*cost) + " of what is paid by the outside prices"
	}
	return "swap fee and price impact " + text.Cost(*cost) + " of what is paid"
}

// Words describe the largest gas fee of all transactions; empty if it is unknown.
func (v *Cost) Words(on network.ID) string {
	if v == nil {
		return ""
	}
	words := "gas fee at most " + text.Most(v.Most.String()) + " " + on.Coin()
	switch n := len(v.Limits) + v.Unknown; {
	case v.BySafe != nil || n < 2:
		return words
	case v.Unknown > 0:
		return fmt.Sprintf("%s for the first of %d transactions", words, n)
	default:
		return fmt.Sprintf("%s for %d transactions", words, n)
	}
}

// Words describe the arbitrage cost of a weight change briefly, and mark a bound; empty if there is
// no cost.
func (v *Arbitrage) Words() string {
	if v == nil || v.Cost == (units.Fixed{}) {
		return ""
	}
	bound, share := v.counts()
	words := "arbitrage cost " + bounded(bound, share)
	if bound == "at least" && units.Tiny(share) {
		words = "arbitrage cost without gas fee " + text.Cost(share)
	}
	if v.Gas == nil || v.AtMost || v.Steps == 1 {
		return words
	}
	return fmt.Sprintf("%s (%s)", words, v.Gas.worth(share))
}

// bounded is a share with its kind of bound, which is omitted for a tiny share.
func bounded(bound string, share units.Fixed) string {
	if units.Tiny(share) {
		return text.Cost(share)
	}
	return bound + " " + text.Cost(share)
}

// counts returns the relevant figure, which policies use too: the largest one. bound says whether
// it is a bound.
func (v *Arbitrage) counts() (bound string, share units.Fixed) {
	switch {
	case v.AtMost:
		return "at most", v.Cost
	case v.NoSwaps, v.Steps == 1:
		return "about", v.Cost
	case v.Gas == nil:
		return "at least", v.Cost
	}
	bound, share = v.Gas.about(), v.Gas.Share
	for _, other := range []*units.Fixed{&v.Cost, v.replayed()} {
		if other != nil && other.Int().Gt(share.Int()) {
			bound, share = "about", *other
		}
	}
	return bound, share
}

func (v *Taken) words() string {
	bound := "about"
	if v.GasShare == nil {
		bound = "at most"
	}
	return fmt.Sprintf("arbitrage cost %s %s", bound, text.CostOf(v.Share))
}

// Headlines combines several headlines into one, with all changes and costs.
func Headlines(list []Headline, verdict string) Headline {
	all := Headline{Verdict: verdict}
	var costs, subjects []string
	for _, h := range list {
		subjects = append(subjects, h.Subject)
		all.Deeds = append(all.Deeds, h.Deeds...)
		if h.Cost != "" {
			costs = append(costs, h.Cost)
		}
	}
	all.Subject = few(subjects, "; ")
	all.Change, _ = Line(all.Deeds)
	all.Cost = few(costs, " and ")
	return all
}

// mostInHeadline is the largest number of items that a headline lists of one call.
const mostInHeadline = 4

// few joins the first items of a list and says how many more there are.
func few(list []string, between string) string {
	if left := len(list) - mostInHeadline; left > 0 {
		list = append(list[:mostInHeadline:mostInHeadline], fmt.Sprintf("%d more", left))
	}
	return strings.Join(list, between)
}
