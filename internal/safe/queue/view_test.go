package queue

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

func delegates(w *safeservice.Queued) { w.Transaction.Operation = safe.OperationDelegateCall }

// TestView checks a queue up to the first transaction that cannot be executed.
func TestView(t *testing.T) {
	twice := func(why string) []string { return []string{why, why} }
	for _, test := range []struct {
		name    string
		waiting []safeservice.Queued
		set     func(*scripted)
		skipped []string // per transaction; "": simulated
		reverts string   // of the first transaction
		unknown bool
		refused string // of the first transaction
	}{
		{name: "nothing waits"},
		{name: "one", waiting: []safeservice.Queued{waits(7, 1, by(1, 2))}, skipped: []string{""}},
		{name: "two with one nonce", waiting: []safeservice.Queued{waits(7, 1), waits(7, 2)}, unknown: true, skipped: twice("several transactions have nonce 7, but only one can be executed")},
		{name: "the next one is missing", waiting: []safeservice.Queued{waits(8, 1), waits(9, 1)}, unknown: true, skipped: twice("nothing is queued with nonce 7")},
		{name: "another hash", waiting: []safeservice.Queued{waits(7, 1, claims(common.Hash{1})), waits(8, 1)}, skipped: twice("the service's data does not match its hash")},
		{name: "no transaction", waiting: []safeservice.Queued{waits(7, 1, isBroken), waits(8, 1)}, skipped: twice("the service's data does not match its hash")},
		{name: "no nonce", waiting: []safeservice.Queued{waits(7, 1), waits(0, 1, hasNoNonce)}, unknown: true, skipped: []string{"", "not a valid transaction"}},
		{name: "unknown code", waiting: []safeservice.Queued{waits(7, 1, delegates), waits(8, 1)}, refused: "safe.delegatecall", skipped: twice("transaction 7 is a delegate call to code unknown to mpool")},
		{name: "it reverts", waiting: []safeservice.Queued{waits(7, 1), waits(8, 1)}, set: func(n *scripted) { n.sim.Revert = &revert.Reason{Sentence: "no"} }, reverts: "no",
			skipped: []string{"", "transaction 7 before it reverts"}},
		{name: "a node that does not simulate", waiting: []safeservice.Queued{waits(7, 1), waits(8, 1)}, set: func(n *scripted) { n.sim.Level, n.sim.Why = "called", "it is an old one" }, skipped: twice("it is an old one")},
	} {
		q := aQueue(test.waiting...)
		if test.set != nil {
			test.set(q.node())
		}
		v, err := q.View(t.Context(), aReviewer())
		must(t, err)
		if len(v.Transactions) != len(test.skipped) || (v.Unknown != "") != test.unknown || v.More != 0 {
			t.Errorf("%s: %+v", test.name, v)
		}
		for i, tx := range v.Transactions {
			if tx.Skipped != test.skipped[i] || tx.Simulated != (tx.Skipped == "" && tx.Revert == "") || i == 0 && tx.Revert != test.reverts {
				t.Errorf("%s: %d is skipped for %q, reverts for %q: %t", test.name, i+1, tx.Skipped, tx.Revert, tx.Simulated)
			}
			if found := tx.refused(); i == 0 && test.refused != "" && (found == nil || found.Code != test.refused) {
				t.Errorf("%s: refused is %+v", test.name, found)
			}
		}
	}
}

// TestViewOfMany checks that the number of checked transactions is limited.
func TestViewOfMany(t *testing.T) {
	var list []safeservice.Queued
	for i := range uint64(mostLooked) + 3 {
		list = append(list, waits(8+i, 1)) // nonce 7 is missing, so nothing is simulated
	}
	q := aQueue(list...)
	v, err := q.View(t.Context(), aReviewer())
	must(t, err)
	if v.More != 3 || len(v.Transactions) != len(list) || v.Transactions[mostLooked].Skipped != "only the first 50 are checked" {
		t.Errorf("%d of %d", v.More, len(v.Transactions))
	}
	approvals := 0
	for _, method := range q.node().asked {
		if method == "Approvals" {
			approvals++
		}
	}
	if approvals != 50 {
		t.Errorf("%d are looked at", approvals)
	}
}

