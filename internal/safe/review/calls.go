package review

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// opsCalls are the batch's calls as plans have them.
func (c *Checker) opsCalls() []ops.Call {
	var calls []ops.Call
	for _, call := range c.Batch.Calls {
		calls = append(calls, ops.Call{From: c.Safe, To: call.To, Data: call.Data, Value: call.Value})
	}
	return calls
}

// CheckCalls looks at the calls for each pool that they are about, and then at
// what is nobody's.
func (c *Checker) CheckCalls(ctx context.Context) error {
	var pools []*ops.Snapshot
	c.Book = decode.NewBook(nil)
	for _, address := range explain.PoolsOf(c.decoder, c.Batch.All()) {
		pool, err := c.readPool(ctx, address)
		if err != nil {
			return err
		}
		if pool != nil {
			pools = append(pools, pool)
		}
	}
	if err := c.trust(ctx, pools); err != nil {
		return err
	}
	if err := c.nameTokens(ctx); err != nil {
		return err
	}
	c.listCalls(c.Book)
	if err := c.fund(ctx); err != nil {
		return err
	}
	for _, pool := range pools {
		if err := c.checkPool(ctx, pool); err != nil {
			return err
		}
	}
	if err := c.Inspect(ctx); err != nil {
		return err
	}
	if len(pools) > 0 || len(c.Batch.Calls) == 0 || c.broke {
		return nil
	}
	sim, err := c.Node.TryCalls(ctx, c.On, c.On.Time+planner.NextBlock, c.opsCalls())
	if err != nil {
		return err
	}
	c.View.simulated(sim, nil)
	return nil
}

// readPool is nil for what is no pool, which is said.
func (c *Checker) readPool(ctx context.Context, address common.Address) (*ops.Snapshot, error) {
	if pool := c.states[address]; pool != nil {
		return pool, nil
	}
	pool, err := c.Node.SnapshotWithRatios(ctx, address, c.at())
	if err == nil && c.By.Plans.Proven(pool) != nil {
		c.View.Findings = append(c.View.Findings, ops.Finding{Severity: ops.Refuse, Code: planner.UnprovenCode, Summary: planner.UnprovenText(pool), Hint: planner.UnprovenHint(pool)})
		return nil, nil
	}
	if err == nil {
		err = planner.SameArithmetic(pool)
	}
	if err == nil && len(c.ahead) > 0 {
		pool, _, err = c.Node.After(ctx, pool, c.ahead, c.On.Time)
	}
	var noCode *chain.NoCodeError
	var noPool *chain.NotPoolError
	var notManaged *chain.NotManagedError
	if errors.As(err, &noCode) || errors.As(err, &noPool) || errors.As(err, &notManaged) {
		c.View.warn("check.pool", "a call is for the pool "+address.Hex()+", which is none: "+text.Clean(err.Error(), text.LineWidth), "")
		return nil, nil
	}
	return pool, err
}

// bookWith adds what a pool knows of names.
func bookWith(book decode.Book, pool *ops.Snapshot) decode.Book {
	more := decode.NewBook(pool)
	for address, token := range book.Tokens {
		more.Tokens[address] = token
	}
	for address, name := range book.Names {
		more.Names[address] = name
	}
	return more
}

// listCalls decodes every call.
func (c *Checker) listCalls(book decode.Book) {
	for i, call := range c.Batch.Calls {
		inner := explain.NewInnerCall(c.decoder, book, call.Call)
		checked := Call{Number: i + 1, InnerCall: inner, Findings: []ops.Finding{}}
		if call.Method != nil {
			checked.Claimed, checked.Inputs = call.Method.Signature, call.Method.Inputs
		}
		c.View.Calls = append(c.View.Calls, checked)
	}
}
