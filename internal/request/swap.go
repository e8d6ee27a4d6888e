package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// swap asks for one token of the pool for another.
type swap struct {
	in, out typed
	trade
	within typed
}

func newSwap() *swap { return &swap{trade: newTrade(), within: standard("1h")} }

func aboutSwap() entry {
	return entry{
		name: "swap", short: "Swap one token of the pool for another", chapter: AsAnybody,
		asks: func() asked { return newSwap() },
		long: `swap trades within the pool. Give the exact amount with its token: WETH=1.5 USDC pays
exactly 1.5 WETH, and WETH USDC=3000 gets exactly 3000 USDC. BPT is the pool's own token:
a swap into it is a join, a swap out of it an exit. 50% is half of the sender's balance.

--slippage limits how much worse than the quote the result may be; beyond it the swap
reverts. Exactly the paid amount is approved for the Vault, and no allowance remains.
Nothing is sent unless --broadcast is given.`,
		example: `  mpool swap 0x… WETH=1.5 USDC --from 0x…
  mpool swap fund WETH USDC=3000 --slippage 0.1% --out plan.json
  mpool swap fund USDC=10% BPT --broadcast --account lp`,
	}
}

func (o *swap) fields() []Field {
	const usage = "a token, by symbol or address, or BPT; one of the two with the exact amount: WETH=1.5"
	return append([]Field{word("in", &o.in, usage), word("out", &o.out, usage)},
		append(o.flags(), textFlag("within", &o.within, "maximum time until it is mined; after that it reverts").in(batch.Span))...)
}

func (o *swap) words(args []string, s *config.Settings) ([]string, error) {
	args, err := s.PoolFirst(args, 2)
	if err != nil {
		return nil, err
	}
	o.in.words, o.out.words = args[1], args[2]
	return args, nil
}

func (o *swap) check(context.Context, Source) error { return nil }

func (o *swap) build(ctx context.Context, on *Target) (ops.Operation, error) {
	wait, err := ops.ParseDuration(o.within.words)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	op, amount, err := pairOf(on.Before, o.in.words, o.out.words)
	if err != nil {
		return nil, err
	}
	op.Deadline = on.Before.Block.Time + wait
	if op.Trader, err = on.trader(ctx, o.recipient.words); err != nil {
		return nil, err
	}
	if err := on.measure(ctx, &op, amount); err != nil {
		return nil, err
	}
	now, err := on.next()
	if err == nil {
		o.warnWide(on)
		err = o.limit(now, &op)
	}
	if err != nil {
		return nil, err
	}
	return op.Before(now), nil
}

// limit sets the limit that the slippage makes of the quote. What the pool refuses has
// none: the plan says why.
func (o *swap) limit(now *ops.Snapshot, op *ops.Swap) error {
	slippage, err := o.share()
	if err != nil {
		return err
	}
	in, out, err := op.Amounts(now)
	switch {
	case err != nil:
	case op.GivenOut:
		op.Limit = ops.MostOf(in, slippage)
	default:
		op.Limit = ops.LeastOf(out, slippage)
	}
	return nil
}

// Quoted is the swap that two words ask for, of which one has the amount: for who is said
// to send, if anybody, and without a limit.
func Quoted(ctx context.Context, on *Target, in, out string) (ops.Swap, error) {
	op, amount, err := pairOf(on.Before, in, out)
	if err != nil {
		return op, err
	}
	op.Trader = ops.Trader{Sender: on.From, Recipient: on.From}
	return op, on.measure(ctx, &op, amount)
}

// pairOf reads the two tokens, of which one has the amount.
func pairOf(pool *ops.Snapshot, in, out string) (op ops.Swap, amount string, err error) {
	inName, inAmount := cutItem(in)
	outName, outAmount := cutItem(out)
	if op.GivenOut = outAmount != ""; op.GivenOut == (inAmount != "") {
		return op, "", failure.Usage("missing exact amount: give it to one of the two tokens").WithHint("WETH=1.5 USDC pays exactly 1.5 WETH; WETH USDC=3000 returns exactly 3000 USDC")
	}
	if op.In, err = tokenOrBpt(pool, inName); err != nil {
		return op, "", err
	}
	if op.Out, err = tokenOrBpt(pool, outName); err != nil {
		return op, "", err
	}
	if op.In == op.Out {
		return op, "", failure.Usage("a token cannot be swapped for itself")
	}
	return op, inAmount + outAmount, nil
}

// measure looks at what the traders have, and reads the amount, of which a percentage is of
// what goes in.
func (t *Target) measure(ctx context.Context, op *ops.Swap, words string) (err error) {
	if err := t.look(ctx, op); err != nil {
		return err
	}
	given, account := op.In, op.Sender
	if op.GivenOut {
		given, account = op.Out, common.Address{}
	}
	op.Amount, err = heldAmount(t.Before, words, given, account)
	return err
}
