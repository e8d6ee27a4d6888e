package queue

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/revert"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// TestVerdict checks that the worst finding is returned.
func TestVerdict(t *testing.T) {
	broken := Tx{Nonce: 7, Foreign: true, Broken: "its value is not a number"}
	foreign := Tx{Nonce: 8, Foreign: true, Claimed: common.Hash{1}, Hash: common.Hash{2}}
	reverts, good := Tx{Nonce: 7, Revert: "BAL#401"}, Tx{Nonce: 7, Simulated: true}
	bad := Tx{Nonce: 9, Findings: []ops.Finding{{Severity: ops.Refuse, Code: "call.value", Summary: "it takes all", Hint: "ask the others"}}}
	badCall := Tx{Nonce: 9, Calls: []review.Call{{}, {Findings: bad.Findings}}}
	for _, test := range []struct {
		name string
		v    View
		want string
		says string
	}{
		{"nothing waits", View{}, "", ""},
		{"nothing is wrong", View{Transactions: []Tx{good}}, "", ""},
		{"a warning", View{Transactions: []Tx{{Findings: []ops.Finding{{Severity: ops.Warn, Code: "x"}}}}}, "", ""},
		{"no transaction", View{Transactions: []Tx{good, broken}}, "Refused service.entry", "transaction 7 in the service's list is not a valid transaction: its value is not a number"},
		{"no nonce either", View{Transactions: []Tx{{Broken: "x", NoNonce: true}}}, "Refused service.entry", "an entry in the service's list is not a valid transaction: x"},
		{"another hash", View{Transactions: []Tx{bad, foreign}}, "Refused service.hash", "the queued transaction with nonce 8 does not match its hash"},
		{"refused", View{Transactions: []Tx{reverts, bad}, Unknown: "why"}, "Refused call.value", "the queued transaction with nonce 9 is refused: it takes all [call.value]"},
		{"a call is refused", View{Transactions: []Tx{badCall}}, "Refused call.value", "it takes all"},
		{"not known", View{Transactions: []Tx{reverts}, Unknown: "two wait"}, "Refused safe.queue.unknown", "the next transaction of the Safe is unknown: two wait"},
		{"too many", View{Transactions: []Tx{reverts, good}, More: 1}, "Refused safe.queue.long", "2 transactions are queued, but only the first 50 were checked"},
		{"reverts", View{Transactions: []Tx{good, reverts}}, "Simulation revert", "the queued transaction with nonce 7 reverts: BAL#401"},
	} {
		err := test.v.Verdict()
		if safetest.CodeOf(err) != test.want || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
		var f *failure.Failure
		if errors.As(err, &f) && (f.Result != &test.v || f.Hint == "") {
			t.Errorf("%s: the result is %v, and the hint %q", test.name, f.Result, f.Hint)
		}
	}
}

// TestReady checks that the first transaction has enough signatures and no refusal.
func TestReady(t *testing.T) {
	two := []common.Address{safetest.Owner(1), safetest.Owner(2)}
	good := Tx{Simulated: true, Signed: two}
	for name, test := range map[string]struct {
		txs  []Tx
		want bool
	}{
		"nothing waits": {nil, false}, "enough": {[]Tx{good}, true}, "the next is not": {[]Tx{good, {}}, true},
		"one is missing": {[]Tx{{Simulated: true, Signed: two[:1]}}, false}, "not simulated": {[]Tx{{Signed: two}}, false},
		"refused": {[]Tx{{Simulated: true, Signed: two, Findings: refused("x")}}, false},
	} {
		v := View{Transactions: test.txs, Safe: planview.Safe{Threshold: 2}}
		if v.Ready() != test.want {
			t.Errorf("%s: %t", name, !test.want)
		}
	}
}

