package queue

import (
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// everyFailure lists the failures of this package by the function that makes them.
func everyFailure(t *testing.T) map[string][]error {
	c, _ := aClerk()
	none, failing := aNode(), aNode()
	none.safes, failing.err["After"] = nil, errors.New("no")
	one, pays := waits(7, 1), waits(7, 1, func(w *safeservice.Queued) { w.Transaction.RefundReceiver = safetest.Who(1) })
	only := func(want Name, waiting ...safeservice.Queued) error {
		_, err := aQueue(waiting...).Only(want)
		return err
	}
	pick := func(want Name, waiting ...safeservice.Queued) error {
		_, err := aQueue(waiting...).Pick(want)
		return err
	}
	turn := func(node *scripted) error {
		_, err := c.TurnStands(t.Context(), node, planBehind(6, 7))
		return err
	}
	unread := aNode()
	unread.err["SafeRaceOf"] = errors.New("no")
	_, noSafe := c.Read(t.Context(), serving(t), none, aPool(), safetest.Safe())
	_, notExecuted := Ahead{}.executed(t.Context(), failing, aPool())
	_, _, notSure := sureAlone(t.Context(), failing, aPool(), nil, 0)
	c.Service = func() (*safeservice.Client, error) { return nil, errors.New("no") }
	_, noService := c.queueOf(t.Context(), nil, aPool(), safetest.Safe(), Order{Turn: &ops.SafeTurn{}})
	q := aQueue(one)
	verdict := func(txs ...Tx) error { return (&View{Transactions: txs}).Verdict() }
	open := Ahead{without: &withoutOpen{err: errors.New("no")}, open: []ops.SafeAhead{{}}}
	return map[string][]error{
		"SameQueue": {SameQueue(Ahead{of: safetest.Who(1)}, safetest.Safe())}, "executed": {notExecuted}, "queueOf": {noService}, "allNamed": {q.allNamed(Names{{nonce: 9}})},
		"unsigned":  {unsigned(Tx{}, 1)},
		"plannable": {c.plannable(Tx{Findings: refused("x")}), c.plannable(Tx{})},
		"NotKnown":  {NotKnown("")}, "sureAlone": {notSure}, "OfNow": {open.OfNow(&ops.Plan{})},
		"Only":        {only(Name{nonce: 7}), only(Name{nonce: 7}, one, one), only(Name{nonce: 7}, waits(7, 1, isBroken)), only(Name{nonce: 7}, waits(7, 1, claims(common.Hash{1})))},
		"Pick":        {pick(Name{nonce: 8}, waits(8, 1)), pick(Name{nonce: 7}, pays)},
		"NotProposed": {NotProposed(&safeservice.HashError{}, &Proposed{}), NotProposed(&safeservice.Error{Unknown: true}, &Proposed{}), NotProposed(&safeservice.Error{}, &Proposed{})},
		"Read":        {noSafe}, "executedSo": {turn(unread)}, "wentAnotherWay": {turn(aNode())},
		"foreign": {verdict(Tx{Broken: "x"}), verdict(Tx{Foreign: true})}, "refusal": {}, // these have the code of the finding
		"notKnown": {(&View{More: 1}).Verdict()}, "reverts": {verdict(Tx{Revert: "x"})},
	}
}

// TestEveryCode checks that each failure of this package occurs here with its exit and code.
func TestEveryCode(t *testing.T) {
	met, n := everyFailure(t), 0
	for function, want := range safetest.SourceFailures(t) {
		var got []string
		for _, err := range met[function] {
			got = append(got, safetest.CodeOf(err))
		}
		if _, is := met[function]; !is || !slices.Equal(sorted(got...), sorted(want...)) {
			t.Errorf("%s makes %v, and met are %v", function, want, got)
		}
		n += len(want)
	}
	if n < 26 {
		t.Errorf("only %d failures are found", n)
	}
}

// TestFindingCodes checks that the package's one own finding is about unknown code.
func TestFindingCodes(t *testing.T) {
	for _, test := range []struct {
		name string
		code common.Hash
		want bool
	}{{"unknown code", common.Hash{1}, true}, {"MultiSendCallOnly", common.HexToHash("0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939"), false}} {
		data, err := safe.PackMultiSend([]safe.Call{{To: safetest.Who(1)}, {To: safetest.Who(2)}})
		must(t, err)
		q := aQueue(waits(7, 9, delegates, carries(data...)))
		q.node().code, q.node().sim = test.code, chain.Simulation{Level: chain.Simulated}
		v, err := q.View(t.Context(), aReviewer())
		must(t, err)
		has := slices.ContainsFunc(v.Transactions[0].Findings, func(f ops.Finding) bool { return f.Code == "safe.delegatecall" && f.Severity == ops.Refuse })
		if has != test.want || (v.Transactions[0].multiSend == safetest.Who(9)) == test.want {
			t.Errorf("%s: %+v", test.name, v.Transactions[0].Findings)
		}
	}
}
