package execution

import (
	"slices"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// TxListView lists what was signed and sent.
type TxListView struct {
	Operations []OperationView `json:"operations"`
	All        bool            `json:"all"`
	Now        time.Time       `json:"-"` // reference for ages
}

// OperationView describes the record of one operation.
type OperationView struct {
	ID         string            `json:"id"`
	Operation  string            `json:"operation"`
	Pool       common.Address    `json:"pool"`
	Safe       *safeTxView       `json:"safe_transaction,omitempty"` // the Safe transaction that the operation executes
	ChainID    uint64            `json:"chain_id"`
	Calls      int               `json:"calls"`
	Done       int               `json:"calls_done"` // mined without revert
	Left       int               `json:"remaining_calls"`
	Unfinished bool              `json:"unfinished"`
	Begun      time.Time         `json:"begun"`
	Link       string            `json:"explorer,omitempty"` // explorer page of the last transaction
	Sent       []transactionView `json:"transactions"`
	Path       string            `json:"journal"`
	Revoke     string            `json:"revoke,omitempty"` // command that revokes a remaining allowance
	// Alive is a transaction that was rejected and given up, and that anyone who has it can still send.
	Alive *aliveView `json:"still_valid,omitempty"`
}

// transactionView describes the record of one transaction.
type transactionView struct {
	Step   int            `json:"step"` // from 1
	State  journal.State  `json:"state"`
	Since  time.Time      `json:"since"`
	From   common.Address `json:"from"`
	Nonce  uint64         `json:"nonce"`
	To     common.Address `json:"to"`
	Hashes []common.Hash  `json:"hashes"` // one for each attempt
	Kinds  []string       `json:"kinds"`  // for each hash: sent, bump or cancel, and whether it was mined
	// Attempts are the same hashes with the time of each signature and its gas offer.
	Attempts []attemptView `json:"attempts"`
	Mined    *receiptView  `json:"mined"` // null until one is mined
	Block    uint64        `json:"block,omitempty"`
	Errors   []string      `json:"errors"`
	// Overrides are the policies that the sender overrode.
	Overrides []journal.Override `json:"overrides,omitempty"`
	cancels   bool               // the latest attempt cancels the call
	rejected  bool               // the nodes refused the latest attempt
}

// Operations lists the records of this machine: the unfinished ones, or all.
func (e *Engine) Operations(all bool) (*TxListView, error) {
	entries, err := journal.List(e.Settings.JournalDir())
	if err != nil {
		return nil, planner.Unreadable(err)
	}
	v := &TxListView{Operations: []OperationView{}, All: all, Now: e.Clock.Now()}
	for _, entry := range entries {
		alive := entry.Alive(entries)
		if all || alive != nil || entry.Status.Unfinished() {
			one := e.linked(entry)
			one.Alive = newAliveView(entry.ID, alive)
			v.Operations = append(v.Operations, one)
		}
	}
	return v, nil
}

// Operation shows the record that the arguments name.
func (e *Engine) Operation(args []string) (*OperationView, error) {
	entry, err := e.PickRecord(args)
	if err != nil {
		return nil, err
	}
	all, err := journal.List(e.Settings.JournalDir())
	if err != nil {
		return nil, planner.Unreadable(err)
	}
	v := e.linked(entry)
	v.Alive = newAliveView(entry.ID, entry.Alive(all))
	return &v, nil
}

// linked is the view of a record, with a link to its last transaction.
func (e *Engine) linked(entry journal.Entry) OperationView {
	v := NewOperationView(entry)
	v.LinkTo(e.Settings.ExplorerFor(network.ID(v.ChainID)))
	return v
}

func NewOperationView(entry journal.Entry) OperationView {
	begin := entry.Status.Begin
	v := OperationView{
		ID: entry.ID, Begun: entry.Begun(), Operation: begin.Operation, Pool: begin.Subject, ChainID: begin.ChainID,
		Safe: newSafeTxView(begin), Calls: begin.Calls, Done: DoneCalls(entry.Status), Left: entry.Status.Left(), Unfinished: entry.Status.Unfinished(), Path: entry.Path, Sent: []transactionView{}, Revoke: leftBy(entry.Status),
	}
	for _, call := range entry.Status.Calls {
		t := transactionView{
			Step: call.Intent.Step + 1, State: call.State, Since: call.Since, From: call.Intent.From, Nonce: call.Intent.Nonce,
			To: call.Intent.To, Hashes: append([]common.Hash{}, call.Hashes...), Errors: append([]string{}, call.Errors...),
			Overrides: call.Intent.Overrides, cancels: call.Cancelling(), rejected: call.Refused,
		}
		if call.Mined != nil {
			t.Block = call.Mined.BlockNumber
		}
		t.Kinds = kinds(call)
		t.Attempts, t.Mined = newAttempts(call), newReceiptView(call.Mined)
		v.Sent = append(v.Sent, t)
	}
	return v
}

// kinds returns the purpose of each attempt.
func kinds(call journal.Call) []string {
	list := make([]string, len(call.Hashes))
	for i, hash := range call.Hashes {
		switch {
		case i < len(call.Attempts) && call.Attempts[i].Cancels:
			list[i] = "cancel"
		case i > 0:
			list[i] = "bump"
		default:
			list[i] = "sent"
		}
		if call.Mined != nil && call.Mined.Hash == hash {
			list[i] += ", mined"
		}
	}
	return list
}

func (v *TxListView) Text(p *text.Page) {
	if len(v.Operations) == 0 {
		p.Line("no pending transactions")
		if !v.All {
			p.Line("mpool tx list --all shows finished ones")
		}
		return
	}
	var rows [][]string
	for _, o := range v.Operations {
		state, nonce := "nothing was signed", ""
		if n := len(o.Sent); n > 0 {
			last := o.Sent[n-1]
			state, nonce = last.words(o.Alive), strconv.FormatUint(last.Nonce, 10)
		}
		step := strconv.Itoa(o.Done) + " of " + strconv.Itoa(o.Calls)
		rows = append(rows, []string{o.ID, o.what(), network.ID(o.ChainID).String(), step, state, nonce, o.age(v.Now)})
	}
	p.Table([]string{"id", "operation", "chain", "calls", "last", ">nonce", ">age"}, rows)
	for _, o := range v.Operations {
		o.where(p)
	}
	for _, o := range v.Operations {
		if o.Unfinished {
			p.Line("")
			p.Line("continue with: %s", o.goesOn())
			return
		}
	}
}

// age is the time since the operation began, by the record's ID and the clock.
func (v *OperationView) age(now time.Time) string {
	if v.Begun.IsZero() || now.Before(v.Begun) {
		return "?"
	}
	return text.ShortDuration(units.Time(now.Sub(v.Begun) / time.Second))
}

// where prints the pool and the last transaction.
func (v *OperationView) where(p *text.Page) {
	p.Line("")
	p.Line("%s", v.ID)
	p.Line("  pool %s", v.Pool)
	for _, t := range v.Sent[max(0, len(v.Sent)-1):] {
		for _, hash := range t.Hashes[max(0, len(t.Hashes)-1):] {
			p.Line("  hash %s", hash)
		}
	}
	if v.Link != "" {
		p.Line("  explorer: %s", v.Link)
	}
	v.Alive.Text(p)
}

// words say in a few words how far a call has come.
func (t transactionView) words(alive *aliveView) string {
	pending := t.State == journal.SignedOff || t.State == journal.Sent
	switch {
	case alive != nil:
		return "signed, not mined"
	case pending && t.cancels:
		return "cancelling"
	case pending && t.rejected:
		return "rejected, still valid"
	}
	return string(t.State)
}

// LinkTo adds an explorer link to the last transaction; explorer may be empty.
func (v *OperationView) LinkTo(explorer string) {
	if n := len(v.Sent); n > 0 && len(v.Sent[n-1].Hashes) > 0 {
		hashes := v.Sent[n-1].Hashes
		v.Link = linkTo(explorer, hashes[len(hashes)-1])
	}
}

// what names the operation. For a Safe it names the Safe's operation and transaction.
func (v *OperationView) what() string {
	if v.Safe == nil {
		return v.command()
	}
	what := v.Safe.Operation
	if what == (ops.Series{}).Name() {
		what = v.Operation // safe exec
	}
	return text.Clean(what, text.NameWidth) + ", nonce " + strconv.FormatUint(v.Safe.Nonce, 10) + " of " + v.Safe.Safe.Hex()
}

// command names the operation by the command that was typed.
func (v *OperationView) command() string {
	return text.Clean(planner.CommandOf(journal.Begin{Operation: v.Operation}), text.NameWidth)
}

// goesOn is the command that continues the operation. A transaction that was sent to a private
// relay goes there again, unless the user chooses to publish it publicly.
func (v *OperationView) goesOn() string {
	line := "mpool resume " + v.ID
	if n := len(v.Sent); n > 0 && v.Sent[n-1].Mined == nil && slices.ContainsFunc(v.Sent[n-1].Attempts, func(a attemptView) bool { return a.Private }) {
		line += " --publish-url URL (the private relay that it was sent to), or --publish-url " + config.Public
	}
	return line
}

func (v *OperationView) Text(p *text.Page) {
	p.Line("%s %s of %s on %s", v.ID, v.command(), v.Pool, network.ID(v.ChainID))
	if v.Safe != nil {
		p.Line("transaction %d of the Safe %s: %s", v.Safe.Nonce, v.Safe.Safe, text.Clean(v.Safe.Operation, text.NameWidth))
		p.Line("safeTxHash %s", v.Safe.Hash)
	}
	for _, t := range v.Sent {
		p.Line("")
		p.Line("call %d of %d: %s since %s", t.Step, v.Calls, t.State, text.Time(units.Time(t.Since.Unix())))
		p.Line("  from %s, nonce %d", t.From, t.Nonce)
		p.Line("  to   %s", t.To)
		for _, attempt := range t.Attempts {
			attempt.Text(p)
		}
		if t.Mined != nil {
			t.Mined.Text(p, network.ID(v.ChainID).Coin())
		}
		for _, o := range t.Overrides {
			p.Line("  override of policy %s: %s", text.Clean(o.Policy, text.LineWidth), text.Clean(o.Reason, text.LineWidth))
		}
		for _, words := range t.Errors {
			p.Line("  error: %s", text.Clean(words, text.LineWidth))
		}
	}
	p.Line("")
	if v.Link != "" {
		p.Line("explorer: %s", v.Link)
	}
	p.Line("record: %s", v.Path)
	if v.Unfinished {
		p.Line("continue with: %s", v.goesOn())
	}
	v.Alive.Text(p)
	RevokeText(p, v.Revoke)
}
