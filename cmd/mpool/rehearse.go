package main

import (
	"errors"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
)

// rehearse ends an operation's command with --fork: it mines the plan on a fork and sends nothing.
func (a *app) rehearse(cmd *cobra.Command, client *chain.Client, before *ops.Snapshot, op ops.Operation, flags *operationFlags) error {
	u := rehearsal.Unmined{Before: before, Op: op, Override: &flags.sending.Override}
	p, _, err := a.plans.Draw(cmd.Context(), client, before, op, planner.Terms{Override: &flags.sending.Override})
	if err != nil {
		return a.stage.TellRefused(cmd.Context(), client, &flags.proof, u, err)
	}
	a.changes(p, &flags.proof)
	if len(p.Plan.Calls) == 0 {
		told := a.stage.TellNothing(cmd.Context(), client, &flags.proof, u, p)
		return errors.Join(a.leave(cmd, p, flags), told)
	}
	return a.stage.OnFork(cmd.Context(), client, p, &flags.proof, func() error { return a.leave(cmd, p, flags) })
}
