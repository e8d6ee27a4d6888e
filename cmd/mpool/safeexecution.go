package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/safe"
)

// executionView is what becomes of the Safe's own transaction.
type executionView struct {
	Why     string          `json:"why,omitempty"` // it was not tried
	Gas     uint64          `json:"gas"`           // of all of it, with one signature
	Revert  string          `json:"revert,omitempty"`
	Guard   *common.Address `json:"forbidden_by,omitempty"` // the guard that makes it revert
	Failed  bool            `json:"failed,omitempty"`       // executed, its call failed
	Changes []safeHolding   `json:"safe_changes"`           // of what the Safe has

	revert *chain.Revert
}

// safeHolding is what a Safe has of a token, or of the chain's coin, before and
// after.
type safeHolding struct {
	Token  common.Address `json:"token"` // zero: the chain's coin
	Symbol string         `json:"symbol"`
	Before string         `json:"before"` // the smallest units
	After  string         `json:"after"`
	words  string
	fell   string // by how much; "" where it did not
}

// execute has the node execute the transaction, and says what the Safe has less
// afterwards where no operation of mpool's says it.
func (c *checker) execute(ctx context.Context, tx safe.Transaction) error {
	if c.broke || c.found == nil {
		return nil
	}
	trial := chain.SafeTrial{Safe: c.found, To: tx.To, Value: tx.Value, Data: tx.Data, Operation: uint8(tx.Operation), SafeTxGas: tx.SafeTxGas, BaseGas: tx.BaseGas,
		GasPrice: tx.GasPrice, GasToken: tx.GasToken, RefundReceiver: tx.RefundReceiver, Nonce: tx.Nonce}
	for token := range c.book.Tokens {
		trial.Tokens = append(trial.Tokens, token)
	}
	slices.SortFunc(trial.Tokens, common.Address.Cmp)
	out, err := c.client.TrySafe(ctx, c.on, c.on.Time+nextBlock, trial)
	var unable *chain.UnableError
	if errors.As(err, &unable) {
		out, err = &chain.SafeOutcome{Why: unable.Error()}, nil
	}
	if err != nil {
		return err
	}
	c.view.Execution = c.newExecutionView(out)
	c.judgeExecution()
	return nil
}

func (c *checker) newExecutionView(out *chain.SafeOutcome) *executionView {
	v := &executionView{Why: out.Why, Gas: out.Gas, Failed: out.Failed, Changes: []safeHolding{}, revert: out.Revert}
	if out.Revert != nil {
		v.Revert = out.Revert.Error()
	}
	if out.ByGuard {
		v.Guard = &c.found.Guard
	}
	for _, h := range out.Holds {
		if h.Before == h.After {
			continue
		}
		line := safeHolding{Token: h.Token, Symbol: c.book.Tokens[h.Token].Symbol, Before: h.Before.Dec(), After: h.After.Dec(),
			words: amountText(c.book, h.Token, h.Before) + ", then " + amountText(c.book, h.Token, h.After)}
		if h.After.Lt(&h.Before) {
			line.fell = amountText(c.book, h.Token, *new(uint256.Int).Sub(&h.Before, &h.After))
		}
		v.Changes = append(v.Changes, line)
	}
	return v
}

func (c *checker) judgeExecution() {
	v := c.view.Execution
	if v.Why != "" {
		what := "whether the Safe can execute it"
		if c.found.Guard != (common.Address{}) {
			what = fmt.Sprintf("whether the Safe's guard %s allows it", c.found.Guard)
		}
		c.view.untried("safe.untried", what+" is not known: "+clean(v.Why, textWidth))
	}
	if v.Failed {
		c.view.refuse("safe.failed", "its call fails, and it counts as executed all the same: the nonce is used, and nothing of what it calls is done")
	}
	if c.planned || c.view.foreign() == 0 {
		return
	}
	for _, change := range v.Changes {
		if change.fell != "" {
			c.view.warn("safe.loses", fmt.Sprintf("the Safe has %s less afterwards", change.fell), "")
		}
	}
}

// text is nothing where all is well and the Safe has what it had.
func (v *executionView) text(p *page) {
	switch {
	case v == nil:
		return
	case v.Why != "":
		p.line("execution by the Safe: not tried: %s", clean(v.Why, textWidth))
	case v.Guard != nil:
		p.line("execution by the Safe: its guard %s FORBIDS it: %s", v.Guard, clean(v.Revert, textWidth))
	case v.Revert != "":
		p.line("execution by the Safe: REVERTS: %s", clean(v.Revert, textWidth))
	case v.Failed:
		p.line("execution by the Safe: its call FAILS, and its nonce is used")
	default:
		p.line("execution by the Safe: nothing reverts, %d gas and more with each further signature", v.Gas)
	}
	for _, change := range v.Changes {
		p.line("  the Safe has %s", change.words)
	}
}

// objection is nil where nothing speaks against the execution.
func (v *executionView) objection() *failure {
	switch {
	case v == nil || v.revert == nil:
		return nil
	case v.Guard != nil:
		return fail(exitSimulation, "safe.guard", "the Safe's guard %s forbids it: %s", v.Guard, clean(v.Revert, textWidth)).
			withHint("ask whoever set the guard what it allows; calls that it refuses together, it may allow one by one")
	}
	return fail(exitSimulation, "revert", "the Safe's transaction reverts: %s", clean(v.Revert, textWidth)).withHint("%s", clean(v.revert.Remedy(), textWidth))
}
