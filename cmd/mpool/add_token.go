package main

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
)

// addTokenFlags are the command line of add-token, as it was typed.
type addTokenFlags struct {
	weight, amount, price string
	mint, mintTo          string
	manager               string
	doors                 doorFlags
}

func newAddToken(a *app) *cobra.Command {
	var typed addTokenFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "add-token [POOL] TOKEN",
		Short: "Add a token to the pool and give it a balance",
		Long: `add-token does all that it takes: the owner adds the token, and its asset manager
approves the Vault for exactly the deposit and deposits it. An allowance that is
there is reset first, and none is left over. The weights of the others shrink to
make room; the new token has the weight given, and up to one wei a token more. It
has it at once, which the policy max_weight_change_per_day limits where configured.

` + doorsHelp("adding the token", "the deposit") + `

The deposit is --amount, or is worked out from --price so that it leaves nothing
to arbitrage: it is worth w/(1-w) of the pool at the pool's own prices. With both,
the amount is held against the price: how far it is off, and what of the pool that
gives to arbitrage, which the policy max_cost limits (refused above 0.5% unless
configured). --amount alone is checked by nothing, and is warned of. TOKEN is an
address. Amounts are in whole tokens: 1.5 or "1.5 USDC", or 1500000raw.

No BPT is minted unless --mint says so, and so the deposit belongs to all who hold
BPT. --mint fair mints for the deposit's share of the pool's value, by --price: that
dilutes nobody, and gives nobody anything. It goes to the asset manager, who pays the
deposit, or to --mint-to. What holders lose by another mint is held under max_cost.

Owner and asset manager may be different: sign with the keys of both, or send only
the calls of one with --partial and have the other go on with the same plan.
Nothing is sent unless --broadcast is given.`,
		Example: `  mpool add-token 0x… 0x… --weight 10% --amount 1000 --price "1 USDC"
  mpool add-token fund 0x… --weight 10% --price "2000 USDC" --mint fair --out plan.json
  mpool add-token 0x… --weight 10% --amount 1000 --broadcast --account owner --manager-account manager`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 1)
			if err != nil {
				return err
			}
			if err := typed.check(); err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return typed.build(on, args[1])
			})
		},
	}
	typed.add(cmd)
	flags.add(cmd)
	addManagerFlags(&flags.sending.Manager, cmd)
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	return cmd
}

func (f *addTokenFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.weight, "weight", "", "the new token's weight: 10%")
	flags.StringVar(&f.amount, "amount", "", "the deposit: 1000 (whole tokens) or 1500000raw")
	flags.StringVar(&f.price, "price", "", `what one costs in a token of the pool, to work the deposit out, or to check --amount: "2000 USDC"`)
	flags.StringVar(&f.mint, "mint", "none", "BPT to mint for the deposit: none, fair or an amount")
	flags.StringVar(&f.mintTo, "mint-to", "", "who gets the minted BPT (default the asset manager)")
	flags.StringVar(&f.manager, "asset-manager", "", "the token's asset manager, who deposits (default that of all other tokens, or the owner)")
	f.doors.add(cmd)
}

// check finds what makes no sense before anything is read.
func (f *addTokenFlags) check() error {
	switch {
	case f.weight == "":
		return failure.Usage("which weight shall it have? give --weight 10%%")
	case f.amount == "" && f.price == "":
		return failure.Usage("how much is deposited? give --amount 1000, or --price \"2000 USDC\" to have it worked out")
	case f.mint == fairly && f.price == "":
		return failure.Usage("--mint fair is what the deposit is worth, and nothing says what that is").WithHint("give what one token costs in a token of the pool: --price \"2000 USDC\"")
	case f.mintTo != "" && f.mint == "none":
		return failure.Usage("--mint-to says who gets the minted BPT, and none are minted").WithHint("add --mint fair, or an amount")
	}
	for _, typed := range []string{f.mintTo, f.manager} {
		if _, err := parse.Address(typed); typed != "" && err != nil {
			return failure.Usage("%s", err)
		}
	}
	if err := f.doors.check(); err != nil {
		return err
	}
	if _, err := ops.ParsePercent(f.weight); err != nil {
		return failure.Usage("--weight: %s", err)
	}
	if _, err := ops.ParsePrice(f.price); f.price != "" && err != nil {
		return failure.Usage("--price: %s", err)
	}
	return nil
}

// build makes the operation for the pool as it is.
func (f *addTokenFlags) build(on *target, token string) (ops.Operation, error) {
	address, err := newToken(on.before, token)
	if err != nil {
		return nil, err
	}
	weight, err := ops.ParsePercent(f.weight)
	if err != nil {
		return nil, failure.Usage("--weight: %s", err)
	}
	op := ops.AddToken{Token: address, Weight: weight, AssetManager: f.assetManager(on.before)}
	if err := on.look(ops.Watch{Holdings: []ops.HoldingKey{{Token: op.Token, Account: op.AssetManager}}}); err != nil {
		return nil, noToken(err)
	}
	held := on.before.Holdings[0]
	if op.Price, err = f.worth(on.before, op.Token); err != nil {
		return nil, err
	}
	op.Neutral, op.FairMint = f.amount == "", f.mint == fairly
	if op.Deposit, err = f.deposit(on.before, op, held); err != nil {
		return nil, err
	}
	if op.Mint, err = f.minted(on.before, op); err != nil {
		return nil, err
	}
	op.Supply = madeFor(on.before, op)
	op.MintTo = op.AssetManager
	if f.mintTo != "" {
		op.MintTo = common.HexToAddress(f.mintTo)
	}
	return on.goingOn(&f.doors, op)
}

