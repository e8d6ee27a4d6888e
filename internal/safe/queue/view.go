package queue

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/reading"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// View is the queue of a Safe, in the order of the nonces.
type View struct {
	Service      string        `json:"service"`
	Safe         planview.Safe `json:"safe"`
	Pool         planview.Pool `json:"pool"`
	Base         ops.Block     `json:"base"`
	Transactions []Tx          `json:"transactions"`
	// Unknown says why the Safe's next transaction is unknown. More is the number of transactions that
	// were not checked.
	Unknown string `json:"unknown,omitempty"`
	More    int    `json:"not_looked_at,omitempty"`
	Next    string `json:"next,omitempty"`
}

type Tx struct {
	Nonce   uint64           `json:"nonce"`
	Hash    common.Hash      `json:"safe_tx_hash"` // computed by mpool
	Claimed common.Hash      `json:"claimed_hash"` // claimed by the service
	Foreign bool             `json:"foreign"`      // the two hashes differ, or the entry is no valid transaction
	Broken  string           `json:"broken,omitempty"`
	NoNonce bool             `json:"nonce_unknown,omitempty"`
	Signed  []common.Address `json:"signed"` // owners with a valid signature or an approval on the chain
	// Confirmed counts the confirmations that the service lists; null if they were not read.
	Confirmed *confirmations `json:"confirmations"`
	// Transaction has the fields that the owners sign, and Calls the calls that it makes as the Safe.
	Transaction review.Transaction    `json:"transaction"`
	Calls       []review.Call         `json:"calls"`
	Findings    []ops.Finding         `json:"findings"` // of the transaction; each call has its own
	Overrides   []planview.Overridden `json:"overrides,omitempty"`
	Execution   *review.Execution     `json:"execution"` // null if the execution was not simulated
	// Simulated says whether it was simulated. Changes are its changes of the pool, without those that
	// time alone causes. Skipped is the reason for no simulation.
	Simulated bool         `json:"simulated"`
	Skipped   string       `json:"skipped,omitempty"`
	Revert    string       `json:"revert,omitempty"`
	Changes   []ops.Change `json:"changes"`

	multiSend common.Address // zero if it is not a MultiSend
}

// View checks each transaction, and simulates them in order until one cannot be executed.
func (q *Queue) View(ctx context.Context, by *review.Reviewer) (*View, error) {
	v := &View{Service: q.service, Safe: planview.NewSafe(q.Safe, "signer"), Base: q.Before.Block, Transactions: []Tx{},
		Pool: planview.Pool{Address: q.Before.Pool.Address, Name: q.Before.Pool.Name, Symbol: q.Before.Pool.Symbol, ChainID: q.Before.ChainID}}
	run := &queueRun{Queue: q, next: q.Safe.Nonce}
	var err error
	if run.state, err = q.Before.At(q.Before.Block.Time + reading.NextBlock); err != nil {
		return nil, err
	}
	v.Unknown = q.unknown()
	for i, w := range q.waiting {
		tx := q.newTx(w)
		if i >= mostLooked {
			tx.Skipped = fmt.Sprintf("only the first %d are checked", mostLooked)
			v.More++
		} else if err := run.read(ctx, by, &tx, w); err != nil {
			return nil, err
		}
		v.Transactions = append(v.Transactions, tx)
	}
	return v, nil
}

// newTx has the data of a transaction before any check.
func (q *Queue) newTx(w safeservice.Queued) Tx {
	tx := Tx{Nonce: w.Transaction.Nonce, Claimed: w.Claimed, Foreign: q.foreign(w), Broken: w.Broken, NoNonce: w.NoNonce,
		Transaction: review.NewTransaction(w.Transaction, common.Address{}), Signed: []common.Address{}, Calls: []review.Call{}, Findings: []ops.Finding{}, Changes: []ops.Change{}}
	if w.Broken == "" {
		tx.Hash = q.hashes(w).SafeTx
	}
	return tx
}

// read checks one transaction after those before it.
func (r *queueRun) read(ctx context.Context, by *review.Reviewer, tx *Tx, w safeservice.Queued) (err error) {
	if tx.Signed, tx.Confirmed, err = r.signed(ctx, w); err != nil {
		return err
	}
	calls, known, err := r.Queue.Calls(ctx, w.Transaction)
	if err != nil {
		return err
	}
	if known && w.Transaction.Operation == safe.OperationDelegateCall {
		tx.multiSend = w.Transaction.To
	}
	return r.look(ctx, by, tx, w.Transaction, calls, known)
}

// competes says that another queued transaction has the same nonce. Only one of them can be executed.
func (q *Queue) competes(nonce uint64) bool {
	n := 0
	for _, w := range q.waiting {
		if !w.NoNonce && w.Transaction.Nonce == nonce {
			n++
		}
	}
	return n > 1
}

