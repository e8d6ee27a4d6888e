package request

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// join is a request to pay tokens for BPT.
type join struct{ shares }

func newJoin() *join { return &join{newShares()} }

func aboutJoin() entry {
	return entry{
		name: "join", short: "Add tokens to the pool for BPT", chapter: AsAnybody,
		asks: func() asked { return newJoin() },
		long: `join pays tokens into the pool and mints BPT. USDC=1000 WETH=0.5 pays exactly these
amounts; USDC=50% is half of the sender's balance. --bpt 10 mints exactly 10 BPT for all
tokens proportionally, without swap fee or price impact; with --token USDC that one token
pays for them. --value "1000 USDC" mints BPT of that value.

mpool shows who can take money out of the pool: asset managers, and the owner with its
rights. --slippage limits how much less BPT than quoted is minted, or how much more is
paid: beyond it the join reverts. Exactly the paid amount is approved for the Vault, and
no allowance remains. ETH=0.5 pays ETH where the pool holds WETH, and --native does so
for the amount that --bpt or --value takes of it. --from-internal pays with tokens that
the sender keeps in the Vault first. Nothing is sent unless --broadcast is given.`,
		example: `  mpool join 0x… USDC=1000 WETH=0.4 --from 0x…
  mpool join fund --value "10000 USDC" --out plan.json
  mpool join fund --bpt 10 --token USDC --slippage 0.1% --broadcast --account lp`,
	}
}

func (o *join) fields() []Field {
	return append(o.flagsWith("mint exactly this much BPT: 10, or 50% of the sender's", "pay with this token only"), o.payFlags()...)
}

func (o *join) check(ctx context.Context, from Source) error {
	return failure.Together(o.outside.read(ctx, from), o.checkNative("--from-internal", o.fromInside.on), o.shares.check("mpool join fund USDC=1000, or mpool join fund --bpt 10"))
}

func (o *join) build(ctx context.Context, on *Target) (ops.Operation, error) {
	g, err := o.begin(ctx, on, func(g ground) ops.Watching { return trade.Join{Trader: g.who, Amounts: g.list} })
	if err != nil {
		return nil, err
	}
	op := trade.Join{Trader: g.who, Kind: trade.JoinExactTokens, Amounts: g.list, Bpt: units.Amount{Decimals: 18}}
	if o.named() {
		err = o.forTokens(g, &op)
	} else {
		err = o.forBpt(g, &op)
	}
	if err != nil {
		return nil, err
	}
	return op.Before(g.now), nil
}

// forTokens pays exactly these amounts. If the pool would revert, no limit is set: the plan gives the
// reason.
func (o *join) forTokens(g ground, op *trade.Join) error {
	if err := o.exact(g); err != nil {
		return err
	}
	if bpt, _, err := op.Outcome(g.now); err == nil {
		op.Bpt = units.LeastOf(bptOf(bpt), g.slippage)
	}
	return nil
}

// forBpt receives exactly this amount of BPT.
func (o *join) forBpt(g ground, op *trade.Join) (err error) {
	op.Kind = trade.JoinAllTokens
	if o.token.words != "" {
		op.Kind, op.Token = trade.JoinOneToken, g.list[0].Token
	}
	if op.Bpt, err = o.amount(g); err != nil {
		return err
	}
	if _, amounts, err := op.Outcome(g.now); err == nil {
		op.Amounts = g.limits(amounts, units.MostOf)
	}
	return nil
}
