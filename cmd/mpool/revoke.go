package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
)

func newRevoke(a *app) *cobra.Command {
	var of string
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "revoke [POOL] TOKEN",
		Short: "Take back what the Vault may take of a token",
		Long: `revoke sets what the Vault may take of a token from its asset manager to nothing. A
deposit, or add-token, that stops after the approval leaves such an allowance: it is
for exactly that deposit. TOKEN is a symbol, or the address of any token; where the
pool does not have it, --of says whose allowance it is. Nothing is sent unless
--broadcast is given.`,
		Example: `  mpool manage-balance revoke 0x… USDC
  mpool manage-balance revoke fund USDC --out plan.json
  mpool manage-balance revoke USDC --broadcast --account manager`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 1)
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildRevoke(on.before, args[1], of)
			})
		},
	}
	cmd.Flags().StringVar(&of, "of", "", "account whose allowance it is, instead of the token's asset manager")
	flags.add(cmd)
	return cmd
}

func buildRevoke(before *ops.Snapshot, name, of string) (ops.Operation, error) {
	op := ops.RevokeAllowance{}
	token, err := before.FindToken(name)
	if err == nil {
		op.Token, op.Account = token.Address, token.AssetManager
	} else if op.Token, _ = parse.Address(name); op.Token == (common.Address{}) {
		return nil, failure.Usage("%s", err)
	}
	if of != "" {
		if op.Account, err = parse.Address(of); err != nil {
			return nil, failure.Usage("--of: %s", err)
		}
	}
	if op.Account == (common.Address{}) {
		return nil, failure.Usage("%s has no asset manager in this pool: whose allowance is it?", text.Quote(name)).WithHint("say --of ADDRESS")
	}
	return op, nil
}

// leftBy is what a record says of an allowance that its operation has left.
func leftBy(status journal.Status) string {
	if done := execution.DoneCalls(status); done == 0 || done == status.Begin.Calls {
		return ""
	}
	plan, err := planner.ReadPlanText(status.Begin.Document)
	if err != nil {
		return "" // of another version, which says so where it matters
	}
	return execution.RevokeLine(plan, status)
}
