package planview

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/liquidity"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Headline is the first line of every output about a change: what changes from what to what and
// over what time, the cost, and the verdict. It marks bounds as bounds.
type Headline struct {
	Subject string        // operation and pool, shown if nothing changes
	Change  string        // empty: nothing changes
	Deeds   []effect.Deed // the parts of Change, for a headline of several
	Cost    string        // cost to the pool or to the trader; empty: none or unknown
	Gas     string        // largest gas fee; empty: none or unknown
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
		h.Change, h.Cost, h.Gas = v.stopped+v.loud()+v.Summary, v.costWords(), v.Cost.Words(network.ID(v.Pool.ChainID))
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

// NotSent makes the first line start with the reason why nothing was sent.
func (v *View) NotSent(why string) *View {
	v.stopped = "not sent: " + why + "; "
	return v
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
	if v.alarm {
		return "record the alarm: the pool is shut already"
	}
	if len(v.Calls) == 0 {
		return "nothing to do"
	}
	words := v.Proof.verdict()
	return words + warningWords(v.Warnings())
}

func (v *View) refusedBy() string {
	for _, f := range v.Findings {
		if f.Severity == ops.Refuse {
			return f.Code
		}
	}
	return ""
}

// warningWords count the warnings and name the first one: ", 3 warnings, first [fee.high]".
func warningWords(list []ops.Finding) string {
	n, first := 0, ""
	for _, f := range list {
		if f.Severity != ops.Warn {
			continue
		}
		if n++; n == 1 {
			first = f.Code
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return ", 1 warning [" + first + "]"
	}
	return ", " + text.Plural(n, "warning") + ", first [" + first + "]"
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
		return v.Arbitrage.Words()
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
	case v.BySafe != nil:
		return words + v.BySafe.beside()
	case n < 2:
		return words
	case v.Unknown > 0:
		return fmt.Sprintf("%s for the first of %d transactions", words, n)
	default:
		return fmt.Sprintf("%s for %d transactions", words, n)
	}
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
	all.Subject = effect.Few(subjects, "; ")
	all.Change, _ = effect.Line(all.Deeds)
	all.Cost = effect.Few(costs, " and ")
	return all
}
