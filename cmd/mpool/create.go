package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/poolfile"
)

// createFlags are what a pool is to be.
type createFlags struct {
	name, symbol, owner, manager string
	tokens                       []string
	swapFee, aumFee, salt        string
	generation                   int
	noManager, open, swapsOff    bool
}

// ofNoPool marks a command whose pool is not there yet: no batch is about it.
const ofNoPool = "of-no-pool"

func newCreate(a *app) *cobra.Command {
	var typed createFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "create [FILE]",
		Short: "Create a Managed Pool",
		Long: `create has a factory make a pool, with the tokens, weights and fees of a pool file or of
flags. Anybody may, for any owner. Tokens are named by their addresses and put in the
Vault's order. The address is shown before it is sent; while a factory of the second
generation is younger than its pause window it depends on the time of mining too.

The pool is empty at first, and anybody whom the allowlist lets can make the first join,
with any amounts and so at any prices: the allowlist is enabled at the start unless
--open is given, and mpool init makes the first join safely. An asset manager can take a
token out of the pool; a token without one can never be removed. Nothing is sent unless
--broadcast is given.`,
		Example: `  mpool create pool.yaml --from 0x…
  mpool create --name "My Fund" --symbol FUND --token 0x…=60% --token 0x…=40% --swap-fee 0.3% --asset-manager 0x… --out plan.json
  mpool create pool.yaml --generation 1 --owner 0x… --broadcast --account owner`,
		Annotations: map[string]string{ofNoPool: "true"},
		Args:        cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.create(cmd, args, &typed, &flags)
		},
	}
	f := cmd.Flags()
	f.StringVar(&typed.name, "name", "", "the pool's name")
	f.StringVar(&typed.symbol, "symbol", "", "the symbol of its BPT")
	f.StringArrayVar(&typed.tokens, "token", nil, "a token and its weight: 0x…=60%; repeatable")
	f.StringVar(&typed.swapFee, "swap-fee", "", "the swap fee: 0.3%")
	f.StringVar(&typed.aumFee, "aum-fee", "", "the yearly AUM fee (default 0%)")
	f.StringVar(&typed.owner, "owner", "", "who can change it (default who sends this)")
	f.StringVar(&typed.manager, "asset-manager", "", "the asset manager of all tokens for which the file names none (default the owner)")
	f.BoolVar(&typed.noManager, "no-asset-manager", false, "have tokens without an asset manager, for ever")
	f.BoolVar(&typed.open, "open", false, "leave the allowlist disabled at the start: anybody can make the first join")
	f.BoolVar(&typed.swapsOff, "swaps-off", false, "have swaps disabled at the start")
	f.IntVar(&typed.generation, "generation", 0, "of the factory, 1 or 2 (default the newest that the chain has)")
	f.StringVar(&typed.salt, "salt", "", "32 bytes in hex that the second generation makes the address of (default zeros)")
	flags.add(cmd)
	return cmd
}

func (a *app) create(cmd *cobra.Command, args []string, typed *createFlags, flags *operationFlags) error {
	if a.intent != nil {
		return failure.Usage("a batch is about a pool that exists: create it first")
	}
	if flags.proof.fork || flags.queue.set() || flags.raw || flags.format.value != formatPlan {
		return failure.Usage("a pool that is not there yet cannot be planned on a fork, behind a queue or for a Safe's batch").WithHint("preview it as it is: the node simulates it")
	}
	if err := flags.check(a); err != nil {
		return err
	}
	file, err := a.readPoolFile(args)
	if err != nil {
		return err
	}
	client, err := a.nodes.Dial(cmd.Context(), a.settings.Chain)
	if err != nil {
		return err
	}
	defer client.Close()
	sender, err := (&target{app: a, ctx: cmd.Context()}).sender(flags)
	if err != nil {
		return err
	}
	op, err := typed.build(cmd.Context(), a, client, file, sender)
	if err != nil {
		return err
	}
	if refused := op.Refusals(); len(refused) > 0 {
		return failure.New(failure.Refused, refused[0].Code, "refused: %s [%s]", refused[0].Summary, refused[0].Code).WithHint("%s", refused[0].Hint)
	}
	before, err := a.plans.ReadUnborn(cmd.Context(), client, op, 0)
	if err != nil {
		return err
	}
	p, err := a.plans.Propose(cmd.Context(), client, before, op, flags.sending.Terms())
	if err != nil {
		return err
	}
	return a.finishOperation(cmd, args, client, p, flags)
}

// readPoolFile is nil where there is none.
func (a *app) readPoolFile(args []string) (*poolfile.File, error) {
	if len(args) == 0 {
		return nil, nil //nolint:nilnil // flags say it all
	}
	in, err := a.openInput(args[0])
	if err != nil {
		return nil, failure.Usage("%s: %s", args[0], err)
	}
	defer func() { _ = in.Close() }() // it was only read
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	file, err := poolfile.Read(text)
	if err != nil {
		return nil, failure.Usage("%s: %s", args[0], err)
	}
	return file, nil
}

