package queue

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safeservice"
)

// TestOrder checks the order, and that repeated entries become one.
func TestOrder(t *testing.T) {
	for _, test := range []struct {
		name    string
		waiting []safeservice.Queued
		want    string
		signed  int // confirmations of the first transaction
	}{
		{"nothing", nil, "", 0},
		{"in order", []safeservice.Queued{waits(9, 1), waits(7, 2), waits(8, 3)}, "7:02 8:03 9:01", 0},
		{"of one nonce, as they came", []safeservice.Queued{waits(8, 3), waits(7, 2), waits(7, 1)}, "7:02 7:01 8:03", 0},
		{"no nonce comes last", []safeservice.Queued{waits(0, 1, hasNoNonce), waits(9, 2), waits(0, 3, hasNoNonce), waits(7, 4)}, "7:04 9:02 ? ?", 0},
		{"listed twice", []safeservice.Queued{waits(7, 1, by(1)), waits(7, 1, by(2))}, "7:01", 2},
		{"listed three times", []safeservice.Queued{waits(7, 1, by(1)), waits(8, 1), waits(7, 1), waits(7, 1, by(2))}, "7:01 8:01", 2},
		{"broken, twice", []safeservice.Queued{waits(7, 1, isBroken), waits(7, 1, isBroken)}, "7:01 7:01", 0},
		{"one of two is broken", []safeservice.Queued{waits(7, 1, by(1)), waits(7, 1, by(2), isBroken)}, "7:01 7:01", 1},
		{"another hash is said of it", []safeservice.Queued{waits(7, 1, by(1)), waits(7, 1, claims(common.Hash{1}))}, "7:01 7:01", 1},
		{"other data", []safeservice.Queued{waits(7, 1, by(1), claims(common.Hash{1})), waits(7, 1, carries(1), claims(common.Hash{1}))}, "7:01 7:01", 1},
		{"another recipient, under one hash", []safeservice.Queued{waits(7, 1, claims(common.Hash{1})), waits(7, 2, claims(common.Hash{1}))}, "7:01 7:02", 0},
	} {
		q := aQueue(test.waiting...)
		if q.order(); shown(q.waiting) != test.want {
			t.Errorf("%s: %s, want %s", test.name, shown(q.waiting), test.want)
		}
		if len(q.waiting) > 0 && len(q.waiting[0].Confirmed) != test.signed {
			t.Errorf("%s: the first has %d confirmations, want %d", test.name, len(q.waiting[0].Confirmed), test.signed)
		}
	}
}

// TestUntil checks that transactions before a nonce remain, and those without a readable nonce.
func TestUntil(t *testing.T) {
	for nonce, want := range map[uint64]string{0: "?", 7: "?", 8: "7:01 ?", 9: "7:01 8:02 ?", 100: "7:01 8:02 9:03 ?"} {
		q := aQueue(waits(7, 1), waits(8, 2), waits(9, 3), waits(0, 4, hasNoNonce))
		if q.until(nonce); shown(q.waiting) != want {
			t.Errorf("until %d: %s, want %s", nonce, shown(q.waiting), want)
		}
	}
}

// TestSettle checks that only the transaction named by its hash remains.
func TestSettle(t *testing.T) {
	one, two, later := waits(7, 1), waits(7, 2), waits(8, 3)
	broken := waits(7, 4, isBroken)
	all := []safeservice.Queued{one, two, broken, later, waits(0, 5, hasNoNonce)}
	for _, test := range []struct {
		name  string
		named Names
		want  string
	}{
		{"nobody", nil, "7:01 7:02 7:04 8:03 ?"},
		{"the first", Names{{hash: one.Claimed}}, "7:01 8:03 ?"},
		{"the second", Names{{hash: two.Claimed}}, "7:02 8:03 ?"},
		{"the later one", Names{{hash: later.Claimed}}, "7:01 7:02 7:04 8:03 ?"},
		{"by the nonce alone", Names{{nonce: 7}}, "7:01 7:02 7:04 8:03 ?"},
		{"a hash that nothing has", Names{{hash: common.Hash{9}}}, "7:01 7:02 7:04 8:03 ?"},
		{"a broken one", Names{{hash: hashOf(broken)}}, "7:01 7:02 7:04 8:03 ?"},
		{"two with two nonces", Names{{hash: later.Claimed}, {hash: one.Claimed}}, "7:01 8:03 ?"},
	} {
		q := aQueue(append([]safeservice.Queued{}, all...)...)
		if q.settle(test.named); shown(q.waiting) != test.want {
			t.Errorf("%s: %s, want %s", test.name, shown(q.waiting), test.want)
		}
	}
	lone := aQueue(waits(0, 1, hasNoNonce), waits(0, 2))
	if lone.settle(Names{{hash: hashOf(waits(0, 2))}}); shown(lone.waiting) != "? 0:02" {
		t.Errorf("what has no nonce is taken for the nonce 0: %s", shown(lone.waiting))
	}
}

// TestUnknown checks the reasons why the next transaction is unknown.
func TestUnknown(t *testing.T) {
	for _, test := range []struct {
		name    string
		waiting []safeservice.Queued
		want    string
	}{
		{"nothing waits", nil, ""},
		{"the next one", []safeservice.Queued{waits(7, 1)}, ""},
		{"one behind the other", []safeservice.Queued{waits(7, 1), waits(8, 1), waits(9, 1)}, ""},
		{"no nonce", []safeservice.Queued{waits(7, 1), waits(0, 1, hasNoNonce)}, "an entry of the service's list has no readable nonce"},
		{"two with one", []safeservice.Queued{waits(7, 1), waits(7, 2)}, "several transactions have nonce 7, but only one can be executed"},
		{"two with a later one", []safeservice.Queued{waits(7, 1), waits(8, 2), waits(8, 3)}, "several transactions have nonce 8, but only one can be executed"},
		{"the next one is missing", []safeservice.Queued{waits(9, 1)}, "the service shows nothing with nonce 7, the Safe's next nonce, but shows nonce 9"},
		{"a later one is missing", []safeservice.Queued{waits(7, 1), waits(9, 1)}, "nothing is queued with nonce 8, but nonce 9 is queued"},
		{"a used one", []safeservice.Queued{waits(6, 1)}, "the service shows nothing with nonce 7, the Safe's next nonce, but shows nonce 6"},
	} {
		q := aQueue(test.waiting...)
		if got := q.unknown(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if q := aQueue(waits(0, 1, hasNoNonce), waits(0, 2)); q.competes(0) {
		t.Error("what has no nonce competes for the nonce 0")
	}
}

// TestForeign checks for entries that do not match their hash or are no transactions.
func TestForeign(t *testing.T) {
	for name, test := range map[string]struct {
		w    safeservice.Queued
		want bool
	}{
		"what it says":        {waits(7, 1), false},
		"another hash":        {waits(7, 1, claims(common.Hash{1})), true},
		"no transaction":      {waits(7, 1, isBroken), true},
		"another's fields":    {waits(7, 1, claims(hashOf(waits(7, 2)))), true},
		"another nonce's":     {waits(7, 1, claims(hashOf(waits(8, 1)))), true},
		"the data is another": {waits(7, 1, carries(1), claims(hashOf(waits(7, 1)))), true},
	} {
		if q := aQueue(test.w); q.foreign(test.w) != test.want {
			t.Errorf("%s: %t", name, !test.want)
		}
	}
}
