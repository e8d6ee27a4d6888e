package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
)

func newRemoveToken(a *app) *cobra.Command {
	var burn string
	var doors doorFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "remove-token [POOL] TOKEN",
		Short: "Remove a token from the pool",
		Long: `remove-token does all that it takes: the token's asset manager withdraws what the
Vault has of it and writes off what is managed, and the owner removes it. What is
withdrawn goes to the asset manager and stays there. The weights of the others grow
in proportion, and the last token takes the removed one's place in the pool's order.

All of its weight goes at once, which the policy max_weight_change_per_day limits
where it is configured: bring the weight down before, with mpool weights-update, or
say --override. No price among the others moves.

No BPT is burned unless --burn says so. --burn fair burns supply * w of the owner's:
then nobody else pays for what is withdrawn. mpool burns from nobody but the owner.

` + doorsHelp("the withdrawal", "the removal") + `

Owner and asset manager may be different: sign with the keys of both, or send only
the calls of one with --partial and have the other go on with the same plan.
Nothing is sent unless --broadcast is given.`,
		Example: `  mpool remove-token 0x… DAI
  mpool remove-token fund DAI --burn fair --out plan.json
  mpool remove-token DAI --broadcast --account owner --manager-account manager`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 1)
			if err != nil {
				return err
			}
			if err := doors.check(); err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return on.removal(args[1], burn, &doors)
			})
		},
	}
	cmd.Flags().StringVar(&burn, "burn", "none", "the owner's BPT to burn for it: none, fair or an amount")
	doors.add(cmd)
	flags.add(cmd)
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	addManagerFlags(&flags.sending.Manager, cmd)
	return cmd
}

// removal makes the operation for the pool as it is.
func (t *target) removal(name, burn string, doors *doorFlags) (ops.Operation, error) {
	before := t.before
	if address, err := parse.Address(name); err == nil && address == before.Pool.Address {
		return ops.RemoveToken{Token: address, Burn: ops.Amount{Decimals: 18}, Doors: ops.DoorsOf(before, ops.UsualClosing(before, false))}, nil // the plan says no
	}
	if begun, err := t.begunRemoval(name); err != nil || begun != nil {
		return removalOf(begun), err
	}
	token, err := before.FindToken(name)
	if err != nil {
		return nil, notThere(err, before)
	}
	op := ops.RemoveToken{Token: token.Address}
	if !token.Cash.Raw.IsZero() {
		op.AssetManager = token.AssetManager
	}
	op.FairBurn = burn == fairly
	op.Burn, err = bptAmount("--burn", burn, before, func() (ops.Amount, error) { return ops.FairBurn(before, token.Weight) })
	if err != nil {
		return nil, err
	}
	op.Doors, err = t.removalDoors(doors, token)
	return op, err
}

// removalOf is no operation where there is none.
func removalOf(op *ops.RemoveToken) ops.Operation {
	if op == nil {
		return nil
	}
	return *op
}

// removalDoors shuts nothing where the removal is all that is left: it ends what it
// would be shut for.
func (t *target) removalDoors(f *doorFlags, token *ops.Token) (ops.Doors, error) {
	if !holdsNothing(token) {
		return t.doors(f, token.AssetManager)
	}
	begun, found, err := t.begunDoors(func(plan *ops.Plan) (ops.Doors, bool) {
		add, is := planner.InnerOperation(plan).(ops.AddToken)
		return add.Doors, is && add.Token == token.Address && add.Doors.Closing != ops.AtOnce
	})
	if err != nil || found {
		return begun, err // the removal takes back an addition, with what it has shut
	}
	d := ops.DoorsOf(t.before, ops.AtOnce)
	t.halfDone("the removal", d)
	return d, nil
}

// begunRemoval is the same removal that stopped half way; nil where there is none.
func (t *target) begunRemoval(name string) (*ops.RemoveToken, error) {
	var begun *ops.RemoveToken
	d, _, err := t.begunDoors(func(plan *ops.Plan) (ops.Doors, bool) {
		op, is := planner.InnerOperation(plan).(ops.RemoveToken)
		if !is || plan.Before == nil {
			return ops.Doors{}, false
		}
		token, err := plan.Before.FindToken(name)
		if err != nil || token.Address != op.Token {
			return ops.Doors{}, false
		}
		begun = &op
		return op.Doors, true
	})
	if begun != nil {
		begun.Doors = d
	}
	return begun, err
}

// notThere may be the end of a removal that stopped before its last call.
func notThere(err error, before *ops.Snapshot) error {
	f := failure.Usage("%s", err)
	if !before.Pool.SwapEnabled {
		return f.WithHint("swaps are disabled: if it was removed just now, mpool open %s is what is left", before.Pool.Address)
	}
	return f
}
