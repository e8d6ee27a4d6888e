package units_test

import (
	"math/rand/v2"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// tokenDecimals are typical decimals of pools' tokens.
func tokenDecimals() []uint8 { return []uint8{0, 2, 6, 8, 18} }

func TestAmountsRefuse(t *testing.T) {
	refused := []string{
		"", " ", "1e18", "1E18", "1,000", "1_000", "1 000", "-1", "+1", "0x10", "1.2.3", ".", "1.", "1.5 WETH", "1.5usdt ", "1.5%",
		"\u0661\u0662", "\uff11", "1.5raw", "-1raw", "0x1raw", "1e3raw", "\u221e", "NaN", "Inf", "1/2", "1.5 USDC extra",
		"115792089237316195423570985008687907853269984665640564039457584007913129639936raw",
		"115792089237316195423570985008687907853269984665640564039457584007913129639936",
		"0.0000000000000000001", // more decimals than any token has
	}
	for _, decimals := range tokenDecimals() {
		for _, text := range refused {
			if amount, err := units.ParseAmount(text, "USDC", decimals); err == nil {
				t.Errorf("%q of %d decimals is %s", text, decimals, amount)
			}
		}
	}
}

// Too many decimals are an error; nothing is rounded.
func TestAmountsNeverRound(t *testing.T) {
	for decimals, text := range map[uint8]string{0: "1.5", 2: "1.005", 6: "1.0000005", 8: "1.000000005"} {
		if amount, err := units.ParseAmount(text, "USDC", decimals); err == nil {
			t.Errorf("%q of %d decimals is %s", text, decimals, amount)
		}
	}
}

// A printed amount is read back as the same amount, to the last unit.
func TestAmountsRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 16))
	for i := range 10_000 {
		decimals := tokenDecimals()[i%5]
		raw := uint256.Int{random.Uint64(), random.Uint64(), random.Uint64(), random.Uint64()}
		raw.Rsh(&raw, uint(random.IntN(257)))
		want := units.Amount{Raw: raw, Decimals: decimals}
		for _, text := range []string{want.String(), want.String() + " USDC", raw.Dec() + "raw"} {
			if got, err := units.ParseAmount(text, "USDC", decimals); err != nil || got != want {
				t.Fatalf("%q of %d decimals is %v, %v", text, decimals, got, err)
			}
		}
	}
}
