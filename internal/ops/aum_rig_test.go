package ops_test

import (
	"math/big"
	"testing"

	"mpool/bindings/protocolfees"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestAumCollectAgainstContracts collects the AUM fee as the owner and as others. It does so in
// recovery mode too, in which nothing is due.
func TestAumCollectAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p.prior()
			op := ops.CollectAumFees{From: p.accounts.Owner}
			if p.chance(2) {
				op.From = trader()
			}
			return len(p.agrees(op).Calls) > 0
		})
	})
}

// TestAumSetAgainstContracts sets AUM fees, of pools without liquidity too.
func TestAumSetAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p = p.anyPrior()
			plan := p.agrees(ops.SetAumFee{Fee: p.fraction(0, 95e16)})
			if len(plan.Calls) > 0 {
				at := plan.At
				p.follows(plan, at+1+p.upTo(100_000), at+100_002+p.upTo(100_000_000))
			}
			return len(plan.Calls) > 0
		})
	})
}

// TestProtocolShareAgainstContracts sets the protocol's share by governance. Then the owner or
// others make the pool adopt it. It uses pools without liquidity too.
func TestProtocolShareAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p = p.anyPrior()
			share := p.fraction(0, 5e17)
			p.do(p.snapshot(nil).Block.Time+1, deed{from: p.accounts.Owner, to: p.contracts.ProtocolFees,
				data: protocolfees.NewProtocolFeePercentagesProvider().PackSetFeeTypePercentage(big.NewInt(3), share.Int().ToBig())})
			op := ops.UpdateProtocolShare{From: p.accounts.Owner, Share: share}
			if p.chance(2) {
				op.From = trader()
			}
			return len(p.agrees(op).Calls) > 0
		})
	})
}

func TestAumFeesRevert(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(120, func(p *rigPool) bool {
			var op ops.Operation = ops.CollectAumFees{From: trader()}
			switch p.dice.IntN(4) {
			case 0:
				p = p.empty
				p.prior()
			case 1:
				p.fresh()
				p.pause()
			case 2:
				p = p.refusing()
				op = ops.SetAumFee{Fee: units.FixedFrom(95e16 + 1 + p.dice.Uint64N(1e18)>>p.dice.IntN(60))}
			default:
				p = p.delegated
				p.prior()
				op = ops.SetAumFee{Fee: p.fraction(0, 95e16)}
			}
			code := p.reverts(op)
			seen[code]++
			return code != ""
		})
		r.wants(seen, "BAL#206", "BAL#352", "BAL#401", "BAL#402")
	})
}
