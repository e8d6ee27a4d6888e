package ops_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// TestAddTokenReverts makes random additions invalid in one or several ways. The first refusal must
// be the contract's.
func TestAddTokenReverts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.refused(250, func(p *rigPool) ops.Operation {
			now := p.snapshot(nil)
			op := p.addToken(now, p.outside(now))
			op.Doors = ops.DoorsOf(now, ops.AtOnce) // if the pool is paused, shutting it would revert before addToken
			for range p.dice.IntN(2) + 1 {
				p.spoilAddition(&op)
			}
			return op
		}, "BAL#000", "BAL#001", "BAL#206", "BAL#302", "BAL#348", "BAL#349", "BAL#354", "BAL#401", "BAL#402", "BAL#436", "BAL#522", "BAL#526")
	})
}

// TestRemoveTokenReverts does the same with removals.
func TestRemoveTokenReverts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.refused(250, func(p *rigPool) ops.Operation {
			now := p.snapshot(nil)
			op := p.removeToken(now, p.inside(now))
			op.Doors = ops.DoorsOf(now, ops.AtOnce)
			switch p.dice.IntN(4) {
			case 0:
				op.Token, op.AssetManager = p.Address, common.Address{}
			case 1:
				op.Burn.Raw = *new(uint256.Int).Lsh(uint256.NewInt(1+p.dice.Uint64()), uint(70+p.dice.IntN(122)))
			}
			return op
		}, "BAL#200", "BAL#206", "BAL#348", "BAL#349", "BAL#354", "BAL#401", "BAL#402", "BAL#434")
	})
}

// TestManageBalanceReverts does the same with asset managers' calls.
func TestManageBalanceReverts(t *testing.T) {
	for way, codes := range map[string][]string{
		assetmanager.WithdrawBalance: {"BAL#001", "BAL#402", "BAL#502"},
		assetmanager.DepositBalance:  {"BAL#001", "BAL#402", "BAL#502"},
		assetmanager.UpdateBalance:   {"BAL#402", "BAL#502", "BAL#526"},
	} {
		t.Run(way, func(t *testing.T) {
			rigs(t, func(r *rig) {
				r.refused(200, func(p *rigPool) ops.Operation {
					op, ok := p.manageBalance(way)
					if !ok {
						return nil // nothing is managed, or everything is
					}
					for range p.dice.IntN(2) + 1 {
						p.spoilBalance(&op)
					}
					return op
				}, codes...)
			})
		})
	}
}

// refused runs invalid operations, or operations on pools that refuse them. Cases that the
// contracts accept do not count.
func (r *rig) refused(n int, draw func(p *rigPool) ops.Operation, codes ...string) {
	r.Helper()
	seen := map[string]int{}
	r.all(n, func(p *rigPool) bool {
		p = p.hostile()
		op := draw(p)
		if op == nil {
			return false
		}
		plan, err := op.Plan(p.snapshot(op), p.geth.Now()+1)
		if err != nil || !plan.Refused() || p.ours(plan) {
			return false
		}
		seen[p.revertsAt(op, p.geth.Now()+1)]++
		return true
	})
	r.Log(seen)
	for _, code := range codes {
		if seen[code] == 0 {
			r.Errorf("no case reverted with %s", code)
		}
	}
}

// ours says whether the first refusal is mpool's own, without a code of the contracts.
func (p *rigPool) ours(plan *ops.Plan) bool {
	code := firstRefusal(plan)
	return len(code) < 4 || code[:4] != "BAL#"
}

// hostile is a pool that refuses some operations because of its kind or its past.
func (p *rigPool) hostile() *rigPool {
	p.Helper()
	switch p.dice.IntN(12) {
	case 0:
		p = p.rig.delegated
	case 1:
		p = p.rig.empty
	case 2:
		p.fresh()
		p.pause()
		return p
	case 3:
		p.fresh()
		p.do(p.geth.Now()+1, p.trades(p.snapshot(nil))...)
		p.pauseVault()
		return p
	case 4, 5, 6, 7:
		p.prior()
		p.settled()
		return p
	}
	p.prior()
	return p
}

// spoilAddition makes an addition invalid in one of the ways that the contracts refuse.
func (p *rigPool) spoilAddition(op *tokenset.AddToken) {
	switch p.dice.IntN(12) {
	case 0:
		op.Token = p.Address
	case 1:
		op.Token = p.inside(p.snapshot(nil))
	case 2: // too small
		op.Weight = units.FixedFrom(1e16 - 1 - p.dice.Uint64N(1e16)>>p.dice.IntN(54))
	case 3: // too large for the others
		op.Weight = units.FixedFrom(1e18 - p.dice.Uint64N(3e16)>>p.dice.IntN(54))
	case 4: // more than 100 %
		op.Weight = units.FixedFrom(1e18 + 1 + p.dice.Uint64N(17e18)>>p.dice.IntN(64))
	case 5: // more than 64 bits
		op.Weight = units.Fixed(*new(uint256.Int).Lsh(uint256.NewInt(1+p.dice.Uint64N(1<<60)), 64))
	case 6, 10:
		op.Mint.Raw.SetAllOne()
	case 7, 11: // more than the Vault's bits
		op.Deposit.Raw = *new(uint256.Int).Lsh(uint256.NewInt(1+p.dice.Uint64N(1<<60)), uint(112+p.dice.IntN(80)))
	case 8: // during a change that runs or is scheduled
		p.moving()
	case 9: // valid: the pool refuses it because it is full
	}
}

// moving starts a weight change of one day, from now or from an hour later.
func (p *rigPool) moving() {
	p.Helper()
	now := p.snapshot(nil)
	if p == p.delegated || now.Pool.Paused {
		return
	}
	at := p.geth.Now() + 1
	start := at + 3600*p.upTo(1)
	p.do(at, p.owns(managedpool.NewManagedPool().PackUpdateWeightsGradually(bigTime(start), bigTime(start+86400), assets(now)[1:], bigFixed(randomWeights(p.dice, len(now.Tokens))))))
}

// spoilBalance makes an asset manager's call invalid.
func (p *rigPool) spoilBalance(op *assetmanager.ManageBalance) {
	now := p.snapshot(nil)
	item := &op.Tokens[p.dice.IntN(len(op.Tokens))]
	token, err := now.Token(item.Token)
	if err != nil {
		p.Fatal(err)
	}
	switch p.dice.IntN(3) {
	case 0: // more than the balance
		all := map[string]units.Amount{assetmanager.WithdrawBalance: token.Cash, assetmanager.DepositBalance: token.Managed}[op.Way]
		item.Amount.Raw = *new(uint256.Int).AddUint64(&all.Raw, 1+p.dice.Uint64()>>p.dice.IntN(64))
	case 1: // more than the Vault's bits
		item.Amount.Raw = *new(uint256.Int).Lsh(uint256.NewInt(1+p.dice.Uint64N(1<<60)), uint(112+p.dice.IntN(80)))
	case 2: // a token of another manager
		for _, i := range p.dice.Perm(len(now.Tokens)) {
			if other := now.Tokens[i]; other.AssetManager != op.Tokens[0].AssetManager {
				one := units.Amount{Raw: *uint256.MustFromBig(big.NewInt(1)), Decimals: other.Decimals}
				op.Tokens = slices.Insert(op.Tokens, 1+p.dice.IntN(len(op.Tokens)),
					assetmanager.ManagedBalance{Token: other.Address, Managed: other.Managed, AssetManager: other.AssetManager, Amount: one})
				return
			}
		}
	}
}
