package ops_test

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
)

// Only unfinished operations that shut the pool or empty it of a token block others.
func TestLeavesHalf(t *testing.T) {
	for _, half := range []ops.Operation{tokenset.AddToken{}, tokenset.RemoveToken{}, ops.Shut{}, ops.Series{Parts: []ops.Nested{{Operation: ops.SetSwaps{}}, {Operation: tokenset.AddToken{}}}}} {
		if !ops.LeavesHalf(half) {
			t.Errorf("%s leaves the pool half done", half.Name())
		}
	}
	for _, other := range []ops.Operation{ops.UpdateWeights{}, ops.ChangeAllowlist{}, ops.Series{Parts: []ops.Nested{{Operation: ops.SetSwaps{}}}}} {
		if ops.LeavesHalf(other) {
			t.Errorf("%s leaves nothing half done", other.Name())
		}
	}
}
