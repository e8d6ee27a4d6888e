package policy

import (
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Limits of a file that are wider than the reader's, or that limit nothing, are named.
func TestLooseLimits(t *testing.T) {
	half, huge, whole := units.FixedFrom(5e15), units.FixedOne(), units.FixedOne()
	day, none := units.Time(86400), units.Time(0)
	own := Policies{Refuse: Limits{MaxArbitrageCost: &half, MinDuration: &day}}
	for want, g := range map[string]*ops.Guards{
		"policies.max_arbitrage_cost 100% (yours: 0.5%)":           {MaxArbitrageCost: &huge},
		"policies.min_duration 0 seconds (yours: 1 day)":           {MinDuration: &none},
		"policies.max_weight_change_per_day 100% (limits nothing)": {MaxWeightChangePerDay: &whole},
		"": {MaxArbitrageCost: &half, MinDuration: &day, MaxWeightChangePerDay: &half},
	} {
		own.Guards = g
		found := own.loose()
		if (len(found) == 0) != (want == "") || want != "" && !strings.HasSuffix(found[0].Summary, "than you do: "+want) {
			t.Errorf("%q: %+v", want, found)
		}
	}
	if found := (Policies{}).loose(); found != nil {
		t.Error(found)
	}
}
