package main

import (
	"context"
	"fmt"

	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// inspect looks at what waits as mpool safe check looks at a batch: on the state
// that the calls before it leave, or where that is not known without simulating it.
func (q *queue) inspect(ctx context.Context, r *review.Reviewer, w safe.Transaction, calls []safe.Call, before []ops.Call, simulated bool) (*review.Checker, error) {
	job, node := &review.Subject{ChainID: q.before.ChainID, Block: q.at(), On: q.before.Block, Safe: q.safe, Calls: calls}, q.client
	if !simulated {
		return q.lookAt(ctx, r, job, w)
	}
	if len(before) > 0 {
		state, after, err := q.client.After(ctx, q.before, before, q.before.Block.Time+planner.NextBlock)
		if err != nil {
			return nil, err
		}
		node, job.State, job.On, job.Ahead = after, state, state.Block, before
	}
	return r.Inspect(ctx, node, job, w, q.flags)
}

// lookAt says what is odd about the calls by themselves.
func (q *queue) lookAt(ctx context.Context, r *review.Reviewer, job *review.Subject, w safe.Transaction) (*review.Checker, error) {
	batch := review.BatchOfCalls(job.ChainID, q.safe.Address, job.Calls)
	c := &review.Checker{By: r, Node: q.client, Batch: batch, Safe: q.safe.Address, Found: q.safe, Flags: q.flags, On: q.before.Block, View: review.NewCheckView(batch)}
	if err := c.Prepare(job.ChainID); err != nil {
		return nil, err
	}
	if err := c.ListPlanned(ctx, q.before); err != nil {
		return nil, err
	}
	c.View.Findings = append(c.View.Findings, review.Refunds(c.Book, w)...)
	return c, c.Inspect(ctx)
}

// look adds what was found to what is shown, and ends the run where the transaction
// cannot be executed.
func (r *queueRun) look(ctx context.Context, by *review.Reviewer, tx *queuedTx, w safe.Transaction, calls []safe.Call, known bool) error {
	before, simulated := r.calls, r.ended == "" && known && !tx.Foreign && tx.Nonce == r.next
	if err := r.simulate(ctx, tx, calls, known, r.competes(tx.Nonce)); err != nil {
		return err
	}
	tx.Transaction = newSafeTransaction(w, tx.multiSend)
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
			Summary: fmt.Sprintf("it is a delegate call of code that mpool does not know, at %s: it could take all that the Safe has, and the Safe itself", w.To)})
	}
	r.takeBack(tx)
	return nil
}

// takeBack ends the run where the calls can be made, and the Safe's own transaction
// with them cannot.
func (r *queueRun) takeBack(tx *queuedTx) {
	f := tx.Execution.Objection()
	switch {
	case !tx.Simulated:
		return
	case f != nil:
		tx.Revert, r.ended = f.Message, fmt.Sprintf("transaction %d reverts, and it comes first", tx.Nonce)
	case tx.Execution != nil && tx.Execution.Failed:
		tx.Skipped, r.ended = "its call fails when the Safe makes it", fmt.Sprintf("the call of transaction %d fails, and it comes first", tx.Nonce)
	default:
		return
	}
	tx.Simulated, tx.Changes = false, []ops.Change{}
}

// refused is the first finding, of the transaction or of a call, that says that it
// is not to be signed; nil where none does.
func (t *queuedTx) refused() *ops.Finding {
	lists := [][]ops.Finding{t.Findings}
	for _, call := range t.Calls {
		lists = append(lists, call.Findings)
	}
	for _, list := range lists {
		for i := range list {
			if list[i].Severity == ops.Refuse {
				return &list[i]
			}
		}
	}
	return nil
}

// text of the parts of it that mpool itself would not have made.
func (t safeTransaction) oddText(p *text.Page) {
	odd := t.SafeTxGas != "0" || t.BaseGas != "0" || t.GasPrice != "0" || text.ShortZero(t.GasToken) != "0x0" || text.ShortZero(t.RefundReceiver) != "0x0"
	if t.Operation != uint8(safe.OperationCall) {
		p.Line("  operation %d, a %s of %s", t.Operation, safe.Operation(t.Operation), explain.Named{Address: t.To, Is: t.ToIs}.Text())
	}
	if odd {
		p.Line("  safeTxGas %s, baseGas %s, gasPrice %s, gasToken %s, refundReceiver %s",
			t.SafeTxGas, t.BaseGas, t.GasPrice, text.ShortZero(t.GasToken), text.ShortZero(t.RefundReceiver))
	}
}
