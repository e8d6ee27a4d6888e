package worth

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe/deed"
)

// TestBurned checks that burned counts what operations burn less what they mint to the Safe, and is
// never negative.
func TestBurned(t *testing.T) {
	burn := func(n uint64, recognised bool) Call {
		return Call{To: mine(), Recognised: recognised, Does: deed.RemoveToken{Burn: tokens(n)}}
	}
	mint := func(pool common.Address, n uint64, recipient common.Address) Call {
		return Call{To: pool, Does: deed.AddToken{Mint: tokens(n), Recipient: recipient}}
	}
	for _, test := range []struct {
		name  string
		calls []Call
		want  uint64
	}{
		{"by an operation", []Call{burn(3, true)}, 3},
		{"by a call that nobody recognised", []Call{burn(3, false)}, 0},
		{"twice", []Call{burn(3, true), burn(4, true)}, 7},
		{"and minted to the Safe", []Call{burn(3, true), mint(mine(), 1, theSafe())}, 2},
		{"and minted to somebody else", []Call{burn(3, true), mint(mine(), 1, friend())}, 3},
		{"and minted of another pool", []Call{burn(3, true), mint(other(), 1, theSafe())}, 3},
		{"less than is minted", []Call{mint(mine(), 9, theSafe())}, 0},
	} {
		b := &Batch{Safe: theSafe(), Calls: test.calls, Trust: trusting()}
		want := tokens(test.want)
		if got := (&outflows{of: b}).burned(mine()); got.Cmp(want.ToBig()) != 0 {
			t.Errorf("%s: %s, want %d", test.name, got, test.want)
		}
		b.Trust.Pools = nil
		if got := (&outflows{of: b}).burned(mine()); got.Sign() != 0 {
			t.Errorf("%s: %s of a pool that nobody trusts", test.name, got)
		}
	}
}
