package request

import (
	"strings"
	"testing"

	"mpool/internal/ops"
)

// TestFreezeOfSafe: owners of a Safe have as long to sign a freeze as the jump at its end stays cheap, at most
// a day, unless --within says another.
func TestFreezeOfSafe(t *testing.T) {
	for fields, want := range map[string]string{
		"weights-update; freeze: true":              `"by":1700043200,`,
		"weights-update; freeze: true; within: 10m": `"by":1700000600,`,
	} {
		on, _, _ := target(t)
		on.Before.Pool.OwnerKind = ops.OwnerSafe
		on.Before.Weights = ops.Ramp{Start: blockTime - 86400, End: blockTime + 2*86400}
		on.Before.Tokens[0].EndWeight, on.Before.Tokens[1].EndWeight = fixed(t, "40%"), fixed(t, "60%")
		var err error
		if on.Before, err = on.Before.Recomputed(); err != nil {
			t.Fatal(err)
		}
		op, err := built(t, fields, on)
		if err != nil || !strings.Contains(written(t, op), want) {
			t.Errorf("%s: %v, %s\nwant %s", fields, err, written(t, op), want)
		}
	}
}
