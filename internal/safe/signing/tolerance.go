package signing

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// wide warns if a plan file allows its current values to change by more than the signer's own
// tolerance, because the author of the file chose that.
func (j *Request) wide(own units.Fixed) []ops.Finding {
	if j.plan == nil || len(j.Proposal.Plan.Figures) == 0 || !j.plan.Tolerance.Int().Gt(own.Int()) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "plan.tolerance",
		Summary: fmt.Sprintf("the plan allows its values to change by %s before it is stale, but your tolerance is %s", text.Percent(j.plan.Tolerance), text.Percent(own)),
		Detail:  ofNow(j.Proposal.Plan.Figures), Hint: "plan again with the current values"}}
}

// ofNow lists the current and the planned value of each figure.
func ofNow(figures []ops.Figure) string {
	words := ""
	for _, f := range figures {
		if words != "" {
			words += "; "
		}
		words += fmt.Sprintf("%s is %s %s now, but was planned with %s", f.Name, f.Now, f.Unit, f.Planned)
	}
	return words
}
