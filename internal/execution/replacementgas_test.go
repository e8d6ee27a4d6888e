package execution

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
)

// F30: gas limits are capped by the block's gas limit.
func TestGasOfAReplacement(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	call := w.only().Status.InFlight()
	old := func(gas uint64) *types.Transaction { return types.NewTx(&types.LegacyTx{Gas: gas}) }
	tests := []struct {
		name             string
		old, block, used uint64
		want             uint64
		refused          bool
	}{
		{"it fits", 100_000, 200_000, 1, 100_000, false},
		{"to the limit", 200_000, 200_000, 1, 200_000, false},
		{"above what a block has, and it needs less", 200_001, 200_000, 150_000, 200_000, false},
		{"above what a block has, and it needs all of it", 200_001, 200_000, 200_000, 200_000, false},
		{"it needs more than a block has", 300_000, 200_000, 200_001, 0, true},
		{"above the rules", chain.TransactionGas + 1, 0, 1, chain.TransactionGas, false},
	}
	for _, test := range tests {
		w.node.estimate = test.used
		gas, err := (&replacement{s, call, old(test.old), false}).gas(t.Context(), test.block)
		if test.refused {
			wantFailure(t, err, failure.Refused, "gas.cap", "the call needs 200,001 gas, but a transaction can use at most 200,000", "mpool tx close")
		} else if err != nil || gas != test.want {
			t.Errorf("%s: %d, %v", test.name, gas, err)
		}
	}
	w.node.say("EstimateGas", answer{err: errors.New("gone")})
	if _, err := (&replacement{s, call, old(300_000), false}).gas(t.Context(), 200_000); err == nil {
		t.Error("what it needs is not known, and it is sent")
	}
}

// An empty transfer needs more gas on a chain that charges gas for data.
func TestGasOfACancellation(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	call := w.only().Status.InFlight()
	for used, want := range map[uint64]uint64{0: 21_000, 21_000: 21_000, 21_001: 27_301, 100_000: 130_000, chain.TransactionGas: chain.TransactionGas} {
		w.node.estimate = used
		if gas, err := (&replacement{s, call, nil, true}).gas(t.Context(), 1); err != nil || gas != want {
			t.Errorf("of %d: %d, %v", used, gas, err)
		}
	}
	w.node.say("EstimateGas", answer{err: errors.New("gone")})
	if gas, err := (&replacement{s, call, nil, true}).gas(t.Context(), 1); err != nil || gas != 21_000 {
		t.Errorf("not known: %d, %v", gas, err)
	}
}