// goingOn gives an addition the doors of the pool, or those of the same one that stopped
// half way. The same deposit is for the supply that it was made for first: its price stays
// what it was, whoever has left or joined since.
func (t *target) goingOn(f *doorFlags, op ops.AddToken) (ops.Operation, error) {
	var begun ops.AddToken
	doors, found, err := t.begunDoors(func(plan *ops.Plan) (ops.Doors, bool) {
		other, is := planner.InnerOperation(plan).(ops.AddToken)
		if is = is && other.Token == op.Token; is {
			begun = other
		}
		return other.Doors, is
	})
	if err != nil {
		return nil, err
	}
	if !found {
		op.Doors, err = t.additionDoors(f, op)
		return op, err
	}
	op.Doors = doors
	if sameAddition(begun, op) {
		op.Supply, op.Mint = begun.Supply, begun.Mint
	}
	return op, nil
}

// sameAddition says whether the same amounts are asked for again; those that are worked
// out from a price are worked out from it again.
func sameAddition(begun, op ops.AddToken) bool {
	mints := begun.FairMint == op.FairMint && (op.FairMint || begun.Mint == op.Mint)
	return !op.Neutral && !begun.Neutral && mints && begun.Deposit == op.Deposit && begun.Weight == op.Weight
}

// madeFor is the supply that deposit and mint are worked out for: without the mint, which
// is part of it where the token is in the pool already.
func madeFor(before *ops.Snapshot, op ops.AddToken) ops.Amount {
	supply := before.Supply.Actual
	if before.Has(op.Token) && supply.Raw.Gt(&op.Mint.Raw) {
		supply.Raw.Sub(&supply.Raw, &op.Mint.Raw)
	}
	return supply
}

// additionDoors are the pool's.
func (t *target) additionDoors(f *doorFlags, op ops.AddToken) (ops.Doors, error) {
	d, err := t.doors(f, op.AssetManager)
	if token, missing := t.before.Token(op.Token); missing == nil && token.AssetManager == op.AssetManager && holdsNothing(token) {
		t.halfDone("the addition", d)
	}
	return d, err
}

// noToken refuses what does not answer as a token does.
func noToken(err error) error {
	var no *chain.NotTokenError
	if errors.As(err, &no) {
		return failure.New(failure.Refused, "token", "refused: %s [token]", no).Because(err).WithHint("%s", no.Hint())
	}
	return err
}

// holdsNothing says whether the pool counts nothing of a token as its own.
func holdsNothing(token *ops.Token) bool {
	balance := token.Balance()
	return balance.Raw.IsZero()
}

// newToken is a token that is to be added, by its address; one that the pool has
// already may be named by its symbol, and is told so by the plan.
func newToken(before *ops.Snapshot, typed string) (common.Address, error) {
	address, err := parse.Address(typed)
	if err == nil {
		return address, nil
	}
	if token, found := before.FindToken(typed); found == nil {
		return token.Address, nil
	}
	return common.Address{}, failure.Usage("%s", err).WithHint("a token that is not in the pool yet is named by its address: symbols are not unique")
}

func (f *addTokenFlags) assetManager(before *ops.Snapshot) common.Address {
	if f.manager != "" {
		return common.HexToAddress(f.manager)
	}
	return before.UsualAssetManager()
}

// deposit is what is given, or what the price makes of it. A token of more
// decimals than a pool takes is refused by the plan, whatever is deposited.
func (f *addTokenFlags) deposit(before *ops.Snapshot, op ops.AddToken, held ops.Holding) (ops.Amount, error) {
	decimals := min(held.Decimals, 18)
	if f.amount != "" {
		amount, err := ops.ParseAmount(f.amount, held.Symbol, decimals)
		if err != nil {
			return amount, failure.Usage("--amount: %s", err)
		}
		return amount, nil
	}
	other, err := before.Token(op.Price.Of)
	if err != nil {
		return ops.Amount{}, failure.Usage("--price: %s", err)
	}
	amount, err := ops.NeutralDeposit(before, op, other, op.Price.Value, decimals)
	if err != nil {
		return amount, failure.Usage("--price: %s", err)
	}
	return amount, nil
}

// worth is the price that is given, in a token that the pool has.
func (f *addTokenFlags) worth(before *ops.Snapshot, token common.Address) (ops.TokenPrice, error) {
	if f.price == "" {
		return ops.TokenPrice{}, nil
	}
	price, err := ops.ParsePrice(f.price)
	if err != nil {
		return ops.TokenPrice{}, failure.Usage("--price: %s", err)
	}
	other, err := before.FindToken(price.Of)
	if err != nil {
		return ops.TokenPrice{}, failure.Usage("--price: %s", err)
	}
	if other.Address == token {
		return ops.TokenPrice{}, failure.Usage("--price: the price of a token in itself says nothing").WithHint("name another token of the pool")
	}
	return ops.TokenPrice{Of: other.Address, Value: price.Value}, nil
}

func (f *addTokenFlags) minted(before *ops.Snapshot, op ops.AddToken) (ops.Amount, error) {
	return bptAmount("--mint", f.mint, before, func() (ops.Amount, error) { return op.Fair(before) })
}

// fairly is how an amount of BPT is asked for that is worked out.
const fairly = "fair"

// bptAmount reads none, fair or an amount of the pool's own token.
func bptAmount(flag, typed string, before *ops.Snapshot, fair func() (ops.Amount, error)) (ops.Amount, error) {
	const decimals = 18 // of BPT, in every pool
	var amount ops.Amount
	var err error
	switch typed {
	case "none":
		amount.Decimals = decimals
	case fairly:
		amount, err = fair()
	default:
		amount, err = ops.ParseAmount(typed, before.Pool.Symbol, decimals)
	}
	if err != nil {
		return amount, failure.Usage("%s: %s", flag, err).WithHint("give none, fair or an amount in BPT")
	}
	return amount, nil
}
