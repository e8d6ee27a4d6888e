package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/journal"
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
		Example: fmt.Sprintf("  mpool tx %s 20260131T120000Z-1a2b3c4d --account owner", name),
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.replace(cmd.Context(), args, &flags, cancels)
		},
	}
	addSendingFlags(&flags, cmd)
	return cmd
}

// replace signs another transaction for the nonce of the one that is out.
func (a *app) replace(ctx context.Context, args []string, flags *execution.Options, cancels bool) error {
	if err := flags.Check(a.engine); err != nil {
		return err
	}
	if flags.Offer.GasLimit != 0 {
		return failure.Usage("--gas-limit cannot be changed by a replacement").WithHint("omit --gas-limit")
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
	call := entry.Status.InFlight()
	if call == nil || call.State == journal.Included {
		return failure.New(failure.Refused, "nothing_out", "%s has no pending transaction", entry.ID).WithHint("mpool tx show %s", entry.ID)
	}
	old, err := execution.LatestOf(call)
	if err != nil {
		return err
	}
	s, err := a.engine.Reopen(ctx, entry, flags)
	if err != nil {
		return err
	}
	defer s.Client.Close()
	defer s.Close()
	if !cancels {
		if err := s.Overtaken(ctx, call); err != nil {
			return err
		}
	}
	return a.tellOutcome(s, s.Replace(ctx, call, old, cancels))
}
