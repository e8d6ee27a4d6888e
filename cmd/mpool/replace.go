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
	return newReplacement(a, "bump", "Offer more gas for a transaction that is stuck",
		`bump signs the transaction of an operation again, with the same nonce and contents and
with a fee cap and tip that are at least a tenth higher, as nodes demand. Either may
be mined, and only one can be: both are in the record. The new fee is what the node
proposes now, or --gas-price and --priority-gas-price.`, false)
}

func newTxCancel(a *app) *cobra.Command {
	return newReplacement(a, "cancel", "Have a stuck transaction do nothing",
		`cancel signs a transaction to the sender itself, of nothing, with the nonce of the one
that is stuck and with a fee cap and tip that are at least a tenth higher. The one
that is stuck may still be mined first; then that is said and checked.`, true)
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
		return failure.Usage("--gas-limit is that of the transaction that is replaced").WithHint("leave --gas-limit out")
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
		return failure.New(failure.Refused, "nothing_out", "nothing of %s waits to be mined", entry.ID).WithHint("mpool tx show %s", entry.ID)
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
