package ops

import "testing"

// Only unfinished operations that shut the pool or empty it of a token block others.
func TestLeavesHalf(t *testing.T) {
	for _, half := range []Operation{AddToken{}, RemoveToken{}, Shut{}, Series{Parts: []Nested{{SetSwaps{}}, {AddToken{}}}}} {
		if !LeavesHalf(half) {
			t.Errorf("%s leaves the pool half done", half.Name())
		}
	}
	for _, other := range []Operation{UpdateWeights{}, ChangeAllowlist{}, Series{Parts: []Nested{{SetSwaps{}}}}} {
		if LeavesHalf(other) {
			t.Errorf("%s leaves nothing half done", other.Name())
		}
	}
}
