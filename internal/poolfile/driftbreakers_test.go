package poolfile

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Tokens with the same bounds are one operation, which names them.
func TestSetsBound(t *testing.T) {
	percent := func(words string) units.Fixed {
		f, err := units.ParsePercent(words)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	b := WantBreaker{Lower: percent("80%"), Upper: percent("150%")}
	does := setsBound(b, setsBound(b, "", &ops.Token{Symbol: "WETH"}), &ops.Token{Symbol: "USDC"})
	if want := "set the circuit breaker of WETH, USDC (80% to 150%)"; does != want {
		t.Errorf("%q, want %q", does, want)
	}
	if got := (WantBreaker{}).words(); got != "none" {
		t.Error(got)
	}
}
