package parse

import (
	"testing"
	"time"

	"mpool/internal/units"
)

func TestSpan(t *testing.T) {
	for words, want := range map[string]units.Time{"12s": 12, "3d": 3 * 86400, "1d12h": 129600} {
		if got, err := Span(words); err != nil || got != want {
			t.Errorf("%q: %d, %v", words, got, err)
		}
	}
	for _, words := range []string{"", "12", "0s", "1d1d", "-1h", "1.5x"} {
		if got, err := Span(words); err == nil {
			t.Errorf("%q is %d", words, got)
		}
	}
}

func TestWait(t *testing.T) {
	for words, want := range map[string]time.Duration{"90": 90 * time.Second, "1m30s": 90 * time.Second, "250ms": 250 * time.Millisecond} {
		if got, err := Wait(words); err != nil || got != want {
			t.Errorf("%q: %s, %v", words, got, err)
		}
	}
	for _, words := range []string{"", "0s", "-5s", "1s1s", "99999999999"} {
		if got, err := Wait(words); err == nil {
			t.Errorf("%q is %s", words, got)
		}
	}
}

func TestAddress(t *testing.T) {
	const right = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
	for _, words := range []string{right, "0x70997970c51812dc3a010c7d01b50e0d17dc79c8", "0x70997970C51812DC3A010C7D01B50E0D17DC79C8"} {
		if got, err := Address(words); err != nil || got.Hex() != right {
			t.Errorf("%q: %s, %v", words, got, err)
		}
	}
	for _, words := range []string{"", right[2:], right + "0", "0x70997970c51812dc3A010C7d01b50e0d17dc79C8", " " + right} {
		if got, err := Address(words); err == nil {
			t.Errorf("%q is %s", words, got)
		}
	}
}

// No error repeats a key that was pasted in the wrong place.
func TestAddressShowsNoKey(t *testing.T) {
	const key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	if _, err := Address(key); err == nil || err.Error() != "a value with 64 digits is not an address: use 0x and 40 hexadecimal digits" {
		t.Error(err)
	}
}

func TestGasPrice(t *testing.T) {
	for words, want := range map[string]string{"10gwei": "10000000000", "0.5gwei": "500000000", "7wei": "7"} {
		got, err := GasPrice(words)
		if err != nil || got.Int().Dec() != want {
			t.Errorf("%q: %s, %v", words, got.Int().Dec(), err)
		}
	}
	for _, words := range []string{"", "10", "gwei", "-1gwei", "0.0000000001gwei", "1egwei", "0.5wei"} {
		if got, err := GasPrice(words); err == nil {
			t.Errorf("%q is %s", words, got.Int().Dec())
		}
	}
}