// queueRun is the progress of simulating a queue.
type queueRun struct {
	*Queue
	next  uint64 // the next nonce
	calls []ops.Call
	state *ops.Snapshot // the state after those calls
	ended string        // why it stopped; "" while it runs
}

// simulate simulates a transaction's calls, sent from the Safe, after those before it.
func (r *queueRun) simulate(ctx context.Context, tx *Tx, calls []safe.Call, known, competes bool) error {
	switch {
	case r.ended != "":
	case tx.NoNonce: // its place in the queue is not known
		tx.Skipped = "not a valid transaction"
		return nil
	case tx.Foreign:
		r.ended = "the service's data does not match its hash"
	case competes:
		r.ended = fmt.Sprintf("several transactions have nonce %d, but only one can be executed", tx.Nonce)
	case tx.Nonce != r.next:
		r.ended = fmt.Sprintf("nothing is queued with nonce %d", r.next)
	case !known:
		r.ended = fmt.Sprintf("transaction %d is a delegate call to code unknown to mpool", tx.Nonce)
	}
	if tx.Skipped = r.ended; r.ended != "" {
		return nil
	}
	for _, c := range calls {
		r.calls = append(r.calls, ops.Call{From: r.Safe.Address, To: c.To, Value: c.Value, Data: c.Data})
	}
	sim, err := r.Client.Simulate(ctx, r.Before, &ops.Plan{Base: r.Before.Block, At: r.Before.Block.Time + reading.NextBlock, Calls: r.calls})
	switch {
	case err != nil:
		return err
	case sim.Revert != nil:
		tx.Revert, r.ended = sim.Revert.Error(), fmt.Sprintf("transaction %d before it reverts", tx.Nonce)
		return nil
	case sim.Level != chain.Simulated:
		tx.Skipped, r.ended = sim.Why, sim.Why
		return nil
	}
	tx.Simulated, tx.Changes = true, append(tx.Changes, ops.Diff(r.state, sim.States[0])...)
	r.state, r.next = sim.States[0], r.next+1
	return nil
}

func (v *View) Text(p *text.Page) {
	p.Line("%s", p.Bold(v.head()))
	p.Line("queue of the Safe %s on %s, at %s", v.Safe.Address, network.ID(v.Pool.ChainID), v.Service)
	p.Line("  %s", v.Safe.Summary())
	for _, tx := range v.Transactions {
		if p.Quiet {
			tx.quiet(p, v.Safe.Threshold)
			continue
		}
		p.Line("")
		tx.Text(p, v.Safe.Threshold)
	}
	if v.Unknown != "" {
		p.Line("")
		p.Line("%s: %s", p.Red("the next transaction is UNKNOWN"), v.Unknown)
	}
	v.nextText(p)
}

// which names the entry in messages.
func (t Tx) which() string {
	if t.NoNonce {
		return "an entry"
	}
	return fmt.Sprintf("transaction %d", t.Nonce)
}

func (t Tx) Text(p *text.Page, threshold uint64) {
	p.Line("%s", p.Bold(t.head()))
	if t.Broken != "" {
		p.Line("  %s: %s", p.Red("INVALID TRANSACTION"), text.Clean(t.Broken, text.LineWidth))
		return
	}
	p.Line("  safeTxHash %s (computed locally)", t.Hash)
	if t.Foreign {
		p.Line("  %s: the service says %s", p.Red("WRONG HASH"), t.Claimed)
	}
	p.Line("  %d of %d required signatures: %s", len(t.Signed), threshold, orNobody(t.Signed))
	if bad := t.Confirmed.Text(); bad != "" {
		p.Line("  %s", bad)
	}
	t.Transaction.OddText(p)
	planview.Findings(p, t.Findings)
	review.Overridden(p, t.Overrides)
	for i, c := range t.Calls {
		p.Line("  call %d of %d", i+1, len(t.Calls))
		c.Text(p)
	}
	switch {
	case t.Revert != "":
		p.Line("  simulation: REVERTS: %s", text.Clean(t.Revert, text.LineWidth))
	case t.Skipped != "":
		p.Line("  not simulated: %s", text.Clean(t.Skipped, text.LineWidth))
	case len(t.Changes) == 0:
		p.Line("  simulation: no change in the pool")
	default:
		p.Line("  simulation:")
	}
	for _, c := range t.Changes {
		if !effect.Clockwork(c.Path) || strings.HasSuffix(c.Path, ".end_weight") {
			was, is := text.Pair(c.Before, c.After)
			p.Line("    %s: %s, then %s", text.Clean(c.Label, effect.LabelWidth), was, is)
		}
	}
	if t.Execution != nil && len(t.Execution.Changes) > 0 {
		for _, change := range t.Execution.Changes {
			p.Line("  the Safe has %s", text.Rounded(change.Words))
		}
	}
}

func orNobody(list []common.Address) string {
	if len(list) == 0 {
		return "nobody"
	}
	return text.Addresses(list)
}
