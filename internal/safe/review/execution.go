package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/reading"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/safe/worth"
	"mpool/internal/text"
)

// Execution is the result of simulating the Safe's own transaction.
type Execution struct {
	Why    string          `json:"why,omitempty"` // why it was not simulated
	Gas    uint64          `json:"gas"`           // for the whole execution, with on-chain approvals
	Revert string          `json:"revert,omitempty"`
	Guard  *common.Address `json:"forbidden_by,omitempty"` // the guard that makes it revert
	// Unsure says that the guard rejects on-chain approvals even for an empty transaction, so it may
	// still accept signatures. The other fields then describe an execution without the guard.
	Unsure  bool          `json:"guard_unsure,omitempty"`
	Owners  bool          `json:"only_owners_execute,omitempty"` // the guard requires it
	Itself  []string      `json:"safe_itself_changes,omitempty"` // its owners, its guard, …
	Failed  bool          `json:"failed,omitempty"`              // the Safe's transaction succeeds although its call fails
	Changes []safeHolding `json:"safe_changes"`                  // of the Safe's balances

	revert *revert.Reason
}

// safeHolding is a Safe's balance of a token, or of the native token, before and after.
type safeHolding struct {
	Token  common.Address `json:"token"` // zero: the native token
	Symbol named.Symbol   `json:"symbol"`
	Before string         `json:"before"` // in the smallest units
	After  string         `json:"after"`
	Words  string         `json:"-"`
}

// execute simulates the Safe's transaction and adds its findings: failures, rights, limits of trades,
// and losses that the calls do not explain.
func (c *Checker) execute(ctx context.Context, tx safe.Transaction) error {
	if c.broke || c.Found == nil {
		return nil
	}
	trial := chain.SafeTrial{Safe: c.Found, To: tx.To, Value: tx.Value, Data: tx.Data, Operation: uint8(tx.Operation), SafeTxGas: tx.SafeTxGas, BaseGas: tx.BaseGas,
		GasPrice: tx.GasPrice, GasToken: tx.GasToken, RefundReceiver: tx.RefundReceiver, Nonce: tx.Nonce}
	if err := identify(&trial, c.View.NodeChain, tx); err != nil {
		c.View.unexecuted("cannot compute the hash that the owners sign: " + err.Error())
		return nil
	}
	for token := range c.Book.Tokens {
		trial.Tokens = append(trial.Tokens, token)
	}
	slices.SortFunc(trial.Tokens, common.Address.Cmp)
	if !c.planned {
		trial.Holders, trial.Contracts = suspects(c.View.Calls, c.Safe)
	}
	out, err := c.Node.TrySafe(ctx, c.On, c.On.Time+reading.NextBlock, trial)
	var unable *wire.UnableError
	if errors.As(err, &unable) {
		if !c.planned && c.View.foreign() > 0 {
			c.View.find(untriable(unable)...)
		}
		out, err = &chain.SafeOutcome{Why: unable.Error()}, nil
	}
	if err != nil {
		return err
	}
	batch := c.worth(out)
	c.View.Execution = newExecution(c.Found, c.Book, out, batch.WithInternal(out.Holds))
	c.View.find(judgeExecution(c.Found, c.View)...)
	if out.Why == "" && out.Revert == nil {
		c.View.judgeSpent(out.Allowances, c.vaults, c.Book)
	}
	return judgeOutcome(ctx, c, out, batch)
}

// judgeOutcome judges who gets rights and what the Safe gives and gets in the simulation.
func judgeOutcome(ctx context.Context, c *Checker, out *chain.SafeOutcome, batch *worth.Batch) error {
	rights, err := c.judgeRights(ctx, out)
	if err != nil {
		return err
	}
	if c.View.find(rights...); out.Why == "" && out.Revert == nil {
		if err := c.judgeWhole(batch); err != nil {
			return err
		}
	}
	if c.planned && !batch.Trades() { // other plans have no limits
		return nil
	}
	if out.Revert == nil || out.ForConsent { // without a simulation no limit can be compared
		judgeLimits(c.View, batch)
	}
	losses, err := c.judgeLosses(ctx, batch)
	c.View.find(append(losses, worth.Untold(c.Book, out.Untold)...)...)
	return err
}

// untriable refuses a batch that even a node with simulations cannot simulate: its author may have
// done that to hide its effect. It is for calls that are no operations of mpool, whose effect is known.
func untriable(why error) []ops.Finding {
	f := one(ops.Refuse, "safe.untried", "the Safe's transaction cannot be simulated, possibly on purpose: %s", text.Clean(why.Error(), text.LineWidth))
	f[0].Hint = "use another node; if no node can simulate it, do not sign"
	return f
}

