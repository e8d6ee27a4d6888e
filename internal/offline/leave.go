package offline

import (
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
)

// LeaveSigned writes the file of signed transactions. send is the command that sends it.
func LeaveSigned(plan *ops.Plan, signed []SignedTx, checked *planner.Proposal, flags *Request, send string) (*SignedView, error) {
	file, err := NewSignedFile(plan, signed)
	if err == nil {
		err = file.Check(plan) // make sure that the file can be sent
	}
	if err != nil {
		return nil, failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	if err := file.Write(flags.Out); err != nil {
		return nil, err
	}
	return &SignedView{
		Operation: plan.Operation.Name(), Pool: planview.PoolOfPlan(plan), Plan: file.PlanDigest, Transactions: signed, File: flags.Out,
		Most: SignedMost(signed), Offline: NewOfflineView(checked),
		Next: send + flags.Sending.Override.OverrideWords(),
	}, nil
}
