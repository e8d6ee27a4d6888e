package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
)

// sendSigned sends what `mpool sign` signed if a plan made now would send the same.
func (a *app) sendSigned(cmd *cobra.Command, paths []string, flags *execution.Options, proof *rehearsal.Options) error {
	if proof.Fork {
		return failure.Usage("--fork needs a plan, not signed transactions").WithHint("mpool send PLAN --fork")
	}
	if flags.NamesSigner() || flags.Offer != (planner.Offer{}) {
		return failure.Usage("the transactions are already signed: signer and gas flags cannot be used").WithHint("omit them, or sign the plan again with mpool sign")
	}
	if err := flags.CheckTimeout(); err != nil {
		return err
	}
	file, plan, err := offline.MergeSigned(cmd.Context(), paths)
	if err != nil {
		return err
	}
	if err := offline.TakeSigned(flags, file, len(plan.Calls)-plan.Held()); err != nil {
		return err
	}
	client, err := a.nodes.DialFor(cmd.Context(), plan)
	if err != nil {
		return err
	}
	defer client.Close()
	fresh, err := a.engine.ProposeUnsent(cmd.Context(), execution.PlansOn(a.plans, client), plan, flags.Terms(), proof.Enough)
	if err != nil {
		return err
	}
	if err := a.offline.StillSendable(cmd.Context(), client, file, plan, fresh); err != nil {
		return err
	}
	return a.broadcast(cmd.Context(), client, fresh, plan, flags, again(cmd, paths, ""))
}
