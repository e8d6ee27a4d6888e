package request

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/parse"
)

// firstJoin asks for the first tokens of a pool.
type firstJoin struct {
	anyAmounts
	prices     several
	value      typed
	open, keep onOff
	recipient  typed
	managers   several
}

func aboutInit() entry {
	return entry{
		name: "init", short: "Make the first join of a pool", chapter: AsAnybody, judged: true, managed: true,
		asks: func() asked { return &firstJoin{} },
		long: `init makes the first join of a new pool, which sets its prices: --price gives the price
of each token, all in one currency. mpool shows the arbitrage cost if the amounts do not
match these prices, and refuses it beyond the policy max_arbitrage_cost. --value 100000 computes
the amounts from prices and weights.

If the allowlist is enabled, the owner adds the sender to it first and removes it
afterwards, so that nobody else can join before; --open disables the allowlist
afterwards, so that everyone can join. Nothing is sent unless --broadcast is given.`,
		example: `  mpool init 0x… --value 100000 --price WETH=2500 --price USDC=1 --from 0x…
  mpool init fund WETH=20 USDC=50000 --price WETH=2500 --price USDC=1 --open --out plan.json
  mpool init fund WETH=20 USDC=50000 --broadcast --account owner`,
	}
}

func (o *firstJoin) fields() []Field {
	return []Field{
		o.anyAmounts.field(),
		listFlag("price", &o.prices, "the price of one token, all in the same currency: WETH=2500; repeatable"),
		textFlag("value", &o.value, "compute the amounts from this total value, in the currency of --price"),
		switchFlag("open", &o.open, "disable the allowlist afterwards"),
		switchFlag("keep-listed", &o.keep, "keep the sender on the allowlist"),
		textFlag("recipient", &o.recipient, "recipient of the BPT (default the sender)"),
		listFlag("trust-manager", &o.managers, "an asset manager, beside owner and sender, that may take what is paid in; repeatable"),
	}
}

func (o *firstJoin) check(context.Context, Source) error {
	switch {
	case o.named() == (o.value.words != ""):
		return failure.Usage("missing amounts: name every token with its amount, or use --value with a --price for each token").WithHint("mpool init fund WETH=20 USDC=50000")
	case o.value.words != "" && len(o.prices.words) == 0:
		return failure.Usage("--value needs the price of each token: --price WETH=2500 --price USDC=1")
	}
	return nil
}

func (o *firstJoin) build(ctx context.Context, on *Target) (ops.Operation, error) {
	who, err := on.trader(ctx, o.recipient.words)
	if err != nil {
		return nil, err
	}
	op := ops.InitPool{Sender: who.Sender, Recipient: who.Recipient, Listed: o.keep.on, Open: o.open.on, Amounts: noneOfEach(on.Before)}
	if op.Prices, err = pricesOf(on.Before, o.prices.words); err != nil {
		return nil, err
	}
	if op.Trusted, err = parse.Addresses(o.managers.words); err != nil {
		return nil, failure.Usage("--trust-manager: %s", err)
	}
	if err := on.look(ctx, op); err != nil {
		return nil, err
	}
	if m := on.Before.Member(op.Sender); m != nil && m.Allowed {
		op.Listed = true // it was on the list before
	}
	if o.value.words != "" {
		err = o.fromValue(on.Before, &op)
	} else {
		err = o.fromItems(on.Before, &op)
	}
	if err != nil {
		return nil, err
	}
	return op.Before(on.Before), nil
}

// wholeAmount reads a number that is counted as money, or as worth, in units of 1e-18.
func wholeAmount(words string) (ops.Amount, error) {
	return ops.ParseAmount(strings.TrimSpace(words), "", 18)
}

// pricesOf reads WETH=2500.
func pricesOf(pool *ops.Snapshot, items []string) ([]ops.TokenWorth, error) {
	var list []ops.TokenWorth
	for _, item := range items {
		name, words := cutItem(item)
		token, err := pool.FindToken(name)
		if err != nil {
			return nil, failure.Usage("--price: %s", err)
		}
		worth, err := wholeAmount(words)
		if err != nil || worth.Raw.IsZero() {
			return nil, failure.Usage("--price: invalid price %q: use TOKEN=PRICE, for example WETH=2500", item)
		}
		list = append(list, ops.TokenWorth{Token: token.Address, Worth: ops.Fixed(worth.Raw)})
	}
	if len(list) > 0 && len(list) != len(pool.Tokens) {
		return nil, failure.Usage("--price: only %d of the pool's %d tokens have a price: give one for each token", len(list), len(pool.Tokens))
	}
	return list, nil
}

func (o *firstJoin) fromValue(pool *ops.Snapshot, op *ops.InitPool) error {
	value, err := wholeAmount(o.value.words)
	if err != nil {
		return failure.Usage("--value: %s", err)
	}
	for i, token := range pool.Tokens {
		for _, p := range op.Prices {
			if p.Token == token.Address {
				op.Amounts[i].Amount = liquidity.InitAmount(token, ops.Fixed(value.Raw), p.Worth)
			}
		}
	}
	return nil
}

// fromItems reads the amount of every token.
func (o *firstJoin) fromItems(pool *ops.Snapshot, op *ops.InitPool) error {
	given := map[common.Address]bool{}
	for _, item := range o.items.words {
		name, words := cutItem(item)
		token, err := pool.FindToken(name)
		if err != nil {
			return failure.Usage("%s", err)
		}
		amount, err := heldAmount(pool, words, token.Address, op.Sender)
		if err != nil {
			return err
		}
		for i := range op.Amounts {
			if op.Amounts[i].Token == token.Address {
				op.Amounts[i].Amount, given[token.Address] = amount, true
			}
		}
	}
	if len(given) != len(pool.Tokens) {
		return failure.Usage("the first join needs some of every token: %d of %d are named", len(given), len(pool.Tokens))
	}
	return nil
}
