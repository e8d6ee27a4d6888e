package units_test

import (
	"encoding/json"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// A value reads back as written, with or without an address, because plans keep operations by
// value.
func TestAmountsAreReadAsWritten(t *testing.T) {
	amount := units.Amount{Raw: *uint256.NewInt(1_500_000), Decimals: 6}
	for _, written := range []any{amount, &amount, struct{ A units.Amount }{amount}.A} {
		text, err := json.Marshal(written)
		if err != nil || string(text) != `{"raw":"1500000","decimals":6}` {
			t.Errorf("%T is written as %s, %v", written, text, err)
		}
		var read units.Amount
		if err := json.Unmarshal(text, &read); err != nil || read != amount {
			t.Errorf("%s is read as %v, %v", text, read, err)
		}
	}
}
