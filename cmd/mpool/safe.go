package main

import "github.com/spf13/cobra"

func newSafe(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "safe",
		Short: "Review, sign and execute pool changes owned by a Safe",
		Long: `If a Safe multisig is a pool's owner or asset manager, changes are transactions of that
Safe, which its owners sign one by one. All calls of a plan from one Safe are one
transaction: either all of them are executed or none.`,
		Example: `  mpool weights-update fund --to WETH=45%,USDC=rest --others keep --duration 7d --out plan.json
  mpool safe hash plan.json
  mpool safe export plan.json --out batch.json
  mpool safe check batch.json
  mpool safe sign plan.json --account alice --out alice.json
  mpool safe exec plan.json alice.json bob.json --broadcast --account anybody`,
	}
	cmd.AddCommand(newSafeExport(a), newSafeHash(a), newSafeCheck(a), newSafeSign(a), newSafeExec(a), newSafePropose(a), newSafeQueue(a))
	return cmd
}
