package ops_test

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
)

// TestAllowlistAgainstContracts mines random changes of the allowlist and of its switch, several in
// a row. The pool must match the prediction each time.
func TestAllowlistAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		cases, calls := 0, 0
		r.cases(80, func(p *rigPool) bool {
			p.prior()
			p.someListed()
			for range 4 {
				plan := p.agrees(p.allowlistOperation())
				calls += len(plan.Calls)
				cases += min(1, len(plan.Calls))
			}
			return true
		})
		r.Logf("%d cases, %d calls", cases, calls)
		if cases < 120 {
			t.Errorf("only %d cases", cases)
		}
	})
}

// TestAllowlistReverts checks that the contracts refuse the calls while the pool is paused or its
// owner is the delegate.
func TestAllowlistReverts(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(220, func(p *rigPool) bool {
			if p.chance(3) {
				p = p.rig.delegated
			}
			p.fresh()
			if p != p.rig.delegated {
				p.someListed()
			}
			if p != p.rig.delegated || p.chance(2) {
				p.pause()
			}
			code := p.reverts(p.allowlistOperation())
			seen[code]++
			return code != ""
		})
		r.Log(seen)
		for _, code := range []string{"BAL#401", "BAL#402"} {
			if seen[code] == 0 {
				t.Errorf("no case reverted with %s", code)
			}
		}
	})
}

// TestAllowlistLeavesOutWhatReverts sends the calls that plans omit: they revert.
func TestAllowlistLeavesOutWhatReverts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(60, func(p *rigPool) bool {
			p.fresh()
			op := ops.ChangeAllowlist{Add: p.members(1)}
			want := "BAL#432"
			if p.chance(2) {
				p.someListed()
				op = ops.ChangeAllowlist{Remove: p.members(1)}
				want = "BAL#433"
			}
			first := p.agrees(op)
			if len(first.Calls) == 0 {
				return false
			}
			again := *first
			again.At, again.Moments = p.geth.Now()+12, nil
			sim, err := p.client.Simulate(p.Context(), p.snapshot(op), &again)
			if err != nil || sim.Revert == nil || sim.Revert.Code != want {
				p.Fatalf("%s twice: %v, %+v; want %s", op.Name(), err, sim, want)
			}
			return len(p.agrees(op).Calls) == 0
		})
	})
}

// someListed puts some of the addresses of members on the list.
func (p *rigPool) someListed() {
	p.Helper()
	var deeds []deed
	for _, address := range p.members(p.dice.IntN(6)) {
		deeds = append(deeds, p.owns(managedpool.NewManagedPool().PackAddAllowedAddress(address)))
	}
	for i := range deeds {
		deeds[i].may = true // an earlier call may have listed it
	}
	p.do(p.geth.Now()+1, deeds...)
}

// members picks different addresses from a few: strangers, the owner, contracts and zero.
func (p *rigPool) members(n int) []common.Address {
	few := []common.Address{{}, p.accounts.Owner, p.accounts.LP, p.Address, p.contracts.Vault, {1}, {2}, {3}, {0: 0xff, 19: 0xff}}
	p.dice.Shuffle(len(few), func(i, j int) { few[i], few[j] = few[j], few[i] })
	return few[:n]
}

func (p *rigPool) allowlistOperation() ops.Operation {
	switch p.dice.IntN(5) {
	case 0:
		return ops.EnableAllowlist{On: p.chance(2), Known: p.members(1)[0]}
	case 1:
		return ops.ChangeAllowlist{Add: p.members(1 + p.dice.IntN(3))}
	case 2:
		return ops.ChangeAllowlist{Remove: p.members(1 + p.dice.IntN(3))}
	case 3:
		return ops.AllowlistTo(p.members(p.dice.IntN(6)), p.members(p.dice.IntN(6)))
	}
	both := p.members(5)
	return ops.ChangeAllowlist{Add: slices.Clone(both[:3]), Remove: slices.Clone(both[3:])}
}
