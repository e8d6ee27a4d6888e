package queue

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// ofContract is a contract's signature in the format of services.
func ofContract(of common.Address, words string) safeservice.Confirmation {
	return safeservice.Confirmation{Owner: of, Signature: safe.Pack([]safe.Signature{{Owner: of, Way: safe.ByContract, Bytes: []byte(words)}})}
}

// TestConfirmed counts valid signatures, and the reasons why others do not count.
func TestConfirmed(t *testing.T) {
	hash := hashOf(waits(7, 1))
	of := func(n byte, signature []byte) safeservice.Confirmation {
		return safeservice.Confirmation{Owner: safetest.Owner(n), Signature: signature}
	}
	bad := of(1, []byte{1, 2, 3})
	for _, test := range []struct {
		name    string
		list    []safeservice.Confirmation
		accepts bool
		good    []common.Address
		want    confirmations // without Listed and Good
		says    string
	}{
		{name: "nobody"},
		{name: "two keys", list: []safeservice.Confirmation{of(1, safetest.Signed(1, hash)), of(2, safetest.Signed(2, hash))}, good: []common.Address{safetest.Owner(1), safetest.Owner(2)}},
		{name: "the last byte of an EOA signature must be 27 or 28 (31 or 32 for eth_sign), not", list: []safeservice.Confirmation{of(1, safetest.SignedAsMessage(1, hash))}, good: []common.Address{safetest.Owner(1)}},
		{name: "once more", list: []safeservice.Confirmation{of(1, safetest.Signed(1, hash)), of(1, safetest.Signed(1, hash)), bad}, good: []common.Address{safetest.Owner(1)}},
		{name: "a stranger", list: []safeservice.Confirmation{of(9, safetest.Signed(9, hash))}, want: confirmations{Strangers: 1}, says: "of 1 confirmation listed, these do not count: 1 is not from an owner of the Safe"},
		{name: "in another's name", list: []safeservice.Confirmation{of(1, safetest.Signed(2, hash))}, want: confirmations{Broken: 1}, says: "1 is not the owner's signature of this hash"},
		{name: "a stranger's in an owner's name", list: []safeservice.Confirmation{of(1, safetest.Signed(9, hash))}, want: confirmations{Broken: 1}},
		{name: "of another hash", list: []safeservice.Confirmation{of(1, safetest.Signed(1, common.Hash{1}))}, want: confirmations{Broken: 1}},
		{name: "no bytes", list: []safeservice.Confirmation{of(1, nil), of(2, nil)}, want: confirmations{Broken: 2}, says: "2 are not the owners' signatures of this hash"},
		{name: "the third try holds", list: []safeservice.Confirmation{bad, bad, of(1, safetest.Signed(1, hash))}, good: []common.Address{safetest.Owner(1)}, want: confirmations{Broken: 2}},
		{name: "the fourth is not looked at", list: []safeservice.Confirmation{bad, bad, bad, of(1, safetest.Signed(1, hash))}, want: confirmations{Broken: 3, Unread: 1}, says: "1 was not checked, because 3 from the same owner are invalid"},
		{name: "a contract says yes", list: []safeservice.Confirmation{ofContract(safetest.Contract(), "yes")}, accepts: true, good: []common.Address{safetest.Contract()}},
		{name: "a contract says no", list: []safeservice.Confirmation{ofContract(safetest.Contract(), "no")}, want: confirmations{Broken: 1}},
		{name: "a contract's in a key's name", list: []safeservice.Confirmation{of(1, ofContract(safetest.Contract(), "yes").Signature)}, accepts: true, want: confirmations{Broken: 1}},
	} {
		q := aQueue()
		q.node().accepts = test.accepts
		c, err := q.Confirmed(t.Context(), waits(7, 1, func(w *safeservice.Queued) { w.Confirmed = test.list }))
		must(t, err)
		var good []common.Address
		for _, s := range c.Good {
			good = append(good, s.Owner)
		}
		if !slices.Equal(good, test.good) || c.Listed != len(test.list) || c.Strangers != test.want.Strangers || c.Broken != test.want.Broken || c.Unread != test.want.Unread {
			t.Errorf("%s: %v, %+v", test.name, good, c)
		}
		if says := c.Text(); (says == "") != (c.Strangers+c.Broken+c.Unread == 0) || !strings.Contains(says, test.says) {
			t.Errorf("%s: %q", test.name, says)
		}
	}
	if (*confirmations)(nil).Text() != "" {
		t.Error("where nobody looked there are words")
	}
}

// TestAskedOf checks that a contract is asked as its Safe would ask it, and that a failing node is no
// rejection.
func TestAskedOf(t *testing.T) {
	w := waits(7, 1, func(w *safeservice.Queued) {
		w.Confirmed = []safeservice.Confirmation{ofContract(safetest.Contract(), "bytes")}
	})
	for _, minor := range []int{3, 4, 5} {
		q := aQueue()
		q.Version.Minor = minor
		_, err := q.Confirmed(t.Context(), w)
		must(t, err)
		hashes := q.hashes(w)
		if got := q.node().shown; got.Owner != safetest.Contract() || got.Hash != hashes.SafeTx || string(got.Preimage) != string(hashes.Preimage()) || string(got.Signature) != "bytes" || got.ByHash != (minor == 5) {
			t.Errorf("1.%d: %+v", minor, got)
		}
	}
	q, broken := aQueue(), errors.New("the line is cut")
	q.node().err["Accepts"] = broken
	if _, err := q.Confirmed(t.Context(), w); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// TestSigned checks that owners who signed or approved are listed once, in the Safe's order.
func TestSigned(t *testing.T) {
	for _, test := range []struct {
		name     string
		w        safeservice.Queued
		approved []common.Address
		want     []common.Address
	}{
		{"nobody", waits(7, 1), nil, nil},
		{"in the Safe's order", waits(7, 1, by(2, 1)), nil, []common.Address{safetest.Owner(1), safetest.Owner(2)}},
		{"by approval", waits(7, 1, by(2)), []common.Address{safetest.Contract()}, []common.Address{safetest.Owner(2), safetest.Contract()}},
		{"by both", waits(7, 1, by(2)), []common.Address{safetest.Owner(2)}, []common.Address{safetest.Owner(2)}},
		{"to what is no transaction", waits(7, 1, by(2), isBroken), []common.Address{safetest.Owner(1)}, nil},
		{"a stranger", waits(7, 1, by(9)), []common.Address{safetest.Who(0xee)}, nil},
	} {
		q := aQueue()
		q.node().approved = test.approved
		got, c, err := q.signed(t.Context(), test.w)
		if err != nil || !slices.Equal(got, test.want) || (c == nil) != (test.w.Broken != "") {
			t.Errorf("%s: %v, %v, %v", test.name, got, c, err)
		}
	}
	q, broken := aQueue(), errors.New("the line is cut")
	q.node().err["Approvals"] = broken
	if _, _, err := q.signed(t.Context(), waits(7, 1)); !errors.Is(err, broken) {
		t.Error(err)
	}
}
