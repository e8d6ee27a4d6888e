package request

import (
	"context"
	"math/big"
	"slices"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// shares holds what joins and exits have in common: amounts of tokens, or an amount of BPT and the
// tokens to pay or receive.
type shares struct {
	anyAmounts
	dealing
	bpt, value, token typed
	burns             bool // true for exits, which burn the sender's BPT
}

func newShares() shares { return shares{dealing: newDealing()} }

func (o *shares) flagsWith(bpt, token string) []Field {
	return append([]Field{
		o.anyAmounts.field(),
		textFlag("bpt", &o.bpt, bpt),
		textFlag("value", &o.value, `value of the BPT by the pool's spot prices, instead of --bpt: "1000 USDC"`),
		textFlag("token", &o.token, token+" (default all tokens, proportionally)"),
	}, o.dealing.flags()...)
}

// check reports all mistakes in the typed words.
func (o *shares) check(example string) error {
	var noValue error
	if o.value.words != "" {
		_, err := units.ParsePrice(o.value.words)
		noValue = failure.Each("--value: ", err)
	}
	return failure.Together(o.checkGiven(example), amountForms(o.items.words), amountForm("", o.bpt.words), noValue, o.dealing.check())
}

// checkGiven requires amounts of tokens, or an amount of BPT.
func (o *shares) checkGiven(example string) error {
	given := 0
	for _, is := range []bool{o.named(), o.bpt.words != "", o.value.words != ""} {
		if is {
			given++
		}
	}
	switch {
	case given == 0:
		return failure.Usage("missing amounts: name tokens with amounts, or use --bpt or --value").WithHint("%s", example)
	case given > 1:
		return failure.Usage("use only one of tokens with amounts, --bpt and --value").WithHint("%s", example)
	case o.token.words != "" && o.named():
		return failure.Usage("--token needs --bpt or --value: with amounts, name the tokens there")
	}
	return nil
}

// ground is the input of a join or an exit: who, which tokens, and the pool in the next block.
type ground struct {
	who      trade.Trader
	list     []trade.TokenAmount // the named tokens, with zero amounts
	now      *ops.Snapshot       // the pool in the next block
	slippage units.Fixed
}

// begin reads the sender, the named tokens, and the balances that the operation needs.
func (o *shares) begin(ctx context.Context, on *Target, watching func(ground) ops.Watching) (g ground, err error) {
	if g.slippage, err = o.share(); err != nil {
		return g, err
	}
	named := append([]string{o.token.words}, o.items.words...)
	o.native.on = o.wraps(ctx, on, named) || o.native.on
	o.token.words, o.items.words = named[0], named[1:]
	if o.native.on && (o.fromInside.on || o.toInside.on) {
		return g, mixed("an internal balance")
	}
	if g.list, err = o.tokensNamed(on.Before); err != nil {
		return g, err
	}
	if g.who, err = on.traderBy(ctx, &o.dealing); err != nil {
		return g, err
	}
	if err = on.look(ctx, watching(g)); err != nil {
		return g, err
	}
	g.now, err = on.next()
	return g, err
}

// tokensNamed returns the named tokens, or that of --token, or all of the pool.
func (o *shares) tokensNamed(pool *ops.Snapshot) ([]trade.TokenAmount, error) {
	names := o.items.words
	if o.token.words != "" {
		names = []string{o.token.words}
	}
	if len(names) == 0 {
		return noneOfEach(pool), nil
	}
	var list []trade.TokenAmount
	for _, item := range names {
		name, _ := cutItem(item)
		token, err := pool.FindToken(name)
		if err != nil {
			return nil, failure.Usage("%s", err)
		}
		if slices.ContainsFunc(list, func(a trade.TokenAmount) bool { return a.Token == token.Address }) {
			return nil, failure.Usage("%s is named twice", token.Symbol)
		}
		list = append(list, trade.TokenAmount{Token: token.Address, Amount: units.Amount{Decimals: token.Decimals}})
	}
	return list, nil
}

// noneOfEach returns all tokens of a pool with zero amounts.
func noneOfEach(pool *ops.Snapshot) (list []trade.TokenAmount) {
	for _, token := range pool.Tokens {
		list = append(list, trade.TokenAmount{Token: token.Address, Amount: units.Amount{Decimals: token.Decimals}})
	}
	return list
}

// exact parses the amounts of the items.
func (o *shares) exact(g ground) error {
	for i, item := range o.items.words {
		_, words := cutItem(item)
		amount, err := paidAmount(g.now, words, g.list[i].Token, g.who)
		if err != nil {
			return err
		}
		g.list[i].Amount = amount
	}
	if !slices.ContainsFunc(g.list, func(a trade.TokenAmount) bool { return !a.Amount.Raw.IsZero() }) {
		return failure.Usage("all amounts are zero")
	}
	return nil
}

// amount returns the wanted BPT. A percentage is of the sender's balance.
func (o *shares) amount(g ground) (units.Amount, error) {
	if o.value.words != "" {
		amount, err := worthOf(g.now, o.value.words)
		if err != nil && g.now.Supply.Virtual.Raw.IsZero() {
			return amount, failure.Usage("--value: the pool has no first join yet, so it has no prices").WithHint("the first join comes first: mpool first-join %s", g.now.Pool.Address)
		}
		if err != nil {
			return amount, failure.Usage("--value: %s", err)
		}
		return amount, nil
	}
	amount, err := heldAmount(g.now, o.bpt.words, g.now.Pool.Address, g.who.Sender)
	if err != nil {
		return amount, err
	}
	return amount, o.enough(g, amount)
}

// enough refuses zero BPT. For an exit of up to 100 BPT that is more than the sender has, it asks
// whether a percentage was meant.
func (o *shares) enough(g ground, amount units.Amount) error {
	held := g.now.Holding(g.now.Pool.Address, g.who.Sender)
	part := strings.HasSuffix(o.bpt.words, "%")
	none := held != nil && held.Balance.Raw.IsZero()
	switch {
	case amount.Raw.IsZero() && part && none:
		return failure.New(failure.Refused, "balance", "%s has no BPT of this pool", g.who.Sender)
	case amount.Raw.IsZero():
		return failure.Usage("--bpt %s is zero", o.bpt.words)
	case !o.burns || part || held == nil || none || !held.Balance.Raw.Lt(&amount.Raw) || amount.Raw.Gt(uint256.MustFromBig(wholeBpt(100))):
		return nil
	}
	return failure.New(failure.Refused, "BAL#434", "refused: %s has %s BPT, less than --bpt %s [BAL#434]", g.who.Sender, text.Amount(held.Balance), o.bpt.words).
		WithHint("did you mean --bpt %s%%?", o.bpt.words)
}

// wholeBpt returns n BPT in units of 1e-18.
func wholeBpt(n int64) *big.Int {
	return new(big.Int).Mul(big.NewInt(n), units.FixedOne().Int().ToBig())
}

// worthOf returns the BPT that is worth "1000 USDC".
func worthOf(now *ops.Snapshot, words string) (units.Amount, error) {
	price, err := units.ParsePrice(words)
	if err != nil {
		return units.Amount{}, err
	}
	token, err := now.FindToken(price.Of)
	if err != nil {
		return units.Amount{}, err
	}
	return liquidity.BptWorth(now, *token, price.Value)
}

// limits returns the amounts of the named tokens with the slippage applied by bound.
func (g ground) limits(amounts []uint256.Int, bound func(units.Amount, units.Fixed) units.Amount) []trade.TokenAmount {
	var bounded []trade.TokenAmount
	for i, token := range g.now.Tokens {
		for _, named := range g.list {
			if named.Token == token.Address {
				bounded = append(bounded, trade.TokenAmount{Token: token.Address, Amount: bound(units.Amount{Raw: amounts[i], Decimals: token.Decimals}, g.slippage)})
			}
		}
	}
	return bounded
}
