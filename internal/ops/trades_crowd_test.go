package ops_test

import (
	"math/big"
	"os"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// TestTradesBetweenTraders mines each call of swaps, joins and exits in one block between
// strangers. Together they must explain the state after the block, in every field, whether the call
// reverted or not.
func TestTradesBetweenTraders(t *testing.T) {
	rigs(t, func(r *rig) {
		cases := 15
		if os.Getenv("MPOOL_SOAK") != "" {
			cases = 300
		}
		c := &crowd{reader: newRecogniser(t), calls: map[string]int{}}
		r.cases(cases, func(p *rigPool) bool {
			p.fresh()
			if p.chance(2) {
				p.prior()
			}
			if len(p.snapshot(nil).Tokens) > 13 {
				return false // they have many calls, all alike
			}
			return c.among(p, p.anyTrade()) > 0
		})
		r.Logf("MPOOL_SEED=%d: %d calls with %d deeds around them, of which %d reverted: %v", r.seed, c.mined, c.deeds, c.reverted, c.calls)
	})
}

// anyTrade draws any trade, by an account that no stranger uses.
func (p *rigPool) anyTrade() ops.Operation {
	var op ops.Operation
	switch kinds := slices.Concat(swapKinds(), joinKinds(), exitKinds()[:3]); p.dice.IntN(3) {
	case 0:
		op = p.aSwap(kinds[p.dice.IntN(6)])
	case 1:
		op = p.aJoin(kinds[6+p.dice.IntN(3)])
	default:
		op = p.anExit(kinds[9+p.dice.IntN(3)])
	}
	others := func(t trade.Trader) trade.Trader {
		if t.Sender == trader() {
			t.Sender = p.accounts.Owner
		}
		return trade.Trader{Sender: t.Sender, Recipient: t.Sender}
	}
	switch o := op.(type) {
	case trade.Swap:
		o.Trader = others(o.Trader)
		op = o
	case trade.Join:
		o.Trader = others(o.Trader)
		op = o
	case trade.Exit:
		o.Trader = others(o.Trader)
		op = o
	}
	return p.noted(op)
}

// TestSandwichAgainstContracts lets a thief swap before another's join and back after it, in one
// block. The join reverts, or gives at least its minimum.
func TestSandwichAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		held, reverted := 0, 0
		r.cases(tradeCases(), func(p *rigPool) bool {
			p.fresh()
			now := p.snapshot(nil)
			token := now.Tokens[p.dice.IntN(len(now.Tokens))]
			balance := token.Balance().Raw
			op := trade.Join{Trader: trade.Trader{Sender: p.accounts.LP, Recipient: p.accounts.LP}, Kind: trade.JoinExactTokens, Bpt: units.Amount{Decimals: 18},
				Amounts: []trade.TokenAmount{{Token: token.Address, Amount: units.Amount{Raw: *new(uint256.Int).Div(&balance, uint256.NewInt(20)), Decimals: token.Decimals}}}}
			bpt, _, err := op.Outcome(now)
			if err != nil {
				return false
			}
			op.Bpt = units.LeastOf(units.Amount{Raw: bpt, Decimals: 18}, units.FixedFrom(uint64(1+p.dice.IntN(50))*1e15))
			op = p.noted(op).(trade.Join)
			plan := p.accepted(op, p.snapshot(op), p.geth.Now()+1)
			for _, call := range plan.Calls[:len(plan.Calls)-1] {
				p.mine(call, p.geth.Now()+1)
			}
			before := p.snapshot(op).Holding(p.Address, p.accounts.LP).Balance
			join := plan.Calls[len(plan.Calls)-1]
			front, back := p.bracket(now, token)
			failed := p.send(p.geth.Now()+1, front, deed{from: join.From, to: join.To, data: join.Data}, back)
			got := p.snapshot(op).Holding(p.Address, p.accounts.LP).Balance
			got.Raw.Sub(&got.Raw, &before.Raw)
			if slices.ContainsFunc(failed, func(d deed) bool { return d.from == join.From }) {
				reverted++
				return got.Raw.IsZero()
			}
			held++
			if got.Raw.Lt(&op.Bpt.Raw) {
				p.fail(op, plan.At, "got %s BPT, and asked for %s at the least", got, op.Bpt)
			}
			return true
		})
		r.Logf("MPOOL_SEED=%d: %d joins held, %d reverted", r.seed, held, reverted)
		if held == 0 || reverted == 0 && os.Getenv("MPOOL_SOAK") != "" {
			r.Errorf("%d joins held, %d reverted", held, reverted)
		}
	})
}

// bracket are a thief's two swaps: the token in before, and the same token out after.
func (p *rigPool) bracket(now *ops.Snapshot, token ops.Token) (front, back deed) {
	other := now.Tokens[0].Address
	if other == token.Address {
		other = now.Tokens[1].Address
	}
	swap := func(in, out common.Address, kind uint8) deed {
		data := vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: now.Pool.ID, Kind: kind, AssetIn: in, AssetOut: out,
			Amount: p.part(&token.Cash.Raw, 6<<p.dice.IntN(9))}, vault.IVaultFundManagement{Sender: trader(), Recipient: trader()}, map[uint8]*big.Int{0: new(big.Int), 1: unlimited()}[kind], unlimited())
		return deed{from: trader(), to: now.Pool.Vault, data: data, may: true}
	}
	return swap(token.Address, other, 0), swap(other, token.Address, 1)
}

// share is a random part of an amount, of any magnitude, from zero to a little more than a third.
func (p *rigPool) share(of *uint256.Int) uint256.Int {
	part := p.part(of, uint64(3)<<p.dice.IntN(30))
	if p.chance(40) {
		part.SetUint64(0)
	}
	return *uint256.MustFromBig(part)
}
