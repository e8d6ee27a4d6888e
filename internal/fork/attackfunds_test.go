package fork

import (
	"testing"

	"github.com/holiman/uint256"
)

// The tokens pay for at least 1 and at most 400 hundredths, also if a balance is tiny or the Vault
// holds very much.
func TestPaysFor(t *testing.T) {
	t.Parallel()
	most := new(uint256.Int).SetAllOne()
	for name, test := range map[string]struct {
		funds, balance *uint256.Int
		want           uint64
	}{
		"as much":          {uint256.NewInt(1000), uint256.NewInt(1000), 99},
		"half":             {uint256.NewInt(500), uint256.NewInt(1000), 49},
		"more than enough": {uint256.NewInt(5000), uint256.NewInt(1000), 400},
		"too little":       {uint256.NewInt(1), uint256.NewInt(1000), 1},
		"no funds":         {new(uint256.Int), uint256.NewInt(1000), 1},
		"no balance":       {uint256.NewInt(5000), new(uint256.Int), 400},
		"tiny balance":     {new(uint256.Int).Lsh(uint256.NewInt(1), 64), uint256.NewInt(1), 400},
		"all there is":     {most, uint256.NewInt(1), 400},
		"all of all":       {most, most, 99},
	} {
		if got := paysFor(test.funds, test.balance); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}
