package arbcost

import (
	"testing"

	"mpool/internal/units"
)

// The costs of two changes of one pool have a sum in the first line.
func TestTotalOfCosts(t *testing.T) {
	one, two := &Cost{Cost: units.FixedFrom(1e15), Steps: 1}, &Cost{Cost: units.FixedFrom(2e15), AtMost: true}
	for want, list := range map[string][]*Cost{
		"": {nil, one, {}}, ", together about 0.2%": {one, nil, one}, ", together at most 0.4%": {two, two}, ", together about 0.3%": {one, two},
	} {
		if got := TotalWords(list); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
