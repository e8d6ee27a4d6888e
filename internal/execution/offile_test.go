package execution

import (
	"testing"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
)

// A plan from a file for a pool that nobody named is refused with --yes, and warned of at a terminal; a
// mistake in what was named is an error for both.
func TestOfFile(t *testing.T) {
	t.Parallel()
	const namesake = "pool.unnamed"
	for _, test := range []struct {
		name   string
		flags  Options
		mine   string // MPOOL_POOL
		code   string // of the error
		exit   int
		warned bool
	}{
		{"its own command", Options{Yes: true}, "", "", 0, false},
		{"a file for the named pool", Options{OfFile: true, Yes: true}, somePool().Pool.Address.Hex(), "", 0, false},
		{"a file for another pool", Options{OfFile: true, Yes: true}, "", namesake, failure.Refused, false},
		{"a file for another pool, at a terminal", Options{OfFile: true}, "", "", 0, true},
		{"far more gas than the file says", Options{OfFile: true, Yes: true}, somePool().Pool.Address.Hex(), "stale", failure.Refused, false},
		{"a name that is wrong, at a terminal", Options{OfFile: true, Pools: []string{"?"}}, "", "usage", failure.Misuse, false},
	} {
		w := newWorld(t, somePool(), ops.SetSwaps{})
		p := w.propose()
		p.Plan.Operation = trade.Join{Trader: trade.Trader{Sender: owner().address, Recipient: owner().address}}
		if test.code == "stale" {
			least := wei(1)
			p.Plan.GasFee, p.View.Cost.Most = &least, wei(2e16)
			p.Plan.Calls[0].Data = nil // no alarm
		}
		w.settings.Pool = test.mine
		s := w.sender(p, &test.flags)
		err := ofFile(t.Context(), s, p)
		if test.code != "" {
			t.Run(test.name, func(t *testing.T) { wantFailure(t, err, test.exit, test.code) })
		} else if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		warned := false
		for _, f := range p.Plan.Findings {
			warned = warned || f.Code == namesake
		}
		for _, f := range p.View.Findings {
			warned = warned || f.Code == namesake
		}
		if warned != test.warned {
			t.Errorf("%s: warned: %v", test.name, warned)
		}
	}
}

// Gas is paid only from a balance that is watched before and after.
func TestPayGas(t *testing.T) {
	t.Parallel()
	watched := func(raw uint64) *ops.Snapshot {
		return &ops.Snapshot{Coins: []ops.Coins{{Account: owner().address, Balance: amount(raw, 18)}}}
	}
	for _, test := range []struct {
		name            string
		expected, after *ops.Snapshot
		price           bool
		want            uint64
	}{
		{"watched", watched(1000), watched(950), true, 940},
		{"without a price", watched(1000), watched(950), false, 950},
		{"not watched after", watched(1000), &ops.Snapshot{}, true, 1000},
		{"not watched before", &ops.Snapshot{}, watched(950), true, 0},
	} {
		payGas(test.expected, test.after, &chain.Receipt{From: owner().address, GasUsed: 30, GasPrice: wei(2), PriceKnown: test.price})
		got := test.expected.CoinsOf(owner().address)
		if (got == nil) != (test.want == 0) || got != nil && got.Balance.Raw.Uint64() != test.want {
			t.Errorf("%s: %v, want %d", test.name, got, test.want)
		}
	}
}
