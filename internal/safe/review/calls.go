package review

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/effect"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/reading"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/text"
)

// opsCalls are a batch's calls in the form of a plan.
func opsCalls(batch *safe.Batch, from common.Address) []ops.Call {
	var calls []ops.Call
	for _, call := range batch.Calls {
		calls = append(calls, ops.Call{From: from, To: call.To, Data: call.Data, Value: call.Value})
	}
	return calls
}

// CheckCalls checks the calls of each pool, then the calls of no pool.
func (c *Checker) CheckCalls(ctx context.Context) error {
	var pools []*ops.Snapshot
	c.Book = decode.NewBook(nil)
	for _, address := range explain.PoolsOf(c.decoder, c.Batch.All()) {
		pool, found, err := c.readPool(ctx, address)
		if err != nil {
			return err
		}
		c.View.find(found...)
		if pool != nil {
			pools = append(pools, pool)
		}
	}
	if err := c.list(ctx, pools); err != nil {
		return err
	}
	if err := c.fund(ctx, pools); err != nil {
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
	c.View.deposits = entrusts(c)
	_, left := effect.Line(deedsOf(c.View.Calls, c.View.Pools))
	findUntold(c.View, left)
	if len(pools) > 0 || len(c.Batch.Calls) == 0 || c.broke || c.Safe == (common.Address{}) { // nobody sends it
		return nil
	}
	sim, err := c.Node.TryCalls(ctx, c.On, c.On.Time+reading.NextBlock, opsCalls(c.Batch, c.Safe))
	if err != nil {
		return err
	}
	c.View.find(c.View.simulated(sim, nil)...)
	return nil
}

// list decodes the calls. Only contracts of trusted pools get names.
func (c *Checker) list(ctx context.Context, mentioned []*ops.Snapshot) error {
	found, err := c.trust(ctx, mentioned)
	if err != nil {
		return err
	}
	c.View.find(found...)
	if err := c.nameTokens(ctx); err != nil {
		return err
	}
	c.listCalls(c.Book)
	tellPlain(c.View.Calls, c.Book, c.Safe)
	c.sort(ctx)
	if err := c.readStakes(ctx); err != nil {
		return err
	}
	return c.priceAdded(ctx)
}

// readPool reads a pool. For an address that is no Managed Pool, or no proven one, it returns nil and
// a finding.
func (c *Checker) readPool(ctx context.Context, address common.Address) (*ops.Snapshot, []ops.Finding, error) {
	if pool := c.states[address]; pool != nil {
		return pool, nil, nil
	}
	pool, err := c.Node.SnapshotWithRatios(ctx, address, c.at())
	if err == nil && c.By.Proofs.Proven(pool) != nil {
		return nil, []ops.Finding{{Severity: ops.Refuse, Code: reading.UnprovenCode, Summary: reading.UnprovenText(pool), Hint: reading.UnprovenHint(pool)}}, nil
	}
	if err == nil {
		err = reading.SameArithmetic(pool)
	}
	if err == nil && len(c.ahead) > 0 {
		pool, _, err = c.Node.After(ctx, pool, c.ahead, c.On.Time)
	}
	if isNoPool(err) {
		return nil, one(ops.Warn, "check.pool", "a call uses the pool %s, which is not valid: %s", address.Hex(), text.Clean(err.Error(), text.LineWidth)), nil
	}
	return pool, nil, err
}

// isNoPool says that the node answered and the address is not a Managed Pool.
func isNoPool(err error) bool {
	var noCode *chain.NoCodeError
	var noPool *chain.NotPoolError
	var notManaged *chain.NotManagedError
	return errors.As(err, &noCode) || errors.As(err, &noPool) || errors.As(err, &notManaged)
}

// bookWith adds the names of a pool's contracts and tokens to a book.
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

func (c *Checker) listCalls(book decode.Book) {
	for i, call := range c.Batch.Calls {
		inner := explain.NewInnerCall(c.decoder, book, call.Call)
		checked := Call{Number: i + 1, InnerCall: inner, Findings: []ops.Finding{}}
		checked.read(c.Safe)
		if call.Method != nil {
			checked.Claimed, checked.Inputs = call.Method.Signature, call.Method.Inputs
		}
		c.View.Calls = append(c.View.Calls, checked)
	}
}

// name is the name of the called function; "" if it is unknown.
func (c Call) name() string {
	if c.Call == nil {
		return ""
	}
	name, _, _ := strings.Cut(c.Call.Function, "(")
	return name
}

// ofVault says that the function is one of the Vault's, at whatever address.
func (c Call) ofVault() bool { return c.Call != nil && slices.Contains(c.Call.Contracts, decode.Vault) }

// read decodes the call if the rules know its function. Otherwise the call stays unknown.
func (c *Call) read(from common.Address) {
	if c.Call == nil {
		return
	}
	does, err := deed.Read(c.name(), c.Call.Args, from)
	if err != nil {
		c.Call, c.Unread = nil, err.Error()
		return
	}
	c.does = does
}
