package planner

import (
	"strings"
	"testing"
	"time"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// A plan on an old block warns, and nothing is signed on it. On a chain for development, and on a fork,
// no clock is compared.
func TestOldBlock(t *testing.T) {
	for _, test := range []struct {
		name  string
		chain uint64
		clock int64 // seconds after the block; 0: no clock
		after bool
		want  string
	}{
		{"new", 1, 12, false, ""},
		{"old", 1, 7 * 86400, false, "the node's newest block, 7, is 7 days old: mpool signs only on a block of the last 1 minute"},
		{"in the future", 1, -31, false, "the node's newest block, 7, is 31 seconds in the future by this machine's clock"},
		{"for development", network.Development, 7 * 86400, false, ""},
		{"no clock", 1, 0, false, ""},
		{"after calls that are not mined", 1, -60, true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool := plantest.Pool()
			pool.ChainID, pool.Block.Number = test.chain, 7
			w := newWorld(t, pool)
			w.after = test.after
			now := time.Unix(int64(plantest.Time)+test.clock, 0)
			if test.clock != 0 {
				w.now = func() time.Time { return now }
			}
			p := w.proposed(ops.SetSwaps{})
			said := ""
			for _, f := range p.View.Findings {
				if f.Code == "node.behind" && f.Severity == ops.Warn {
					said = f.Summary
				}
			}
			if said != test.want {
				t.Errorf("%q; want %q", said, test.want)
			}
			for _, f := range p.Plan.Findings {
				if f.Code == "node.behind" {
					t.Error("it belongs to the plan, and makes it stale")
				}
			}
			if err := RefuseAstray(network.ID(test.chain), pool.Block, now); test.want != "" {
				_ = plantest.WantFailure(t, err, failure.Refused, "node.behind", strings.Split(test.want, ":")[0], "--rpc-url")
			}
		})
	}
	plantest.Must(t, RefuseAstray(1, ops.Block{}, time.Time{}))
}
