package review

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/safecontract"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// ofSafes are the known addresses with the functions of a Safe.
func ofSafes(t *testing.T) (k knownAddresses) {
	t.Helper()
	k = newKnownAddresses([]*ops.Snapshot{poolAt(mine())}, nil)
	k.of = theSafe()
	var err error
	if k.safe, err = safecontract.SafeMetaData.ParseABI(); err != nil {
		t.Fatal(err)
	}
	return k
}

// TestFunctionsOfSafe checks the names of a Safe's functions, from the shortest calldata on.
func TestFunctionsOfSafe(t *testing.T) {
	k := ofSafes(t)
	enable := safeABI().PackEnableModule(stranger())
	const none = "a function unknown to mpool"
	for _, test := range []struct {
		name  string
		data  []byte
		want  string
		rules bool
	}{
		{"a module", enable, "enableModule(module = " + stranger().Hex() + ")", true},
		{"a selector alone", enable[:4], "enableModule(", true},
		{"a byte less", enable[:3], none, false},
		{"nothing", nil, none, false},
		{"a function that changes no rights", safeABI().PackNonce(), "nonce(", false},
		{"another contract's function", selector("claim()"), none, false},
	} {
		if got := functionOfSafe(k, test.data); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if got := k.rulesSafe(test.data); got != test.rules {
			t.Errorf("%s: it rules the Safe: %v", test.name, got)
		}
	}
}

// TestKnownTokens checks which tokens, pools and senders the trusted pools and the calls name.
func TestKnownTokens(t *testing.T) {
	pool := strangersPool()
	pool.Tokens[0].AssetManager = common.Address{}
	add := func(at common.Address) Call { return doing(at, deed.AddToken{Token: foreign()}) }
	for _, test := range []struct {
		name  string
		calls []Call
		want  []common.Address
	}{
		{"no call", nil, list1(other(), weth(), theirs())},
		{"a token for the pool", []Call{add(other())}, list1(other(), weth(), theirs(), foreign())},
		{"a token for another pool", []Call{add(mine())}, list1(other(), weth(), theirs())},
		{"another call of the pool", []Call{doing(other(), deed.RemoveToken{})}, list1(other(), weth(), theirs())},
	} {
		k := newKnownAddresses([]*ops.Snapshot{pool}, test.calls)
		if !same(k.tokens, test.want) {
			t.Errorf("%s: %v, want %v", test.name, k.tokens, test.want)
		}
		if !same(k.senders, list1(stranger(), stranger())) || len(k.pools) != 1 || k.pools[0] != poolID(other()) {
			t.Errorf("%s: senders %v of %v", test.name, k.senders, k.pools)
		}
	}
}

// TestOfSafe checks which calls go to the Safe itself, with and without a named Safe.
func TestOfSafe(t *testing.T) {
	enable := safeABI().PackEnableModule(stranger())
	call := func(to common.Address, there bool, data []byte) Call {
		c := doing(to, nil)
		c.Data, c.there = data, there
		return c
	}
	for _, test := range []struct {
		name            string
		call            Call
		named, nameless bool
	}{
		{"the Safe", call(theSafe(), true, []byte{1}), true, true}, // it owns the pool
		{"the Safe without code", call(theSafe(), false, []byte{1}), true, false},
		{"another contract", call(contract(), true, []byte{1}), false, false},
		{"another contract, with a function of Safes", call(contract(), true, enable), false, true},
		{"the zero address", call(common.Address{}, true, []byte{1}), false, false},
	} {
		k := ofSafes(t)
		if got := k.ofSafe(test.call); got != test.named {
			t.Errorf("%s: %v", test.name, got)
		}
		k.of = common.Address{}
		if got := k.ofSafe(test.call); got != test.nameless {
			t.Errorf("%s, where nobody names the Safe: %v", test.name, got)
		}
	}
}
