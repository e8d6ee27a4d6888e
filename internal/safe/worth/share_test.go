package worth

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// amount is a number of the smallest units.
func amount(n uint64) (a units.Amount) { a.Raw.SetUint64(n); return a }

// TestOwnShare: what the Safe pays into a first join stays its own if its share of each balance is at least 98% of
// what it paid.
func TestOwnShare(t *testing.T) {
	first := Call{Kind: "first join", Does: deed.Join{Between: between(mine()), Way: deed.FirstJoin}}
	lost := func(token common.Address, n uint64) (c Change) { c.Token = token; c.Loss.SetUint64(n); return c }
	gained := func(token common.Address, n uint64) (c Change) { c.Token = token; c.Gain.SetUint64(n); return c }
	bpt, coin := gained(mine(), 100), common.Address{}
	for _, test := range []struct {
		name    string
		supply  uint64 // after
		held    uint64 // of WETH after
		wrapped common.Address
		changes []Change
		want    bool
	}{
		{"all", 100, 1000, coin, []Change{bpt, lost(weth(), 1000)}, true},
		{"98%", 100, 980, coin, []Change{bpt, lost(weth(), 1000)}, true},
		{"less", 100, 979, coin, []Change{bpt, lost(weth(), 1000)}, false},
		{"half of the BPT", 200, 1000, coin, []Change{bpt, lost(weth(), 1000)}, false},
		{"half of the BPT, of twice as much", 200, 2000, coin, []Change{bpt, lost(weth(), 1000)}, true},
		{"and another token", 100, 1000, coin, []Change{bpt, lost(weth(), 1000), lost(foreign(), 1)}, false},
		{"and a gain of another token", 100, 1000, coin, []Change{bpt, lost(weth(), 1000), gained(foreign(), 1)}, true},
		{"paid in the coin", 100, 1000, weth(), []Change{bpt, lost(coin, 1000)}, true},
		{"paid in the coin, and nobody knows what wraps it", 100, 1000, coin, []Change{bpt, lost(coin, 1000)}, false},
		{"without BPT", 100, 1000, coin, []Change{lost(weth(), 1000)}, false},
		{"of a pool that has none", 0, 1000, coin, []Change{bpt, lost(weth(), 1000)}, false},
	} {
		trust := trusting()
		after := &ops.Snapshot{Pool: trust.Pools[0].Pool, Tokens: []ops.Token{{Address: weth(), Cash: amount(test.held)}}, Supply: ops.Supply{Actual: amount(test.supply)}}
		trust.After, trust.Wrapped = map[common.Address]*ops.Snapshot{mine(): after}, test.wrapped
		v := &valuation{of: &Batch{Calls: []Call{first}, Trust: trust}, changes: test.changes}
		if share, is := v.ownShare(); is != test.want || is && share.Cmp(big.NewRat(100, int64(test.supply))) != 0 {
			t.Errorf("%s: %v, %v", test.name, share, is)
		}
		v.of.Calls = nil
		if _, is := v.ownShare(); is {
			t.Errorf("%s: without a first join", test.name)
		}
	}
}

// TestWorthOf: a token is worth its price; BPT are worth their share of the pool, and of a gain only what is held.
func TestWorthOf(t *testing.T) {
	six := who(6)
	two := Prices{weth(): {big.NewRat(2, 1), six}}
	trust := trusting()
	pool := trust.Pools[0]
	pool.Tokens = []ops.Token{{Address: weth(), Decimals: 18, Weight: units.FixedOne(), AssetManager: friend(), Cash: units.Amount{Raw: tokens(3), Decimals: 18}, Managed: units.Amount{Raw: tokens(1), Decimals: 18}}}
	pool.Supply.Actual = units.Amount{Raw: tokens(8), Decimals: 18}
	whole, half := tokens(1), tokens(2)
	for _, test := range []struct {
		name  string
		token common.Address
		raw   uint64
		gets  bool
		want  int64 // 0: without a price
	}{
		{"a token", weth(), 1, false, 2}, {"the unit", six, 1, false, 1e12}, {"a token without a price", foreign(), 1, false, 0},
		{"BPT that it gives", mine(), 4, false, 4}, {"BPT that it gets", mine(), 4, true, 3}, {"BPT of another pool", other(), 4, true, 0},
	} {
		raw := tokens(test.raw)
		got, is := valued(trust, nil, two).worth(six, test.token, &raw, test.gets)
		if is != (test.want != 0) || is && got.Cmp(big.NewRat(test.want, 1)) != 0 {
			t.Errorf("%s: %v, %v", test.name, got, is)
		}
	}
	if _, is := valued(trust, nil, Prices{}).worth(six, mine(), &half, false); is {
		t.Error("BPT without a price of the pool's token")
	}
	pool.Supply.Actual.Raw.Clear()
	if _, is := valued(trust, nil, two).worth(six, mine(), &whole, false); is {
		t.Error("BPT of a pool that has none")
	}
	after := *pool
	after.Supply.Actual = units.Amount{Raw: tokens(4), Decimals: 18}
	trust.After = map[common.Address]*ops.Snapshot{mine(): &after}
	if got, is := valued(trust, nil, two).worth(six, mine(), &half, false); !is || got.Cmp(big.NewRat(4, 1)) != 0 {
		t.Errorf("half of the BPT after a first join: %v, %v", got, is)
	}
	pool.Supply.Actual = units.Amount{Raw: tokens(8), Decimals: 18}
	if got, is := valued(trust, nil, two).worth(six, mine(), &half, false); !is || got.Cmp(big.NewRat(2, 1)) != 0 {
		t.Errorf("a quarter of the BPT before: %v, %v", got, is)
	}
}

// TestMissing: of BPT, the pool's tokens without a price are missing; without a common unit, the BPT.
func TestMissing(t *testing.T) {
	six := who(6)
	trust := trusting()
	trust.Pools[0].Tokens = []ops.Token{{Address: weth()}, {Address: foreign()}}
	for _, test := range []struct {
		name  string
		token common.Address
		has   bool
		want  string
	}{
		{"BPT", mine(), true, foreign().Hex()}, {"BPT, without a unit", mine(), false, "BPT (" + mine().Hex() + ")"}, {"a token", weth(), true, "WETH (" + weth().Hex() + ")"},
	} {
		v := valued(trust, nil, Prices{weth(): {big.NewRat(2, 1), six}})
		if got := v.missing(six, test.has, test.token); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s: %v, want %s", test.name, got, test.want)
		}
	}
}

// TestUnitName: the native token has the chain's name.
func TestUnitName(t *testing.T) {
	v := valued(trusting(), nil, nil)
	if v.unitName(common.Address{}) != "ETH" || v.unitName(weth()) != "WETH" {
		t.Error(v.unitName(common.Address{}), v.unitName(weth()))
	}
}

// TestDecimals: the native token has 18 decimals; those of an unknown token are unknown.
func TestDecimals(t *testing.T) {
	b := &Batch{Book: book()}
	for token, want := range map[common.Address]uint8{{}: 18, who(5): 5, weth(): 18} {
		if got, is := b.decimalsOf(token); got != want || !is {
			t.Errorf("%s: %d, %v", token, got, is)
		}
	}
	if _, is := b.decimalsOf(foreign()); is {
		t.Error("an unknown token has decimals")
	}
}
