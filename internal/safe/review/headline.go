package review

import (
	"encoding/json"
	"fmt"

	"mpool/internal/arbcost"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// MarshalJSON writes the view with its current headline.
func (v View) MarshalJSON() ([]byte, error) {
	type plain View
	v.Headline = v.Head().String()
	return json.Marshal(plain(v))
}

// Head is the first line of every form: the changes of each pool, the cost, and the verdict. For a
// batch that must not be signed it names no change.
func (v *View) Head() planview.Headline {
	all := planview.Headline{Subject: fmt.Sprintf("batch %q", text.Clean(v.Name, text.NameWidth)), Verdict: v.Advice}
	if v.refused {
		return all
	}
	var list []planview.Headline
	var prices []*arbcost.Cost
	for _, call := range v.Calls {
		prices = append(prices, call.Price)
		list = append(list, planview.Headline{Cost: call.Price.Words()})
	}
	if v.worth != "" {
		list = append(list, planview.Headline{Cost: v.worth})
	}
	h := planview.Headlines(list, v.Advice)
	if len(v.Pools) == 1 && v.worth == "" {
		h.Cost += arbcost.TotalWords(prices)
	}
	h.Subject, h.Change = all.Subject, v.change
	if h.Change == "" {
		h.Change = Changes(v.Calls, v.Pools) + v.deposits
	}
	return h
}

// sign is the first character of a comment. It is green only if nothing needs attention.
func (v *View) sign() string {
	warning, _ := v.worst(ops.Warn)
	switch {
	case v.refused:
		return "⛔"
	case warning != nil, v.unknown() > 0, len(v.Overrides) > 0, v.Execution != nil && v.Execution.Why != "":
		return "⚠️"
	}
	return "✅"
}
