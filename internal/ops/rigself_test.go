package ops_test

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestAnyPriorState reads pools with random pasts. mpool's arithmetic must give exactly the pools'
// own numbers, then and later.
func TestAnyPriorState(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(200, func(p *rigPool) bool {
			switch r.dice.IntN(12) {
			case 0:
				p = r.empty
			case 1:
				p = r.delegated
			}
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

// TestRigsHands tries the other functions that tests can use on a pool.
func TestRigsHands(t *testing.T) {
	rigs(t, func(r *rig) {
		for _, p := range append(slices.Clone(r.pools), r.empty, r.delegated) {
			p.fresh()
			p.pause()
			p.pauseVault()
			s := p.snapshot(nil)
			if !s.Pool.Paused || !s.Pool.VaultPaused {
				t.Errorf("%d tokens: pool paused %t, Vault paused %t", len(s.Tokens), s.Pool.Paused, s.Pool.VaultPaused)
			}
			want := "BAL#402"
			if p == r.delegated {
				want = "BAL#401"
			}
			if code := p.reverts(p.weightsUpdate(s.Block.Time)); code != want {
				t.Errorf("%d tokens: a paused pool reverts with %s", len(s.Tokens), code)
			}
			if len(p.others())+len(s.Tokens) != len(r.tokens) {
				t.Errorf("%d tokens in the pool and %d others are not %d", len(s.Tokens), len(p.others()), len(r.tokens))
			}
			p.prior()
			p.calm()
			s = p.snapshot(nil)
			if s.Pool.Paused || s.Weights.Running(s.Block.Time) || s.Weights.Pending(s.Block.Time) {
				t.Errorf("%d tokens: paused %t, weights move %+v", len(s.Tokens), s.Pool.Paused, s.Weights)
			}
		}
	})
}

// TestPlanOfSeveralCalls mines a plan of two calls; the second is planned again after the first.
func TestPlanOfSeveralCalls(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[int]int{}
		r.cases(40, func(p *rigPool) bool {
			p.prior()
			n := len(p.agrees(closed{}).Calls)
			seen[n]++
			return n > 0
		})
		if seen[2] == 0 {
			t.Errorf("no plan had two calls: %v", seen)
		}
	})
}

// closed is an operation of two calls: it disables swaps and enables the allowlist.
type closed struct{}

func (closed) Name() string { return "closed" }

func (closed) Watch(*ops.Snapshot) ops.Watch {
	return ops.Watch{Members: []common.Address{{19: 1}, {19: 2}}} // some of them are on the list
}

func (c closed) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan, b := &ops.Plan{Operation: c, Base: before.Block, At: at, Predicted: now, Moments: []units.Time{at + 10, at + 1_000_000}}, managedpool.NewManagedPool()
	then := func(data []byte, change func(*ops.Pool)) {
		next := *plan.Predicted
		change(&next.Pool)
		plan.Calls = append(plan.Calls, ops.Call{From: now.Pool.Owner, To: now.Pool.Address, Data: data})
		plan.After, plan.Predicted = append(plan.After, &next), &next
	}
	if now.Pool.SwapEnabled {
		then(b.PackSetSwapEnabled(false), func(p *ops.Pool) { p.SwapEnabled = false })
	}
	if !now.Pool.MustAllowlistLPs {
		then(b.PackSetMustAllowlistLPs(true), func(p *ops.Pool) { p.MustAllowlistLPs = true })
	}
	return plan, nil
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
