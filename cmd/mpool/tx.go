package main

import "github.com/spf13/cobra"

func newTx(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tx",
		Short: "List, inspect, speed up or cancel transactions",
		Long: `tx works on the records of the transactions that mpool signed and sent from this machine.
An operation is named by its ID, which mpool tx list shows, or by the hash of one of its
transactions.`,
		Example: "  mpool tx list\n  mpool tx show 20260131T120000Z-1a2b3c4d\n  mpool tx bump 20260131T120000Z-1a2b3c4d --account owner",
	}
	cmd.AddCommand(newTxList(a), newTxShow(a), newTxBump(a), newTxCancel(a), newTxClose(a))
	return cmd
}

func newTxList(a *app) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List unfinished operations",
		Long: withExitCodes(`list reads the records of signed and sent transactions from the state folder. It asks no
node: to check the chain, run mpool resume.`, 0, 1, 2),
		Example: "  mpool tx list\n  mpool tx list --all --json",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.showResult(a.engine.Operations(all)) },
	}
	cmd.Flags().BoolVar(&all, "all", false, "include finished operations")
	addSettingFlags(cmd.Flags(), "state_dir", "explorer")
	return cmd
}

func newTxShow(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show ID",
		Short:   "Show the record of one operation",
		Long:    withExitCodes("show prints the complete record of an operation's transactions.", 0, 1, 2),
		Example: "  mpool tx show 20260131T120000Z-1a2b3c4d\n  mpool tx show 20260131T120000Z-1a2b3c4d --json",
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return a.showResult(a.engine.Operation(args)) },
	}
	addSettingFlags(cmd.Flags(), "state_dir", "explorer")
	return cmd
}

func newTxClose(a *app) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "close ID",
		Short: "Abandon the rest of an operation",
		Long: withExitCodes(`close records that the rest of an operation will not be sent, so that mpool resume does
not continue it. Mined transactions are not affected; a pending transaction must be
resolved first. An operation whose transaction was rejected can be closed: mpool asks the
node, and each --check-rpc-url, whether it knows the transaction or another one with its
nonce.`, 0, 1, 2, 3, 8, 130),
		Example: `  mpool tx close 20260131T120000Z-1a2b3c4d --reason "done by hand"
  mpool tx close 20260131T120000Z-1a2b3c4d --check-rpc-url https://other.example`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.showResult(a.engine.CloseOperation(cmd.Context(), args, reason))
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "reason, for the record")
	addSettingFlags(cmd.Flags(), "state_dir", "check_rpc_urls")
	return cmd
}
