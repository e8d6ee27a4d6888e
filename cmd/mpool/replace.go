package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/execution"
)

func newTxBump(a *app) *cobra.Command {
	return newReplacement(a, "bump", "Speed up (replace) a pending transaction",
		`bump signs the transaction of an operation again, with the same nonce and contents and
with a max fee and priority fee at least 10% higher, as nodes require. Only one of the
two can be mined; both are in the record. The new fees are what the node suggests now,
or --gas-price and --priority-gas-price.`, false)
}

func newTxCancel(a *app) *cobra.Command {
	return newReplacement(a, "cancel", "Cancel (replace) a pending transaction",
		`cancel replaces a pending transaction with an empty transaction to the sender itself,
with the same nonce and with a max fee and priority fee at least 10% higher. The original
may still be mined first; mpool then reports and verifies it.`, true)
}

func newReplacement(a *app, name, short, long string, cancels bool) *cobra.Command {
	var flags execution.Options
	cmd := &cobra.Command{
		Use:     name + " ID",
		Short:   short,
		Long:    withExitCodes(long, 0, 1, 2, 3, 5, 6, 8, 130),
		Example: fmt.Sprintf("  mpool tx %[1]s 20260131T120000Z-1a2b3c4d --account owner\n  mpool tx %[1]s 20260131T120000Z-1a2b3c4d --gas-price 40gwei --account owner", name),
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.engine.Replace(cmd.Context(), args, &flags, cancels)
			return a.tellOutcome(s, err)
		},
	}
	addSendingFlags(&flags, cmd)
	return cmd
}
