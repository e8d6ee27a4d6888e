package queue

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// TestName reads a nonce or a hash and writes the same.
func TestName(t *testing.T) {
	hash := common.Hash{0xab}
	for _, test := range []struct{ words, text, says string }{
		{"7", "nonce 7", ""},
		{"0", "nonce 0", ""},
		{hash.Hex(), "the safeTxHash " + hash.Hex(), ""},
		{"seven", "", "is neither a nonce (for example 7) nor a safeTxHash"},
		{"-1", "", "neither a nonce"},
		{"", "", "neither a nonce"},
		{"0xab", "", "the part after 0x"},
	} {
		var n Name
		err := n.Set(test.words)
		if test.says != "" {
			if err == nil || !strings.Contains(err.Error(), test.says) || n.Given || n.String() != "" {
				t.Errorf("%q: %v, %+v", test.words, err, n)
			}
			continue
		}
		if err != nil || !n.Given || n.String() != test.words || n.Text() != test.text {
			t.Errorf("%q: %v, %q, %q", test.words, err, n.String(), n.Text())
		}
	}
}

// TestNames tests the repeatable flag.
func TestNames(t *testing.T) {
	var n Names
	if n.String() != "" || len(n.GetSlice()) != 0 {
		t.Errorf("none is %q", n.String())
	}
	must(t, n.Set("7"))
	must(t, n.Append("9"))
	if n.String() != "7" || !slices.Equal(n.GetSlice(), []string{"7", "9"}) {
		t.Errorf("%v", n.GetSlice())
	}
	if n.Set("x") == nil || len(n) != 2 {
		t.Errorf("what cannot be read is taken: %v", n.GetSlice())
	}
	must(t, n.Replace([]string{"8"}))
	if !slices.Equal(n.GetSlice(), []string{"8"}) || n.Replace([]string{"1", "x"}) == nil {
		t.Errorf("%v", n.GetSlice())
	}
	for _, o := range []struct {
		of   Options
		want bool
	}{{Options{}, false}, {Options{All: true}, true}, {Options{Named: n}, true}} {
		if o.of.Given() != o.want {
			t.Errorf("%+v: %t", o.of, !o.want)
		}
	}
}

// TestNamesOne checks that a nonce names each transaction with it, and a hash exactly one.
func TestNamesOne(t *testing.T) {
	good, broken, lost := waits(7, 1), waits(7, 1, isBroken), waits(0, 1, hasNoNonce)
	for _, test := range []struct {
		name string
		by   Names
		w    safeservice.Queued
		want bool
	}{
		{"its nonce", Names{{nonce: 7}}, good, true},
		{"its hash", Names{{hash: hashOf(good)}}, good, true},
		{"one of two", Names{{nonce: 9}, {nonce: 7}}, good, true},
		{"nobody", nil, good, false},
		{"another nonce", Names{{nonce: 8}}, good, false},
		{"another hash", Names{{hash: common.Hash{1}}}, good, false},
		{"a broken one's nonce", Names{{nonce: 7}}, broken, true},
		{"a broken one's hash", Names{{hash: hashOf(broken)}}, broken, false},
		{"the nonce 0 of what has none", Names{{nonce: 0}}, lost, false},
	} {
		if got := test.by.names(test.w, hashOf(test.w)); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

// TestAllNamed checks that a name which no queued transaction has is refused.
func TestAllNamed(t *testing.T) {
	q := aQueue(waits(7, 1), waits(8, 2))
	for _, test := range []struct {
		of   Names
		want string
	}{
		{nil, ""}, {Names{{nonce: 7}, {nonce: 8}}, ""}, {Names{{hash: hashOf(waits(8, 2))}}, ""},
		{Names{{nonce: 9}}, "Refused safe.queue"}, {Names{{nonce: 7}, {hash: common.Hash{1}}}, "Refused safe.queue"},
	} {
		if got := safetest.CodeOf(q.allNamed(test.of)); got != test.want {
			t.Errorf("%v: %q, want %q", test.of.GetSlice(), got, test.want)
		}
	}
}
