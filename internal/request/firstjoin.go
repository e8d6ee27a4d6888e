package request

import (
	"context"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/halfway"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// firstJoin is a request for a pool's first join.
type firstJoin struct {
	anyAmounts
	prices     several
	value      typed
	open, keep onOff
	recipient  typed
	outside    outside
	managers   several
}

func aboutFirstJoin() entry {
	return entry{
		name: "first-join", short: "Make the first join of a pool", chapter: AsAnybody, judged: true, managed: true,
		asks: func() asked { return &firstJoin{} },
		long: `first-join makes the first join of a new pool, which sets its prices: --price gives the price
of each token, all in one currency, or --prices a file or the configured feeds. mpool
shows the arbitrage cost if the amounts do not match these prices, and refuses it beyond
the policy max_arbitrage_cost. --value 100000 computes the amounts from prices and weights.

If the allowlist is enabled, the owner adds the sender to it first and removes it
afterwards, so that nobody else can join before; --open disables the allowlist
afterwards, so that everyone can join. Nothing is sent unless --broadcast is given.`,
		example: `  mpool first-join 0x… --value 100000 --price WETH=2500 --price USDC=1 --from 0x…
  mpool first-join fund WETH=20 USDC=50000 --price WETH=2500 --price USDC=1 --open --out plan.json
  mpool first-join fund WETH=20 USDC=50000 --broadcast --account owner`,
	}
}

func (o *firstJoin) fields() []Field {
	return []Field{
		o.anyAmounts.field(),
		listFlag("price", &o.prices, "the price of one token, all in the same currency: WETH=2500; repeatable"),
		o.outside.field(),
		textFlag("value", &o.value, `compute the amounts from this total value, in the currency of the prices, or in a token: "100000 USDC"`),
		switchFlag("open", &o.open, "disable the allowlist afterwards"),
		switchFlag("keep-listed", &o.keep, "keep the sender on the allowlist"),
		textFlag("recipient", &o.recipient, "recipient of the BPT (default the sender)"),
		listFlag("trust-manager", &o.managers, "an asset manager, beside owner and sender, that may take what is paid in; repeatable"),
	}
}

// check reports all mistakes in the typed words.
func (o *firstJoin) check(ctx context.Context, from Source) error {
	wrong := []error{o.checkGiven(), o.outside.read(ctx, from), amountForms(o.items.words)}
	for _, item := range o.prices.words {
		_, _, err := priceOf(item)
		wrong = append(wrong, err)
	}
	if o.value.words != "" {
		wrong = append(wrong, failure.Each("--value: ", units.AmountForm(o.value.words)))
	}
	var noManager error
	if len(o.managers.words) > 0 {
		_, noManager = parse.Addresses(o.managers.words)
	}
	return failure.Together(append(wrong, recipientForm(o.recipient.words), failure.Each("--trust-manager: ", noManager))...)
}

func (o *firstJoin) checkGiven() error {
	switch {
	case len(o.prices.words) > 0 && o.outside.source.words != "":
		return failure.Usage("use only one of --price and --prices")
	case o.named() == (o.value.words != ""):
		return failure.Usage("missing amounts: name every token with its amount, or use --value with a --price for each token").WithHint("mpool first-join fund WETH=20 USDC=50000")
	case o.value.words != "" && len(o.prices.words) == 0 && o.outside.source.words == "":
		return failure.Usage("--value needs the price of each token: --price WETH=2500 --price USDC=1, or --prices")
	}
	return nil
}

func (o *firstJoin) build(ctx context.Context, on *Target) (ops.Operation, error) {
	who, err := on.trader(ctx, o.recipient.words)
	if err != nil {
		return nil, err
	}
	op := trade.InitPool{Sender: who.Sender, Recipient: who.Recipient, Listed: o.keep.on, Open: o.open.on, Amounts: noneOfEach(on.Before)}
	if op.Prices, err = pricesOf(on.Before, o.prices.words); err == nil && len(op.Prices) == 0 {
		op.Prices, err = o.outside.of(ctx, on)
	}
	if err != nil {
		return nil, err
	}
	if op.Trusted, err = parse.Addresses(o.managers.words); err != nil {
		return nil, failure.Usage("--trust-manager: %s", err)
	}
	if err := on.look(ctx, op); err != nil {
		return nil, err
	}
	if err := on.listedBefore(ctx, &op); err != nil {
		return nil, err
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

// listedBefore keeps a sender on the allowlist that was on it before. One that an earlier first join has
// added, which stopped before its end, was not.
func (t *Target) listedBefore(ctx context.Context, op *trade.InitPool) error {
	if m := t.Before.Member(op.Sender); m == nil || !m.Allowed {
		return nil
	}
	for _, recorded := range []func(context.Context) ([]*ops.Plan, error){t.Node.Begun, t.Node.Abandoned} {
		plans, err := recorded(ctx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(plans, func(plan *ops.Plan) bool { return halfway.ListedFor(plan, op.Sender) }) {
			return nil
		}
	}
	op.WasListed, op.Listed = !op.Listed, true
	return nil
}

// priceOf parses WETH=2500.
func priceOf(item string) (name string, worth units.Fixed, err error) {
	name, words := cutItem(item)
	if worth, err = units.ParsePlain(words); err == nil {
		return name, worth, nil
	}
	if _, of, found := strings.Cut(strings.TrimSpace(words), " "); found {
		return name, worth, failure.Usage("--price: first-join takes numbers in one currency, not %s: the price of each token, for example --price WETH=2500 --price USDC=1", text.Quote(of)).
			WithHint("write %s, and give every other token its price in the same currency", text.ShellWord("--price "+name+"="+strings.Fields(words)[0]))
	}
	return name, worth, failure.Usage("--price: invalid price %q: use TOKEN=PRICE, for example WETH=2500", item)
}

// pricesOf returns the prices of the pool's tokens.
func pricesOf(pool *ops.Snapshot, items []string) ([]trade.TokenWorth, error) {
	var list []trade.TokenWorth
	for _, item := range items {
		name, worth, err := priceOf(item)
		if err != nil {
			return nil, err
		}
		token, err := pool.FindToken(name)
		if err != nil {
			return nil, failure.Usage("--price: %s", err)
		}
		list = append(list, trade.TokenWorth{Token: token.Address, Worth: worth})
	}
	if len(list) > 0 && len(list) != len(pool.Tokens) {
		return nil, failure.Usage("--price: only %d of the pool's %d tokens have a price: give one for each token", len(list), len(pool.Tokens))
	}
	return list, nil
}

func (o *firstJoin) fromValue(pool *ops.Snapshot, op *trade.InitPool) error {
	value, err := moneyOf(pool, o.value.words, op.Prices)
	if err != nil {
		return failure.Usage("--value: %s", err)
	}
	for i, token := range pool.Tokens {
		for _, p := range op.Prices {
			if p.Token == token.Address {
				op.Amounts[i].Amount = liquidity.InitAmount(token, value, p.Worth)
			}
		}
	}
	return nil
}

// fromItems sets the amount of every token.
func (o *firstJoin) fromItems(pool *ops.Snapshot, op *trade.InitPool) error {
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
