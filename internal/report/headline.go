package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mpool/internal/arbcost"
	"mpool/internal/effect"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// MarshalJSON writes the headline first.
func (v View) MarshalJSON() ([]byte, error) {
	type plain View
	return json.Marshal(struct {
		Headline string `json:"headline"`
		plain
	}{v.Report().title, plain(v)})
}

// head returns the headline of all operations, or of the one that failed.
func (v *View) head(verdict string) planview.Headline {
	all := planview.Headline{Subject: "dry run of " + text.Plural(len(v.Steps)+len(v.NotTried), "operation"), Verdict: verdict}
	if n := len(v.Steps); v.Failure() != nil {
		if n > 0 && v.Stop == nil && v.Verdict != fork.OK {
			all.Subject = v.stepHead(n - 1).Subject
		}
		return all
	}
	var list []planview.Headline
	for i := range v.Steps {
		list = append(list, v.stepHead(i))
	}
	h := planview.Headlines(list, verdict)
	if h.Change != "" {
		h.Gas = v.Cost.Words(network.ID(v.ChainID))
	}
	if v.onePool() {
		h.Cost += arbcost.TotalWords(v.Prices)
	}
	if h.Subject == "" {
		return all
	}
	return h
}

// onePool reports whether all operations are on one pool: shares of several pools have no sum.
func (v *View) onePool() bool {
	return !slices.ContainsFunc(v.Steps, func(step fork.Step) bool { return step.Pool.Address != v.Steps[0].Pool.Address })
}

// stepHead returns the headline of one operation. It names no change if the operation failed.
func (v *View) stepHead(i int) planview.Headline {
	step := &v.Steps[i]
	h := planview.Headline{Subject: fmt.Sprintf("%s of %s (%s)", step.Operation, step.Pool.Name, step.Pool.Address)}
	if step.Verdict != fork.OK || step.Plan == nil || len(step.Calls) == 0 {
		return h
	}
	later, err := effect.StatesAt(step.Plan.Predicted, step.Plan.Moments)
	if err != nil {
		return h
	}
	h.Deeds = effect.Whole(step.Before, step.Plan, effect.NewTimeline(step.Before, step.Plan, later))
	if v.idle(i) {
		h.Deeds = marked(h.Deeds)
	}
	h.Cost = at(v.Prices, i).Words()
	return h
}

// shortVerdict returns the verdict in a few words; the report has the reasons.
func (v *View) shortVerdict(kind VerdictKind, all stepSum) string {
	switch {
	case v.Stop != nil:
		return "NO VERDICT: the dry run could not go on"
	case kind == refusedKind:
		return v.refusedBy()
	case v.Verdict == fork.OK && kind == wrong:
		return "what is queued before REVERTS on the fork"
	case kind == wrong && v.Verdict == fork.Disagrees:
		return "NOT as predicted"
	case kind == wrong:
		return "REVERTS on the fork"
	}
	words := []string{v.asPredicted()}
	if all.warnings > 0 {
		words = append(words, text.Plural(all.warnings, "warning"))
	}
	for _, more := range []struct {
		is    bool
		words string
	}{
		{len(all.broken) > 0, "users are locked out"},
		{len(all.robbed) > 0, "a stranger can take from the pool"},
		{len(all.overrides) > 0, "a policy is overridden"},
		{v.Old != "", "the chain stands still"},
	} {
		if more.is {
			words = append(words, more.words)
		}
	}
	return strings.Join(words, ", ")
}

func (v *View) asPredicted() string {
	if v.Calls() == 0 {
		return "nothing to do"
	}
	return "matches the prediction"
}

// refusedBy returns the code of the first finding that refuses.
func (v *View) refusedBy() string {
	for _, step := range v.Steps {
		if step.Plan == nil {
			continue
		}
		for _, f := range step.Plan.Findings {
			if f.Severity == ops.Refuse {
				return "refused [" + f.Code + "]"
			}
		}
	}
	return "refused"
}