// TestViewUnread checks that a failing node is an error.
func TestViewUnread(t *testing.T) {
	broken := errors.New("the line is cut")
	for _, method := range []string{"Approvals", "Simulate", "Contracts"} {
		q := aQueue(waits(7, 1))
		q.node().err[method] = broken
		if _, err := q.View(t.Context(), aReviewer()); !errors.Is(err, broken) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// TestSimulate checks that each transaction is simulated with all before it, and that its changes are
// its own.
func TestSimulate(t *testing.T) {
	q := aQueue()
	state, err := q.Before.At(q.Before.Block.Time + 12)
	must(t, err)
	run := &queueRun{Queue: q, next: 7, state: state}
	shut := func(s *ops.Snapshot) { s.Pool.SwapEnabled = false }
	for i, test := range []struct {
		change  func(*ops.Snapshot)
		touches bool
	}{{nil, false}, {shut, true}, {shut, false}} {
		q.node().change = test.change
		tx := Tx{Nonce: 7 + uint64(i)}
		must(t, run.simulate(t.Context(), &tx, []safe.Call{{To: safetest.Who(byte(i + 1)), Data: []byte{byte(i)}}}, true, false))
		if !tx.Simulated || tx.touches() != test.touches || run.next != tx.Nonce+1 || len(q.node().plan.Calls) != i+1 {
			t.Errorf("%d: %+v, %d calls", i, tx, len(q.node().plan.Calls))
		}
		if call := q.node().plan.Calls[i]; call.From != safetest.Safe() || call.To != safetest.Who(byte(i+1)) {
			t.Errorf("%d: %+v", i, call)
		}
	}
}

// TestText tests the text of a queue.
func TestText(t *testing.T) {
	q := aQueue(waits(7, 1, by(1, 9)), waits(8, 2, claims(common.Hash{1})), waits(0, 3, hasNoNonce))
	v, err := q.View(t.Context(), aReviewer())
	must(t, err)
	p := &text.Page{}
	v.Text(p)
	words := p.String()
	for _, want := range []string{
		"queue of the Safe " + safetest.Safe().Hex() + " on ", ", at the service", "a Safe 1.4.1, multisig threshold 2 of 3, nonce 7",
		"transaction 7: an empty call to " + safetest.Who(1).Hex() + "\n", "safeTxHash " + hashOf(waits(7, 1)).Hex() + " (computed locally)", "1 of 2 required signatures: " + safetest.Owner(1).Hex(),
		"of 2 confirmations listed, these do not count: 1 is not from an owner of the Safe", "simulation: no change in the pool",
		"transaction 8\n", "WRONG HASH: the service says " + (common.Hash{1}).Hex(), "0 of 2 required signatures: nobody", "not simulated: the service's data does not match its hash",
		"an entry\n  INVALID TRANSACTION: its nonce is not a number", "the next transaction is UNKNOWN: an entry of the service's list", "queue of 3 transactions: refused [service.hash]\n",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("nowhere is %q:\n%s", want, words)
		}
	}
	p = &text.Page{Quiet: true}
	v.Text(p)
	if words := p.String(); !strings.Contains(words, "\ntransaction 7: an empty call to "+safetest.Who(1).Hex()+"; 1 of 2 required signatures\n") || !strings.Contains(words, "[call.unknown]") ||
		!strings.Contains(words, "WRONG HASH") || !strings.Contains(words, "INVALID TRANSACTION") || strings.Contains(words, "to preview") || strings.Contains(words, "call 1 of 1") {
		t.Errorf("quiet: %s", words)
	}
	p = &text.Page{}
	(&View{}).Text(p)
	if !strings.Contains(p.String(), "the queue is empty") {
		t.Error(p.String())
	}
}
