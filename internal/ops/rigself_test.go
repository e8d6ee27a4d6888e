package ops_test

import (
	"testing"

	"mpool/internal/ops"
)

// TestAnyPriorState reads pools with random pasts, and wants our arithmetic to
// have the very numbers that they answer, then and later.
func TestAnyPriorState(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(200, func(p *rigPool) bool {
			p.prior()
			s := p.snapshot(nil)
			count(seen, s)
			now, err := s.Recomputed()
			if err != nil {
				p.Fatal(err)
			}
			nothing := &ops.Plan{Operation: ops.UpdateWeights{}, Predicted: s}
			p.same(nothing.Operation, "now", now, s)
			at := s.Block.Time + 1 + p.upTo(1<<p.dice.IntN(25))
			p.follows(nothing, at, at+1+p.upTo(1<<p.dice.IntN(25)))
			return true
		})
		r.Log(seen)
		for _, kind := range []string{"weights running", "weights pending", "weights moved", "fee running", "fee pending", "fee moved",
			"breaker", "swaps off", "allowlist on", "AUM fee due", "managed", "recovery mode"} {
			if seen[kind] == 0 {
				t.Errorf("no pool was ever seen with: %s", kind)
			}
		}
	})
}

func count(seen map[string]int, s *ops.Snapshot) {
	mark := func(kind string, is bool) {
		if is {
			seen[kind]++
		}
	}
	now := s.Block.Time
	token := s.Tokens[0]
	moved := token.StartWeight != token.EndWeight
	mark("weights running", moved && s.Weights.Running(now))
	mark("weights pending", moved && s.Weights.Pending(now))
	mark("weights moved", moved && s.Weights.End <= now)
	fees := s.Fees.StartSwapFee != s.Fees.EndSwapFee
	mark("fee running", fees && s.Fees.SwapFeeRamp.Running(now))
	mark("fee pending", fees && s.Fees.SwapFeeRamp.Pending(now))
	mark("fee moved", fees && s.Fees.SwapFeeRamp.End <= now)
	mark("breaker", token.Breaker != nil)
	mark("managed", !token.Managed.Raw.IsZero())
	mark("swaps off", !s.Pool.SwapEnabled)
	mark("joins off", !s.Pool.JoinExitEnabled)
	mark("allowlist on", s.Pool.MustAllowlistLPs)
	mark("recovery mode", s.Pool.RecoveryMode)
	mark("AUM fee due", !s.Fees.AumFeeDue.Raw.IsZero())
}
