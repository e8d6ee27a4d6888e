package queue

import (
	"context"
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/reading"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
)

// inspect checks a queued transaction like mpool safe check, on the state after the calls before it.
// Without that state it checks the calls alone, without a simulation.
func (q *Queue) inspect(ctx context.Context, r *review.Reviewer, w safe.Transaction, calls []safe.Call, before []ops.Call, simulated bool) (*review.Checker, error) {
	job := &review.Subject{ChainID: q.Before.ChainID, Block: q.At(), On: q.Before.Block, Safe: q.Safe, Calls: calls}
	var node review.Node = q.Client
	if !simulated {
		return q.lookAt(ctx, r, job, w)
	}
	if len(before) > 0 {
		state, after, err := q.Client.After(ctx, q.Before, before, q.Before.Block.Time+reading.NextBlock)
		if err != nil {
			return nil, err
		}
		node, job.State, job.On, job.Ahead = after, state, state.Block, before
	}
	return r.Inspect(ctx, node, job, w, q.Flags)
}

// lookAt applies the rules to the calls, without a simulation.
func (q *Queue) lookAt(ctx context.Context, r *review.Reviewer, job *review.Subject, w safe.Transaction) (*review.Checker, error) {
	batch := review.BatchOfCalls(job.ChainID, q.Safe.Address, job.Calls)
	c := &review.Checker{By: r, Node: q.Client, Batch: batch, Safe: q.Safe.Address, Found: q.Safe, Flags: q.Flags, On: q.Before.Block, View: review.NewCheckView(batch)}
	if err := c.Prepare(job.ChainID); err != nil {
		return nil, err
	}
	if err := c.ListPlanned(ctx, q.Before); err != nil {
		return nil, err
	}
	c.View.Findings = append(c.View.Findings, review.Refunds(c.Book, w)...)
	return c, c.Inspect(ctx)
}

// look adds the findings to the output, and ends the run if the transaction cannot be executed.
func (r *queueRun) look(ctx context.Context, by *review.Reviewer, tx *Tx, w safe.Transaction, calls []safe.Call, known bool) error {
	before, simulated := r.calls, r.ended == "" && known && !tx.Foreign && tx.Nonce == r.next
	if err := r.simulate(ctx, tx, calls, known, r.competes(tx.Nonce)); err != nil {
		return err
	}
	tx.Transaction = review.NewTransaction(w, tx.multiSend)
	if tx.Broken != "" {
		return nil
	}
	c, err := r.inspect(ctx, by, w, calls, before, simulated)
	if err != nil {
		return err
	}
	tx.Calls, tx.Execution, tx.Overrides = c.View.Calls, c.View.Execution, c.View.Overrides
	tx.Findings = append(tx.Findings, c.View.Findings...)
	if !known {
		tx.Findings = append(tx.Findings, ops.Finding{Severity: ops.Refuse, Code: "safe.delegatecall",
			Summary: fmt.Sprintf("it is a delegate call to code unknown to mpool, at %s: it could take the Safe and everything in it", w.To)})
	}
	r.takeBack(tx)
	return nil
}

// takeBack ends the run if the calls succeed but the Safe's own transaction with them does not.
func (r *queueRun) takeBack(tx *Tx) {
	f := tx.Execution.Objection()
	switch {
	case !tx.Simulated:
		return
	case f != nil:
		tx.Revert, r.ended = f.Message, fmt.Sprintf("transaction %d before it reverts", tx.Nonce)
	case tx.Execution != nil && tx.Execution.Failed:
		tx.Skipped, r.ended = "the Safe's call fails", fmt.Sprintf("the call of transaction %d before it fails", tx.Nonce)
	default:
		return
	}
	tx.Simulated, tx.Changes = false, []ops.Change{}
}

// refused is the first refusing finding, of the transaction or of a call; nil if there is none.
func (t *Tx) refused() *ops.Finding {
	for _, list := range t.findings() {
		for i := range list {
			if list[i].Severity == ops.Refuse {
				return &list[i]
			}
		}
	}
	return nil
}

// findings are those of the transaction, then those of each call.
func (t *Tx) findings() [][]ops.Finding {
	lists := [][]ops.Finding{t.Findings}
	for _, call := range t.Calls {
		lists = append(lists, call.Findings)
	}
	return lists
}

// ofItself is the finding that the transaction changes the Safe's owners, threshold, modules or guard; nil
// if it does not.
func (t *Tx) ofItself() *ops.Finding {
	for _, list := range t.findings() {
		for i := range list {
			if f := &list[i]; f.Severity == ops.Refuse && (f.Code == "call.safe" || f.Code == "safe.changes") {
				return f
			}
		}
	}
	return nil
}
