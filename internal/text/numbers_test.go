package text

import (
	"testing"

	"mpool/internal/units"
)

func TestShortNumber(t *testing.T) {
	tests := map[string]string{
		"0":                      "0",
		"1.5":                    "1.5",
		"999.99999":              "999.9999",
		"1234":                   "1,234",
		"123456.789":             "123,456.78",
		"1234567.89":             "1,234,567",
		"12345678901234567890.5": "1.2345e19",
		"0.000000000000000001":   "0.000000000000000001",
		"0.00123456789":          "0.001234",
		"0.3000000001":           "0.3000",
		"30%":                    "30%",
		"30.000000000000000002%": "30.0000%",
		"29.999999999999999999%": "30.0000%",
		"0.0001%":                "0.0001%",
		"0.000000000000012345%":  "0.00000000000001235%",
		"true":                   "true",
		"":                       "",
		"%":                      "%",
		"0xAb":                   "0xAb",
		"2026-11-21":             "2026-11-21",
		"1.2.3":                  "1.2.3",
	}
	for exact, want := range tests {
		if got := Number(exact); got != want {
			t.Errorf("%s: %q, want %q", exact, got, want)
		}
	}
}

func TestShortWait(t *testing.T) {
	tests := map[units.Time]string{0: "0s", 59: "59s", 60: "1m", 3599: "1h", 3600: "1h", 86399: "1d", 302400: "3d12h", 40 * 86400: "40d"}
	for seconds, want := range tests {
		if got := Duration(seconds); got != want {
			t.Errorf("%d: %q, want %q", seconds, got, want)
		}
	}
}

// What is the most is never shown as less.
func TestShortMost(t *testing.T) {
	for exact, want := range map[string]string{"0.000348012345678": "0.0003481", "0.025": "0.025", "2.553600001": "2.5537", "50": "50", "1234.5678": "1,234.57"} {
		if got := Most(exact); got != want {
			t.Errorf("shortMost(%s) = %s, want %s", exact, got, want)
		}
	}
}
