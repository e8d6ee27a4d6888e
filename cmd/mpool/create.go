package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
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