// TestOnly finds a queued transaction at any position.
func TestOnly(t *testing.T) {
	one, two, later := waits(7, 1), waits(7, 2), waits(9, 3)
	lies, broken := waits(8, 4, claims(common.Hash{1})), waits(10, 5, isBroken)
	q := aQueue(one, two, lies, later, broken, waits(0, 6, hasNoNonce))
	for _, test := range []struct {
		name string
		want Name
		to   common.Address
		code string
	}{
		{"a later one", Name{nonce: 9}, safetest.Who(3), ""},
		{"one of two, by its hash", Name{hash: hashOf(two)}, safetest.Who(2), ""},
		{"two", Name{nonce: 7}, common.Address{}, "Refused safe.queue"},
		{"nothing", Name{nonce: 11}, common.Address{}, "Refused safe.queue"},
		{"the nonce of what has none", Name{nonce: 0}, common.Address{}, "Refused safe.queue"},
		{"the hash that the service says", Name{hash: common.Hash{1}}, common.Address{}, "Refused safe.queue"},
		{"another than it says", Name{nonce: 8}, common.Address{}, "Refused service.hash"},
		{"no transaction", Name{nonce: 10}, common.Address{}, "Refused service.entry"},
	} {
		w, err := q.Only(test.want)
		if safetest.CodeOf(err) != test.code || w.Transaction.To != test.to {
			t.Errorf("%s: %s, %v", test.name, w.Transaction.To, err)
		}
	}
	if Comes(1) != "1 transaction is" || Comes(2) != "2 transactions are" {
		t.Error(Comes(1), Comes(2))
	}
}

// TestNotProposed checks the failure for each refusal of a service.
func TestNotProposed(t *testing.T) {
	some := &Proposed{Signatures: []ProposedSignature{{Owner: safetest.Owner(1)}}}
	plain := errors.New("stopped")
	for _, test := range []struct {
		err  error
		want string
	}{
		{&safeservice.HashError{Ours: common.Hash{1}}, "Refused service.hash"},
		{&safeservice.Error{Unknown: true}, "Refused safe.queue.unknown"},
		{&safeservice.Error{Status: 500}, "Plain service"},
		{plain, "stopped"},
	} {
		for _, v := range []*Proposed{{}, some} {
			err := NotProposed(test.err, v)
			var f *failure.Failure
			if safetest.CodeOf(err) != test.want || !errors.Is(err, test.err) || errors.As(err, &f) && (f.Result != nil) != (v == some) {
				t.Errorf("%v: %v", test.err, err)
			}
		}
	}
}

// TestTakeBack checks that the run ends if the Safe's own transaction fails although its calls
// succeed.
func TestTakeBack(t *testing.T) {
	for _, test := range []struct {
		name      string
		simulated bool
		out       chain.SafeOutcome
		ended     string
		revert    string
		skipped   string
	}{
		{"all is well", true, chain.SafeOutcome{}, "", "", ""},
		{"not simulated", false, chain.SafeOutcome{}, "", "", ""},
		{"the guard forbids it", true, chain.SafeOutcome{Revert: &revert.Reason{Sentence: "no"}, ByGuard: true}, "transaction 7 before it reverts", "the Safe's guard " + common.Address{}.Hex() + " forbids it: no", ""},
		{"it reverts", true, chain.SafeOutcome{Revert: &revert.Reason{Sentence: "GS013"}}, "transaction 7 before it reverts", "the Safe transaction reverts: GS013", ""},
		{"its call fails", true, chain.SafeOutcome{Failed: true}, "the call of transaction 7 before it fails", "", "the Safe's call fails"},
		{"for consent alone", true, chain.SafeOutcome{Revert: &revert.Reason{Sentence: "no"}, ByGuard: true, ForConsent: true}, "", "", ""},
	} {
		q := aQueue(waits(7, 1))
		q.node().out = test.out
		if !test.simulated {
			q.node().sim = chain.Simulation{Level: "called", Why: "it does not simulate"}
		}
		v, err := q.View(t.Context(), aReviewer())
		must(t, err)
		run := &queueRun{Queue: q}
		tx := Tx{Nonce: 7, Simulated: test.simulated, Execution: v.Transactions[0].Execution, Changes: fee()}
		run.takeBack(&tx)
		if run.ended != test.ended || tx.Revert != test.revert || tx.Skipped != test.skipped || tx.Simulated != (test.simulated && test.ended == "") || (len(tx.Changes) == 0) != (test.ended != "") {
			t.Errorf("%s: %q, %q, %q, %t", test.name, run.ended, tx.Revert, tx.Skipped, tx.Simulated)
		}
	}
}
