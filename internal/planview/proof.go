package planview

import (
	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// forked is the proof level of a plan that was mined on a fork.
const forked = "forked"

// Proof says how far the prediction was checked.
type Proof struct {
	Level       string       `json:"level"`         // forked, simulated, or called (only checked for reverts)
	Why         string       `json:"why,omitempty"` // reason if it was only called
	Moments     []units.Time `json:"moments"`       // times at which the simulated state was read
	Fields      int          `json:"fields"`        // number of fields compared at each of them
	Differences []ops.Change `json:"differences"`   // Before is predicted, After is simulated; if there are any, nothing is sent
	Revert      string       `json:"revert,omitempty"`
}

func (v *Proof) Text(p *text.Page) {
	what, found := "simulation", "simulated"
	if v.Level == forked {
		what, found = "fork", "found"
	}
	switch {
	case v.Revert != "":
		p.Line("%s: %s: %s", what, p.Red("REVERTS"), text.Clean(v.Revert, text.LineWidth))
	case len(v.Differences) > 0:
		p.Line("%s: %s with the prediction in %s", what, p.Red("DISAGREES"), text.Plural(DistinctFields(v.Differences), "field"))
		Differences(p, v.Differences, found)
	case v.Level == chain.Called:
		p.Line("simulation unavailable (%s): only checked that the call does not revert", text.Clean(v.Why, text.LineWidth))
	default:
		p.Line("%s: %s the prediction to the wei (%d fields at %s); verified by: %s", what, p.Green("matches"), v.Fields, text.Plural(len(v.Moments), "moment"), v.Level)
	}
}
