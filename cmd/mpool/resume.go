package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/execution"
)

func newResume(a *app) *cobra.Command {
	var flags execution.ResumeOptions
	cmd := &cobra.Command{
		Use:   "resume [ID]",
		Short: "Resume an unfinished operation",
		Long:  withExitCodes(execution.ResumeHelp, 0, 1, 2, 3, 4, 5, 6, 8, 130),
		Example: `  mpool resume
  mpool resume 20260131T120000Z-1a2b3c4d --account owner
  mpool resume 20260131T120000Z-1a2b3c4d --tx-hash 0x…`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.resume(cmd, args, &flags)
		},
	}
	addSendingFlags(&flags.Sending, cmd)
	addManagerFlags(&flags.Sending.Manager, cmd)
	addPolicyFlags(&flags.Sending, cmd)
	cmd.Flags().StringVar(&flags.TxHash, "tx-hash", "", "the transaction that someone else signed and sent")
	cmd.Flags().BoolVar(&flags.NotSent, "not-sent", false, "confirm that the transaction was never sent and never will be")
	return cmd
}

func (a *app) resume(cmd *cobra.Command, args []string, flags *execution.ResumeOptions) error {
	if err := flags.Check(); err != nil {
		return err
	}
	s, err := a.engine.Resume(cmd.Context(), args, flags)
	return a.tellOutcome(s, err)
}
