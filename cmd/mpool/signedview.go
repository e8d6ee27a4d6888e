package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/offline"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// leaveSigned writes the file and says how to send it.
func (a *app) leaveSigned(cmd *cobra.Command, plan *ops.Plan, signed []offline.SignedTx, checked *planner.Proposal, flags *offline.Request) error {
	path := flags.Out
	file, err := offline.NewSignedFile(plan, signed)
	if err != nil {
		return failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	if err := file.Check(plan); err != nil { // what is written can be sent
		return failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	if err := file.Write(path); err != nil {
		return err
	}
	return a.show(&offline.SignedView{
		Operation: plan.Operation.Name(), Pool: planner.PoolOfPlan(plan), Plan: file.PlanDigest, Transactions: signed, File: path,
		Most: offline.SignedMost(signed), Offline: offline.NewOfflineView(checked),
		Next: sendLine(cmd, path) + flags.Sending.Override.OverrideWords(),
	})
}