// build puts flags over the file.
func (f *createFlags) build(ctx context.Context, a *app, client *chain.Client, file *poolfile.File, sender common.Address) (ops.CreatePool, error) {
	op := ops.CreatePool{Sender: sender, Owner: sender, AumFeeID: 3, Swaps: true, Allowlist: true}
	if file != nil {
		if err := f.fromFile(file, &op); err != nil {
			return op, err
		}
	}
	err := errors.Join(f.texts(&op), f.fees(&op, file), f.parties(&op, file))
	if err != nil {
		return op, err
	}
	if op.Title == "" || op.Symbol == "" {
		return op, failure.Usage("a pool has a name and a symbol").WithHint("give --name and --symbol, or name and create.symbol in the file")
	}
	slices.SortFunc(op.Tokens, func(x, y ops.NewToken) int { return x.Token.Cmp(y.Token) })
	op.Factory, op.Generation, err = f.factory(ctx, a, client)
	return op, err
}

// fromFile takes what a pool file says.
func (f *createFlags) fromFile(file *poolfile.File, op *ops.CreatePool) error {
	op.Title, op.Symbol = file.Name, file.Create.Symbol
	op.SwapFee, op.AumFee = file.Fees()
	op.Swaps = file.Swaps == nil || *file.Swaps
	op.Allowlist = file.Create.Allowlist == nil || *file.Create.Allowlist
	if f.owner == "" {
		f.owner = file.Create.Owner
	}
	if f.salt == "" {
		f.salt = file.Create.Salt
	}
	for _, t := range file.Tokens {
		address, err := parse.Address(t.Address)
		if err != nil {
			return failure.Usage("tokens: %s: address: %s", t.Symbol, err).WithHint("a pool that is to be created names each token's address")
		}
		token := ops.NewToken{Token: address, Weight: t.Share()}
		if t.Manager != "" {
			if token.AssetManager, err = parse.Address(t.Manager); err != nil {
				return failure.Usage("tokens: %s: asset_manager: %s", t.Symbol, err)
			}
		}
		op.Tokens = append(op.Tokens, token)
	}
	return nil
}

// texts are name, symbol, tokens, switches and salt.
func (f *createFlags) texts(op *ops.CreatePool) error {
	if f.name != "" {
		op.Title = f.name
	}
	if f.symbol != "" {
		op.Symbol = f.symbol
	}
	op.Swaps, op.Allowlist = op.Swaps && !f.swapsOff, op.Allowlist && !f.open
	if len(f.tokens) > 0 {
		op.Tokens = nil
	}
	for _, item := range f.tokens {
		name, weight := cutItem(item)
		address, err := parse.Address(strings.TrimSpace(name))
		if err != nil {
			return failure.Usage("--token: %s", err)
		}
		share, err := ops.ParsePercent(strings.TrimSpace(weight))
		if err != nil {
			return failure.Usage("--token: %s", err)
		}
		op.Tokens = append(op.Tokens, ops.NewToken{Token: address, Weight: share})
	}
	if f.salt != "" {
		raw, err := hexutil.Decode(f.salt)
		if err != nil || len(raw) != common.HashLength {
			return failure.Usage("--salt: it is 0x and 64 hexadecimal digits")
		}
		op.Salt = common.BytesToHash(raw)
	}
	return nil
}

func (f *createFlags) fees(op *ops.CreatePool, file *poolfile.File) error {
	var err error
	switch {
	case f.swapFee != "":
		if op.SwapFee, err = ops.ParsePercent(f.swapFee); err != nil {
			return failure.Usage("--swap-fee: %s", err)
		}
	case file == nil:
		return failure.Usage("missing --swap-fee, for example --swap-fee 0.3%%")
	}
	if f.aumFee != "" {
		if op.AumFee, err = ops.ParsePercent(f.aumFee); err != nil {
			return failure.Usage("--aum-fee: %s", err)
		}
	}
	return nil
}

// parties are the owner and the asset managers. A token without one is meant only where
// that is said.
func (f *createFlags) parties(op *ops.CreatePool, _ *poolfile.File) error {
	var err error
	if f.owner != "" {
		if op.Owner, err = parse.Address(f.owner); err != nil {
			return failure.Usage("--owner: %s", err)
		}
	}
	manager := op.Owner
	if f.manager != "" {
		if manager, err = parse.Address(f.manager); err != nil {
			return failure.Usage("--asset-manager: %s", err)
		}
	}
	for i := range op.Tokens {
		if op.Tokens[i].AssetManager == (common.Address{}) && !f.noManager {
			op.Tokens[i].AssetManager = manager
		}
		if op.Tokens[i].AssetManager == (common.Address{}) && !f.noManager {
			return failure.Usage("the zero address as asset manager is for ever: that token can never be taken out by one, nor be removed").WithHint("add --no-asset-manager if that is meant")
		}
	}
	return nil
}

// factory is the one that is configured, or Balancer's on the chain.
func (f *createFlags) factory(ctx context.Context, a *app, client *chain.Client) (common.Address, ops.Generation, error) {
	chainID, err := client.ChainID(ctx)
	if err != nil {
		return common.Address{}, 0, err
	}
	known, _ := chain.DeploymentOn(chainID)
	one, two := known.FactoryV1, known.FactoryV2
	if own := a.settings.Contracts; own.FactoryV1 != (common.Address{}) || own.FactoryV2 != (common.Address{}) {
		one, two = own.FactoryV1, own.FactoryV2
	}
	switch {
	case f.generation < 0 || f.generation > 2:
		return common.Address{}, 0, failure.Usage("--generation: it is 1 or 2")
	case f.generation != 1 && two != (common.Address{}):
		return two, ops.V2, nil
	case f.generation != 2 && one != (common.Address{}):
		return one, ops.V1, nil
	}
	return common.Address{}, 0, failure.Usage("no factory of that generation is known on this chain").WithHint("name it in the configuration: contracts.factory_v2")
}
