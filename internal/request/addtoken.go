package request

import (
	"context"
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/parse"
	"mpool/internal/units"
)

// addToken is a request to add a token to the pool, with a first balance.
type addToken struct {
	oneWord
	weight, amount, price typed
	mint, mintTo          typed
	manager               typed
	doors                 doorChoice
}

func newAddToken() *addToken { return &addToken{mint: standard(none)} }

func aboutAddToken() entry {
	return entry{
		name: "add-token", short: "Add a token to the pool and deposit it", chapter: AsOwner, judged: true, managed: true,
		asks: func() asked { return newAddToken() },
		long: `add-token does everything needed: the owner adds the token, and its asset manager
approves exactly the deposit for the Vault and deposits it. An existing allowance is
reset first, and none remains. The weights of the other tokens shrink to make room; the
new token gets the given weight (rounded up by at most one wei per token) at once,
which the policy max_weight_change_per_day limits if configured.

` + doorsHelp("adding the token", "the deposit") + `

The deposit is --amount, or is computed from --price so that there is no arbitrage: it
is worth w/(1-w) of the pool at the pool's spot prices. With both, mpool compares the
amount with the price and shows the arbitrage cost of the difference, which the policy
max_arbitrage_cost limits (built-in limit 0.5%). --amount alone is not checked, and mpool warns
about it. TOKEN is an address. Amounts are in whole tokens: 1.5 or "1.5 USDC", or
1500000raw.

Without --mint no BPT is minted, so the deposit is a gift to all LPs. --mint fair mints
BPT for the deposit's share of the pool's value, by --price, so that nobody gains or
loses. The BPT go to the asset manager, who pays the deposit, or to --mint-to. Other
mints that cost LPs something are limited by max_arbitrage_cost.

If owner and asset manager are different accounts, sign with both keys, or send only the
calls of one with --partial and let the other continue with the same plan. Nothing is
sent unless --broadcast is given.`,
		example: `  mpool add-token 0x… 0x… --weight 10% --amount 1000 --price "1 USDC"
  mpool add-token fund 0x… --weight 10% --price "2000 USDC" --mint fair --out plan.json
  mpool add-token 0x… --weight 10% --amount 1000 --broadcast --account owner --manager-account manager`,
	}
}

func (o *addToken) fields() []Field {
	return append([]Field{
		o.token(),
		textFlag("weight", &o.weight, "the new token's weight: 10%").in(batch.Percent),
		textFlag("amount", &o.amount, "the deposit: 1000 (whole tokens) or 1500000raw"),
		textFlag("price", &o.price, `price of one token in another token of the pool, to compute the deposit or check --amount: "2000 USDC" or "TOKEN=2000 USDC"; or feed for the configured feeds`),
		textFlag("mint", &o.mint, "BPT to mint for the deposit: none, fair or an amount"),
		textFlag("mint-to", &o.mintTo, "recipient of the minted BPT (default the asset manager)"),
		textFlag("asset-manager", &o.manager, "the token's asset manager, who deposits (default that of all other tokens, or the owner)"),
	}, o.doors.fields()...)
}

// check reports mistakes that can be found without the pool.
func (o *addToken) check(context.Context, Source) error {
	var noPrice error
	if o.price.words != "" && o.price.words != byFeed {
		_, words := ofToken(o.price.words)
		_, err := units.ParsePrice(words)
		noPrice = failure.Each("--price: ", err)
	}
	return failure.Together(o.checkGiven(), addressForm("--mint-to: ", o.mintTo.words), addressForm("--asset-manager: ", o.manager.words), o.doors.check(),
		percentForm("--weight: ", o.weight.words), noPrice, wholeForm("--amount: ", o.amount.words), wholeForm("--mint: ", o.mint.words))
}

// wholeForm is amountForm without percentages, which have no meaning here.
func wholeForm(flag, words string) error {
	if strings.HasSuffix(words, "%") {
		return failure.Usage("%sinvalid amount %q: use 1.5 or 1500000raw", flag, words)
	}
	return amountForm(flag, words)
}

// checkGiven reports missing fields, and fields that need another one.
func (o *addToken) checkGiven() error {
	var noWeight error
	if o.weight.words == "" {
		noWeight = failure.Usage("missing --weight, for example --weight 10%%")
	}
	return failure.Together(noWeight, o.checkDeposit())
}

// checkDeposit reports missing fields of the deposit and of the BPT to mint.
func (o *addToken) checkDeposit() error {
	switch {
	case o.amount.words == "" && o.price.words == "":
		return failure.Usage("missing deposit: use --amount 1000, or --price \"2000 USDC\" to compute it")
	case o.mint.words == fairly && o.price.words == "":
		return failure.Usage("--mint fair needs --price").WithHint("give the price of one token in a token of the pool: --price \"2000 USDC\"")
	case o.mintTo.words != "" && o.mint.words == none:
		return failure.Usage("--mint-to needs --mint").WithHint("use --mint fair or an amount of BPT")
	}
	return nil
}

