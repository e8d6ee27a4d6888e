package offline

import (
	"errors"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/planner"
	"mpool/internal/units"
)

// sign refuses what no block can include: a gas limit above the rules, and a priority fee below the
// chain's minimum.
func TestSignWhatNobodyTakes(t *testing.T) {
	gwei := func(n uint64) planner.Price {
		return planner.Price{Given: true, Value: units.Wei(*uint256.NewInt(n * 1e9))}
	}
	tests := []struct {
		on    network.ID
		offer planner.Offer
		code  string // empty: it is signed
	}{
		{1, planner.Offer{GasLimit: 16_777_216, GasPrice: gwei(30), Tip: gwei(1)}, ""},
		{1, planner.Offer{GasLimit: 16_777_217, GasPrice: gwei(30), Tip: gwei(1)}, "gas_limit"},
		{137, planner.Offer{GasLimit: 400_000, GasPrice: gwei(30), Tip: gwei(24)}, "underpriced"},
		{137, planner.Offer{GasLimit: 400_000, GasPrice: gwei(30), Tip: gwei(25)}, ""},
		{137, planner.Offer{GasLimit: 400_000, GasPrice: gwei(24), Legacy: true}, "underpriced"},
		{137, planner.Offer{GasLimit: 400_000, GasPrice: gwei(25), Legacy: true}, ""},
	}
	for _, test := range tests {
		var no *failure.Failure
		errors.As(takenByNobody(test.on, test.offer), &no)
		if no == nil && test.code != "" || no != nil && (no.Code != test.code || no.Exit != failure.Refused || no.Hint == "") {
			t.Errorf("%s, %+v: %+v, want %q", test.on, test.offer, no, test.code)
		}
	}
}
