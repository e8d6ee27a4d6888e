package ops_test

import (
	"testing"

	"mpool/internal/ops"
)

// TestSwapsAgainstContracts enables and disables swaps. In half of the cases a fee ramp comes
// first, in a block of its own.
func TestSwapsAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		both := 0
		r.cases(200, func(p *rigPool) bool {
			p = p.anyPrior()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			op := ops.SetSwaps{Enabled: !p.snapshot(nil).Pool.SwapEnabled || p.chance(8)}
			if op.Enabled && !p.chance(3) {
				ramp := p.feeRampOf(at)
				op.FeeRamp = &ramp
			}
			plan := p.agreesAt(op, at)
			if len(plan.Calls) == 2 {
				both++
			}
			return len(plan.Calls) > 0
		})
		r.Logf("%d cases with both calls", both)
	})
}

// TestJoinsExitsAgainstContracts enables and disables joins and exits, which v1 refuses.
func TestJoinsExitsAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		n := 200
		if r.pools[0].snapshot(nil).Pool.Generation == ops.V1 {
			n = 20 // all the same refusal
		}
		r.cases(n, func(p *rigPool) bool {
			p = p.anyPrior()
			op := ops.SetJoinsExits{Enabled: p.chance(2)}
			if p.snapshot(nil).Pool.Generation == ops.V2 {
				return len(p.agrees(op).Calls) > 0
			}
			plan, err := op.Plan(p.snapshot(nil), p.geth.Now()+12)
			if err != nil || firstRefusal(plan) != "generation" {
				t.Fatal(err, findings(plan))
			}
			plan.Moments = nil
			sim, err := p.client.Simulate(p.Context(), p.snapshot(nil), plan)
			if err != nil || sim.Revert == nil {
				t.Fatalf("the first generation takes it: %v, %+v", err, sim)
			}
			return true
		})
	})
}

func TestSwitchesRevert(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(60, func(p *rigPool) bool {
			if p.chance(2) {
				p = p.delegated
				p.prior()
			} else {
				p.fresh()
				p.pause()
			}
			now := p.snapshot(nil)
			var op ops.Operation = ops.SetSwaps{Enabled: !now.Pool.SwapEnabled}
			if now.Pool.Generation == ops.V2 && p.chance(2) {
				op = ops.SetJoinsExits{Enabled: !now.Pool.JoinExitEnabled}
			}
			code := p.reverts(op)
			seen[code]++
			return code != ""
		})
		r.wants(seen, "BAL#401", "BAL#402")
	})
}