// build builds the operation for the pool in on.
func (o *addToken) build(ctx context.Context, on *Target) (ops.Operation, error) {
	address, err := newToken(on.Before, o.word.words)
	if err != nil {
		return nil, err
	}
	weight, err := units.ParsePercent(o.weight.words)
	if err != nil {
		return nil, failure.Usage("--weight: %s", err)
	}
	op := tokenset.AddToken{Token: address, Weight: weight, AssetManager: o.assetManager(on.Before)}
	if err := on.Node.Look(ctx, ops.Watch{Holdings: []ops.HoldingKey{{Token: op.Token, Account: op.AssetManager}}}); err != nil {
		return nil, noToken(err)
	}
	if err := o.value(ctx, on, &op); err != nil {
		return nil, err
	}
	op.Supply = madeFor(on.Before, op)
	op.MintTo = op.AssetManager
	if o.mintTo.words != "" {
		op.MintTo = common.HexToAddress(o.mintTo.words)
	}
	return on.goingOn(ctx, &o.doors, op)
}

// value sets the price, the deposit and the BPT to mint.
func (o *addToken) value(ctx context.Context, on *Target, op *tokenset.AddToken) (err error) {
	before := on.Before
	if op.Price, err = o.worth(ctx, on, op.Token); err != nil {
		return err
	}
	op.Neutral, op.FairMint = o.amount.words == "", o.mint.words == fairly
	if op.Deposit, err = o.deposit(before, *op, before.Holdings[0]); err != nil {
		return err
	}
	op.Mint, err = bptAmount("--mint", o.mint.words, before, func() (units.Amount, error) { return op.Fair(before) })
	return err
}

// byFeed is the value of --price that takes the price from the configured feeds.
const byFeed = "feed"

// feedPrice returns the token's price according to the feeds, in a token of the pool that has a feed
// too.
func (t *Target) feedPrice(ctx context.Context, token common.Address) (tokenset.TokenPrice, error) {
	node, can := t.Node.(interface {
		FeedPrice(ctx context.Context, token common.Address, symbol named.Symbol) (tokenset.TokenPrice, error)
	})
	if !can {
		return tokenset.TokenPrice{}, failure.Usage("--price feed: no feed can be read here")
	}
	return node.FeedPrice(ctx, token, t.Before.Holdings[0].Symbol)
}

// noToken turns the error about a contract that is not a token into a refusal.
func noToken(err error) error {
	var no *chain.NotTokenError
	if errors.As(err, &no) {
		return failure.New(failure.Refused, "token", "refused: %s [token]", no).Because(err).WithHint("%s", no.Hint())
	}
	return err
}

// newToken returns the address of the token to add. If the pool has the token already, its symbol is
// accepted too; the plan then reports it.
func newToken(before *ops.Snapshot, words string) (common.Address, error) {
	address, err := parse.Address(words)
	if err == nil {
		return address, nil
	}
	if token, found := before.FindToken(words); found == nil {
		return token.Address, nil
	}
	return common.Address{}, failure.Usage("%s", err).WithHint("invalid token: name a new token by its address, because symbols are not unique")
}

func (o *addToken) assetManager(before *ops.Snapshot) common.Address {
	if o.manager.words != "" {
		return common.HexToAddress(o.manager.words)
	}
	return before.UsualAssetManager()
}

// deposit returns the given deposit, or computes it from the price. A token of more than 18 decimals is
// parsed with 18: the plan refuses it whatever the deposit is.
func (o *addToken) deposit(before *ops.Snapshot, op tokenset.AddToken, held ops.Holding) (units.Amount, error) {
	decimals := min(held.Decimals, 18)
	if o.amount.words != "" {
		amount, err := units.ParseAmount(o.amount.words, held.Symbol, decimals)
		if err != nil {
			return amount, failure.Usage("--amount: %s", err)
		}
		return amount, nil
	}
	other, err := before.Token(op.Price.Of)
	if err != nil {
		return units.Amount{}, failure.Usage("--price: %s", err)
	}
	amount, err := tokenset.NeutralDeposit(before, op, other, op.Price.Value, decimals)
	if err != nil {
		return amount, failure.Usage("--price: %s", err)
	}
	return amount, nil
}

// worth returns the given price, in a token of the pool; zero if none is given.
func (o *addToken) worth(ctx context.Context, on *Target, token common.Address) (tokenset.TokenPrice, error) {
	before := on.Before
	if o.price.words == "" {
		return tokenset.TokenPrice{}, nil
	}
	if o.price.words == byFeed {
		return on.feedPrice(ctx, token)
	}
	name, words := ofToken(o.price.words)
	if err := namesAdded(name, token, before.Holdings[0].Symbol); err != nil {
		return tokenset.TokenPrice{}, err
	}
	price, err := units.ParsePrice(words)
	if err != nil {
		return tokenset.TokenPrice{}, failure.Usage("--price: %s", err)
	}
	other, err := before.FindToken(price.Of)
	if err != nil {
		return tokenset.TokenPrice{}, failure.Usage("--price: %s", err)
	}
	if other.Address == token {
		return tokenset.TokenPrice{}, failure.Usage("--price: the price of a token cannot be in the token itself").WithHint("name another token of the pool")
	}
	return tokenset.TokenPrice{Of: other.Address, Value: price.Value}, nil
}
