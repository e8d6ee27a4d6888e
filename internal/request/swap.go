package request

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// swap is a request to swap one token of the pool for another.
type swap struct {
	in, out typed
	dealing
	within typed
}

func newSwap() *swap { return &swap{dealing: newDealing(), within: standard("1h")} }

func aboutSwap() entry {
	return entry{
		name: "swap", short: "Swap one token of the pool for another", chapter: AsAnybody,
		asks: func() asked { return newSwap() },
		long: `swap trades within the pool. Give the exact amount with its token: WETH=1.5 USDC pays
exactly 1.5 WETH, and WETH USDC=3000 gets exactly 3000 USDC. BPT is the pool's own token:
a swap into it is a join, a swap out of it an exit. 50% is half of the sender's balance.

--slippage limits how much worse than the quote the result may be; beyond it the swap
reverts. Exactly the paid amount is approved for the Vault, and no allowance remains.
ETH in place of WETH, or --native, pays or receives the native token. --from-internal pays
with tokens that the sender keeps in the Vault first, and --to-internal keeps the output
there. Nothing is sent unless --broadcast is given.`,
		example: `  mpool swap 0x… WETH=1.5 USDC --from 0x…
  mpool swap fund WETH USDC=3000 --slippage 0.1% --out plan.json
  mpool swap fund USDC=10% BPT --broadcast --account lp`,
	}
}

func (o *swap) fields() []Field {
	const usage = "a token, by symbol or address, or BPT; one of the two with the exact amount: WETH=1.5"
	return append([]Field{word("in", &o.in, usage), word("out", &o.out, usage)},
		append(append(append(o.flags(), o.payFlags()...), o.paidFlags()[1]), textFlag("within", &o.within, "maximum time until it is mined; after that it reverts").in(batch.Span))...)
}

func (o *swap) words(args []string, s *config.Settings) ([]string, error) {
	args, err := s.PoolFirst(args, 2)
	if err != nil {
		return nil, err
	}
	return args, failure.Together(o.in.Set(args[1]), o.out.Set(args[2]))
}

func (o *swap) check(ctx context.Context, from Source) error {
	return failure.Together(o.outside.read(ctx, from), spanForm("--within: ", o.within.words), o.dealing.check(), o.checkPair())
}

// checkPair requires an amount of exactly one of the two tokens.
func (o *swap) checkPair() error {
	if !o.in.given || !o.out.given {
		return nil
	}
	_, in := cutItem(o.in.words)
	_, out := cutItem(o.out.words)
	return failure.Together(oneAmount(in, out), amountForm("", in+out))
}

// oneAmount requires an amount above zero for exactly one of two tokens.
func oneAmount(in, out string) error {
	const usage = "WETH=1.5 USDC pays exactly 1.5 WETH; WETH USDC=3000 returns exactly 3000 USDC"
	switch {
	case in == "" && out == "":
		return failure.Usage("missing amount: give one of the two tokens an exact amount").WithHint(usage)
	case in != "" && out != "":
		return failure.Usage("both tokens have an amount: give it to one of the two").WithHint(usage)
	case isZero(in + out):
		return failure.Usage("the amount %s is zero: use one above zero", text.Quote(in+out))
	}
	return nil
}

// isZero says whether a valid amount is zero: 0, 0.0, 0raw, 0% or 0 USDC.
func isZero(words string) bool {
	words = strings.TrimSpace(words)
	rest := strings.TrimLeft(words, "0.")
	return rest != words && (rest == "" || !strings.ContainsAny(rest[:1], "123456789"))
}

func (o *swap) build(ctx context.Context, on *Target) (ops.Operation, error) {
	wait, err := units.ParseDuration(o.within.words)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	pair := []string{o.in.words, o.out.words}
	o.native.on = o.wraps(ctx, on, pair) || o.native.on
	op, amount, err := pairOf(on.Before, pair[0], pair[1])
	if err != nil {
		return nil, err
	}
	op.Deadline = on.Before.Block.Time + wait
	if op.Trader, err = on.traderBy(ctx, &o.dealing); err != nil {
		return nil, err
	}
	o.outside.warnFar(on, op.Prices)
	if op.Native != (trade.Native{}) && op.In != op.Native.Token && op.Out != op.Native.Token {
		return nil, failure.Usage("--native: neither of the two tokens is the wrapped native token")
	}
	if op.FromInternal && op.Native.Token == op.In || op.ToInternal && op.Native.Token == op.Out {
		return nil, mixed("an internal balance of the same token")
	}
	if err := on.measure(ctx, &op, amount); err != nil {
		return nil, err
	}
	now, err := on.next()
	if err == nil {
		err = o.limit(now, &op)
	}
	if err != nil {
		return nil, err
	}
	return op.Before(now), nil
}

// limit sets the limit of the swap: the quote with the slippage applied. If the pool would revert, no
// limit is set: the plan gives the reason.
func (o *swap) limit(now *ops.Snapshot, op *trade.Swap) error {
	slippage, err := o.share()
	if err != nil {
		return err
	}
	in, out, err := op.Amounts(now)
	switch {
	case err != nil:
	case op.GivenOut:
		op.Limit = units.MostOf(in, slippage)
	default:
		op.Limit = units.LeastOf(out, slippage)
	}
	return nil
}

// Quoted returns the swap of two tokens, one of them with an amount. It has the named sender and no
// limit.
func Quoted(ctx context.Context, on *Target, in, out string) (trade.Swap, error) {
	op, amount, err := pairOf(on.Before, in, out)
	if err != nil {
		return op, err
	}
	op.Trader = trade.Trader{Sender: on.From, Recipient: on.From}
	return op, on.measure(ctx, &op, amount)
}

// pairOf parses the two tokens, one of which has the amount.
func pairOf(pool *ops.Snapshot, in, out string) (op trade.Swap, amount string, err error) {
	inName, inAmount := cutItem(in)
	outName, outAmount := cutItem(out)
	if err := oneAmount(inAmount, outAmount); err != nil {
		return op, "", err
	}
	op.GivenOut = outAmount != ""
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

// measure reads the trader's balances and then parses the amount, which may be a percentage of the
// sender's balance of the input token.
func (t *Target) measure(ctx context.Context, op *trade.Swap, words string) (err error) {
	if err := t.look(ctx, op); err != nil {
		return err
	}
	if op.GivenOut {
		op.Amount, err = heldAmount(t.Before, words, op.Out, common.Address{})
	} else {
		op.Amount, err = paidAmount(t.Before, words, op.In, op.Trader)
	}
	return err
}
