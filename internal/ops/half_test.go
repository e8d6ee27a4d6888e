package ops

import "testing"

// Of what is begun, only what shuts the pool or empties it of a token holds others back.
func TestLeavesHalf(t *testing.T) {
	for _, half := range []Operation{AddToken{}, RemoveToken{}, Shut{}, Series{Parts: []Nested{{SetSwaps{}}, {AddToken{}}}}} {
		if !LeavesHalf(half) {
			t.Errorf("%s leaves the pool half done", half.Name())
		}
	}
	for _, other := range []Operation{Swap{}, Join{}, Exit{}, UpdateWeights{}, ChangeAllowlist{}, Series{Parts: []Nested{{SetSwaps{}}}}} {
		if LeavesHalf(other) {
			t.Errorf("%s leaves nothing half done", other.Name())
		}
	}
}