// identify computes the hash of the transaction, and the hash of an empty one that tests the guard.
func identify(t *chain.SafeTrial, chainID uint64, tx safe.Transaction) error {
	version, err := safe.ParseVersion(t.Safe.Version)
	if err != nil {
		return err
	}
	idle := safe.Transaction{To: t.Safe.Address, Nonce: tx.Nonce}
	t.Hash = safe.NewHashes(version, chainID, t.Safe.Address, tx).SafeTx
	t.IdleHash = safe.NewHashes(version, chainID, t.Safe.Address, idle).SafeTx
	return nil
}

// unexecuted records that the Safe's transaction was not simulated.
func (v *View) unexecuted(why string) {
	v.Execution = &Execution{Why: why, Changes: []safeHolding{}}
}

func newExecution(of *chain.Safe, book decode.Book, out *chain.SafeOutcome, holds []chain.SafeHolds) *Execution {
	v := &Execution{Why: out.Why, Gas: out.Gas, Failed: out.Failed, Owners: out.OnlyOwners, Unsure: out.ForConsent, Itself: out.Changed, Changes: []safeHolding{}, revert: out.Revert}
	if out.Revert != nil {
		v.Revert = out.Revert.Error()
	}
	if out.ByGuard {
		v.Guard = &of.Guard
	}
	for _, h := range holds {
		if h.Before != h.After {
			v.Changes = append(v.Changes, safeHolding{Token: h.Token, Symbol: book.Tokens[h.Token].Symbol, Before: h.Before.Dec(), After: h.After.Dec(),
				Words: explain.AmountText(book, h.Token, h.Before) + ", then " + explain.AmountText(book, h.Token, h.After)})
		}
	}
	return v
}

// judgeExecution reports the result of the Safe's own transaction if it is not what its
// owners expect.
func judgeExecution(of *chain.Safe, view *View) (found []ops.Finding) {
	v := view.Execution
	if v.Why != "" && !view.has("safe.untried") {
		what := "cannot check that the Safe can execute it"
		if of.Guard != (common.Address{}) {
			what = fmt.Sprintf("cannot check that the Safe's guard %s allows it", of.Guard)
		}
		found = append(found, untried("safe.untried", what+": "+text.Clean(v.Why, text.LineWidth))...)
	}
	if v.Failed {
		found = append(found, one(ops.Refuse, "safe.failed", "the call fails but counts as executed: the nonce is used and nothing is done")...)
	}
	if v.Unsure {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "safe.guard.consent",
			Summary: fmt.Sprintf("the Safe's guard %s rejects approvals made on the chain, even for an empty transaction: %s", of.Guard, text.Clean(v.Revert, text.LineWidth)),
			Hint:    "the guard may still accept the signatures of EOAs, which mpool cannot try here; ask the person who set the guard"})
	}
	if v.Owners {
		found = append(found, one(ops.Note, "safe.guard.executor", "the Safe's guard %s lets only owners execute this", of.Guard)...)
	}
	said := func(f ops.Finding) bool { return f.Code == "call.safe" } // a call's own finding already says it
	if len(v.Itself) > 0 && !slices.ContainsFunc(view.Warnings(), said) {
		found = append(found, one(ops.Refuse, "safe.changes", "the transaction changes the Safe itself: its %s", strings.Join(v.Itself, ", its "))...)
	}
	return found
}

// Text writes the result and the changed balances. It writes nothing if there is no result.
func (v *Execution) Text(p *text.Page) {
	switch {
	case v == nil:
		return
	case v.Why != "":
		p.Line("Safe execution: not simulated: %s", text.Clean(v.Why, text.LineWidth))
	case v.Guard != nil && v.Unsure:
		p.Line("Safe execution: the guard %s rejects on-chain approvals; without the guard it succeeds", v.Guard)
	case v.Guard != nil:
		p.Line("Safe execution: the guard %s FORBIDS it: %s", v.Guard, text.Clean(v.Revert, text.LineWidth))
	case v.Revert != "":
		p.Line("Safe execution: REVERTS: %s", text.Clean(v.Revert, text.LineWidth))
	case v.Failed:
		p.Line("Safe execution: the call FAILS but uses the nonce")
	default:
		p.Line("Safe execution: succeeds (%s gas plus signature checks)", text.Count(v.Gas))
	}
	for _, change := range v.Changes {
		p.Line("  the Safe has %s", text.Rounded(change.Words))
	}
}

// Objection is the failure that forbids to sign; nil if the execution succeeds or the guard is
// uncertain.
func (v *Execution) Objection() *failure.Failure {
	switch {
	case v == nil || v.revert == nil || v.Unsure:
		return nil
	case v.Guard != nil:
		return failure.New(failure.Simulation, "safe.guard", "the Safe's guard %s forbids it: %s", v.Guard, text.Clean(v.Revert, text.LineWidth)).
			WithHint("ask the person who set the guard what it allows; it may allow the calls one by one")
	}
	return failure.New(failure.Simulation, "revert", "the Safe transaction reverts: %s", text.Clean(v.Revert, text.LineWidth)).WithHint("%s", text.Clean(v.revert.Remedy(), text.LineWidth))
}
