package request

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// exit is a request to burn BPT for tokens.
type exit struct {
	shares
	recovery onOff
}

func newExit() *exit {
	e := &exit{shares: newShares()}
	e.burns = true
	return e
}

func aboutExit() entry {
	return entry{
		name: "exit", short: "Withdraw tokens from the pool for BPT", chapter: AsAnybody,
		asks: func() asked { return newExit() },
		long: `exit burns BPT and pays tokens out. --bpt 50% burns half of the sender's BPT for all
tokens proportionally, without swap fee or price impact; with --token USDC it is paid in
that one token. USDC=1000 WETH=0.5 pays out exactly these amounts. --value "1000 USDC"
burns BPT of that value.

--native, or ETH=0.5, pays out ETH where the pool holds WETH. --to-internal keeps the
tokens in the Vault, as the recipient's internal balance.

In recovery mode, --recovery pays out all tokens proportionally without calling the
pool's logic: it works even while the pool is paused. --slippage limits how much less
than quoted is paid, or how much more BPT is burned: beyond it the exit reverts. No
allowance is needed. Nothing is sent unless --broadcast is given.`,
		example: `  mpool exit 0x… --bpt 100% --from 0x…
  mpool exit fund USDC=1000 WETH=0.4 --out plan.json
  mpool exit fund --value "10000 USDC" --token USDC --broadcast --account lp`,
	}
}

func (o *exit) fields() []Field {
	return append(append(o.flagsWith("burn exactly this much BPT: 10, or 50% of the sender's", "be paid in this token only"), o.paidFlags()...),
		switchFlag("recovery", &o.recovery, "use a recovery mode exit, which works even if the pool is paused"))
}

func (o *exit) check(ctx context.Context, from Source) error {
	wrong := failure.Together(o.outside.read(ctx, from), o.checkNative("--to-internal", o.toInside.on))
	if o.recovery.on && (o.named() || o.token.words != "") {
		wrong = failure.Together(wrong, failure.Usage("--recovery pays all tokens proportionally: omit tokens and --token"))
	}
	return failure.Together(wrong, o.shares.check("mpool exit fund --bpt 50%, or mpool exit fund USDC=1000"))
}

func (o *exit) build(ctx context.Context, on *Target) (ops.Operation, error) {
	g, err := o.begin(ctx, on, func(g ground) ops.Watching { return trade.Exit{Trader: g.who, Amounts: g.list} })
	if err != nil {
		return nil, err
	}
	op := trade.Exit{Trader: g.who, Kind: trade.ExitExactTokens, Amounts: g.list}
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

// forTokens receives exactly these amounts. If the pool would revert, the limit is the whole supply:
// the plan gives the reason.
func (o *exit) forTokens(g ground, op *trade.Exit) error {
	if err := o.exact(g); err != nil {
		return err
	}
	op.Bpt = g.now.Supply.Actual // at most the whole supply
	if bpt, _, err := op.Outcome(g.now); err == nil {
		op.Bpt = units.MostOf(bptOf(bpt), g.slippage)
	}
	return nil
}

// forBpt burns exactly this amount of BPT.
func (o *exit) forBpt(g ground, op *trade.Exit) (err error) {
	op.Kind = trade.ExitAllTokens
	switch {
	case o.recovery.on:
		op.Kind = trade.ExitRecovery
	case o.token.words != "":
		op.Kind, op.Token = trade.ExitOneToken, g.list[0].Token
	}
	if op.Bpt, err = o.amount(g); err != nil {
		return err
	}
	if _, amounts, err := op.Outcome(g.now); err == nil {
		op.Amounts = g.limits(amounts, units.LeastOf)
	}
	return nil
}
