package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/execution"
)

func newResume(a *app) *cobra.Command {
	var flags execution.ResumeOptions
	cmd := &cobra.Command{
		Use:   "resume [ID]",
		Short: "Go on with what was sent and not finished",
		Long: withExitCodes(`resume looks up what became of the transactions that an earlier run has signed. What
the chain does not know is published again, the very same bytes; what is mined is
checked against the prediction; and what is left of the operation is planned again
on the newest block and sent, with the keys that are given as for any sending.
Without an ID it takes the only unfinished operation. Run again, it does nothing.

Where somebody else was to sign and send, such as the node with --unlocked, and
the answer was lost, nobody but you can find out whether it was sent: look for the
nonce on the chain, and say --tx-hash HASH or --not-sent.`, 0, 1, 2, 3, 4, 5, 6, 8, 130),
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
	cmd.Flags().StringVar(&flags.TxHash, "tx-hash", "", "the transaction that somebody else has signed and sent")
	cmd.Flags().BoolVar(&flags.NotSent, "not-sent", false, "somebody else never sent it, and never will")
	return cmd
}

func (a *app) resume(cmd *cobra.Command, args []string, flags *execution.ResumeOptions) error {
	if err := flags.Check(); err != nil {
		return err
	}
	lock, err := a.engine.Lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // so does the end of the process
	entry, err := a.engine.PickRecord(args)
	if err != nil {
		return err
	}
	if !entry.Status.Unfinished() {
		return a.show(execution.NewNothingLeft(entry))
	}
	s, err := a.engine.Reopen(cmd.Context(), entry, &flags.Sending)
	if err != nil {
		return err
	}
	defer s.Client.Close()
	defer s.Close()
	if s.Old != nil {
		return s.SettleOld(cmd.Context(), flags)
	}
	if err := s.Settle(cmd.Context(), flags); err != nil {
		return s.HalfWay(err)
	}
	return a.tellOutcome(s, s.FinishRest(cmd.Context()))
}
