package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/effect"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/recognise"
	"mpool/internal/safe"
)

// Inspect checks a Safe's transaction before anybody signs, proposes or executes it, as mpool safe
// check does. It decodes and plans each call of a batch, applies the policies, and simulates the
// transaction on the node with the Safe's guard. The calls of a plan were already planned again, with the
// policies; the same rules judge them.
func (r *Reviewer) Inspect(ctx context.Context, node Node, job *Subject, tx safe.Transaction, flags *Options) (*Checker, error) {
	batch := job.Batch
	if batch == nil {
		batch = BatchOfCalls(job.ChainID, job.Safe.Address, job.Calls)
	}
	c := &Checker{By: r, Node: node, Batch: batch, Safe: job.Safe.Address, Found: job.Safe, given: true, Flags: flags, On: job.On, View: NewCheckView(batch)}
	if c.On.Hash == (common.Hash{}) {
		header, err := node.Header(ctx, job.Block)
		if err != nil {
			return nil, err
		}
		c.On = ops.Block{Number: header.Number, Hash: header.Hash, Time: header.Time}
	}
	if err := c.Prepare(job.ChainID); err != nil {
		return nil, err
	}
	c.GoOn(node, job)
	c.View.Safe = &planview.Safe{Address: job.Safe.Address}
	check := c.CheckCalls
	if job.Proposal != nil {
		c.planned = true
		check = func(ctx context.Context) error { return c.planCalls(ctx, job.Proposal) }
	}
	if err := check(ctx); err != nil {
		return nil, err
	}
	c.View.find(Refunds(c.Book, tx)...)
	return c, c.execute(ctx, tx)
}

// BatchOfCalls makes a batch of calls that are in no file.
func BatchOfCalls(chainID uint64, of common.Address, calls []safe.Call) *safe.Batch {
	b := &safe.Batch{ChainID: chainID, Safe: of}
	for _, call := range calls {
		b.Calls = append(b.Calls, safe.BatchCall{Call: call})
	}
	return b
}

// GoOn makes the check start from the state that a queue leaves, if the subject has one. node then
// simulates after the calls of the queue.
func (c *Checker) GoOn(node Node, job *Subject) {
	if job.State != nil {
		c.Node, c.On, c.ahead, c.states[job.State.Pool.Address] = node, job.On, job.Ahead, job.State
	}
}

// planCalls decodes the calls of a plan and applies the rules to them.
func (c *Checker) planCalls(ctx context.Context, p *planner.Proposal) error {
	if err := c.ListPlanned(ctx, stateOf(p)); err != nil {
		return err
	}
	c.after[p.Before.Pool.Address] = p.Plan.Predicted
	for i := range c.View.Calls {
		if call := &c.View.Calls[i]; call.Kind == "" && call.operates() {
			call.Recognised, call.Pool, call.Summary = p.View.Operation, &p.View.Pool, ""
		}
	}
	if err := c.Inspect(ctx); err != nil {
		return err
	}
	judgeGiven(c, p.Before, p.Plan)
	previewPlanned(c.View, p)
	c.View.deposits = entrusts(c)
	c.View.change += c.View.deposits
	findUntold(c.View, effect.LeftOut(p.Before, p.Plan))
	return nil
}

// previewPlanned shows the operation, the cost and the later state for a plan, as for a batch.
func previewPlanned(v *View, p *planner.Proposal) {
	v.change = p.View.Summary
	if n := len(v.Calls); n > 0 {
		main := &v.Calls[mainCall(recognise.Recognised{Count: n}, v.Calls)]
		if main.Price = p.View.Price; !onlyTrades(p.Plan) {
			main.Summary = p.View.Summary
		}
	}
	if len(p.Plan.Calls) > 0 && !p.Plan.Refused() {
		v.Pools = append(v.Pools, Pool{Pool: p.View.Pool, Preview: p.View.Preview, Changes: p.View.Changes, Complete: true, Proof: p.View.Proof})
	}
}

// ListPlanned decodes the calls of a plan by mpool.
func (c *Checker) ListPlanned(ctx context.Context, before *ops.Snapshot) error {
	c.Book = decode.NewBook(nil)
	return c.list(ctx, []*ops.Snapshot{before})
}

// mostNamed is the most tokens outside trusted pools whose symbols are read.
const mostNamed = 30

// nameTokens reads the symbols of tokens in the calls that are not yet known.
func (c *Checker) nameTokens(ctx context.Context) error {
	var asked []common.Address
	for _, call := range c.Batch.Calls {
		read, err := c.decoder.Call(call.Data)
		if err != nil {
			continue
		}
		about := tokensIn(read.Args)
		if slices.Contains(read.Contracts, decode.ERC20) {
			about = append(about, call.To)
		}
		for _, token := range about {
			if _, known := c.Book.Tokens[token]; !known && !slices.Contains(asked, token) && len(asked) < mostNamed {
				asked = append(asked, token)
			}
		}
	}
	infos, err := c.Node.TokenInfos(ctx, c.at(), asked)
	for token, info := range infos {
		if info.Known {
			c.Book.Tokens[token] = decode.Token{Symbol: info.Symbol, Decimals: info.Decimals}
		}
	}
	return err
}

// tokensIn are the addresses in arguments whose names contain "token".
func tokensIn(values []decode.Value) []common.Address {
	var found []common.Address
	for _, v := range values {
		if v.Type == "address" && strings.Contains(strings.ToLower(v.Name), "token") {
			found = append(found, common.HexToAddress(v.Value))
		}
		if v.Name == "tokens" {
			for _, item := range v.Items {
				found = append(found, common.HexToAddress(item.Value))
			}
			continue
		}
		found = append(found, tokensIn(v.Items)...)
	}
	return found
}

// Refunds finds payments of the Safe to the executor, and gas fields with which a failed call counts
// as executed.
func Refunds(book decode.Book, tx safe.Transaction) []ops.Finding {
	if !tx.GasPrice.IsZero() {
		to, least := "the executor", new(uint256.Int)
		if tx.RefundReceiver != (common.Address{}) {
			to = tx.RefundReceiver.Hex()
		}
		sum := "more than any Safe owns"
		if _, over := least.MulOverflow(&tx.BaseGas, &tx.GasPrice); !over {
			sum = explain.AmountText(book, tx.GasToken, *least)
		}
		return []ops.Finding{{Severity: ops.Refuse, Code: "safe.refund", Summary: fmt.Sprintf("the Safe also pays %s to %s: baseGas × gasPrice, plus the gas used at that price", sum, to),
			Hint: "sign only with gasPrice 0"}}
	}
	if tx.SafeTxGas.IsZero() && tx.BaseGas.IsZero() && tx.GasToken == (common.Address{}) && tx.RefundReceiver == (common.Address{}) {
		return nil
	}
	f := ops.Finding{Severity: ops.Warn, Code: "safe.gas", Summary: "its gas fields are not all zero as in mpool's transactions; gasPrice is 0, so nothing is paid"}
	if !tx.SafeTxGas.IsZero() {
		f = ops.Finding{Severity: ops.Refuse, Code: "safe.gas", Summary: "its safeTxGas is not 0: anyone can execute it with so little gas that its calls fail, the nonce is used, and the next transaction runs without it",
			Hint: "sign only with safeTxGas 0"}
	}
	return []ops.Finding{f}
}
