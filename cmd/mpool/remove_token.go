package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

func newRemoveToken(a *app) *cobra.Command {
	var burn string
	var pauseSwaps bool
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

Trades between the calls make them revert: --pause-swaps keeps them out.
Owner and asset manager may be different: sign with the keys of both, or send only
the calls of one with --partial and have the other go on with the same plan.
Nothing is sent unless --broadcast is given.`,
		Example: `  mpool remove-token 0x… DAI
  mpool remove-token fund DAI --burn fair --pause-swaps --out plan.json
  mpool remove-token DAI --broadcast --account owner --manager-account manager`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.poolFirst(args, 1)
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildRemoveToken(on.before, args[1], burn, pauseSwaps)
			})
		},
	}
	cmd.Flags().StringVar(&burn, "burn", "none", "the owner's BPT to burn for it: none, fair or an amount")
	cmd.Flags().BoolVar(&pauseSwaps, "pause-swaps", false, "stop swaps first and enable them last, where they are enabled now")
	flags.add(cmd)
	flags.sending.override.add(cmd.Flags())
	flags.sending.manager.add(cmd)
	return cmd
}

func buildRemoveToken(before *ops.Snapshot, name, burn string, pauseSwaps bool) (ops.Operation, error) {
	if address, err := parseAddress(name); err == nil && address == before.Pool.Address {
		return ops.RemoveToken{Token: address, Burn: ops.Amount{Decimals: 18}}, nil // the plan says no
	}
	token, err := before.FindToken(name)
	if err != nil {
		return nil, notThere(err, before, pauseSwaps)
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
	balance := token.Balance() // none is left by a removal that stopped half way
	op.PauseSwaps = pauseSwaps && (before.Pool.SwapEnabled || balance.Raw.IsZero())
	return op, nil
}

// notThere may be the end of a removal that stopped before its last call.
func notThere(err error, before *ops.Snapshot, pauseSwaps bool) error {
	f := usage("%s", err)
	if pauseSwaps && !before.Pool.SwapEnabled {
		return f.withHint("swaps are disabled: if it was removed just now, mpool swaps enable %s is what is left", before.Pool.Address)
	}
	return f
}
