package text

import (
	"slices"
	"testing"
	"time"

	"mpool/internal/units"
)

func TestShortNumber(t *testing.T) {
	tests := map[string]string{
		"0":                      "0",
		"1.5":                    "1.5",
		"999.99999":              "1,000",
		"1234":                   "1,234",
		"123456.789":             "123,456.79",
		"1234567.89":             "1,234,567.89",
		"9999999.999":            "10,000,000",
		"12345678901234567890.5": "1.2346e19",
		"0.000000000000000001":   "0.000000000000000001",
		"0.00123456789":          "0.001235",
		"0.3000000001":           "0.3",
		"30%":                    "30%",
		"30.000000000000000002%": "30%",
		"29.999999999999999999%": "30%",
		"0.0001%":                "0.0001%",
		"0.000000000000012345%":  "0.00000000000001235%",
		"true":                   "true",
		"":                       "",
		"%":                      "%",
		"0xAb":                   "0xAb",
		"2026-11-21":             "2026-11-21",
		"2026-11-21T10:00:30Z":   "2026-11-21 10:00:30 UTC",
		"1.2.3":                  "1.2.3",
	}
	for exact, want := range tests {
		if got := Number(exact); got != want {
			t.Errorf("%s: %q, want %q", exact, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	tests := map[units.Time][2]string{
		0: {"0 seconds", "0s"}, 1: {"1 second", "1s"}, 59: {"59 seconds", "59s"}, 60: {"1 minute", "1m"}, 90: {"1 minute 30 seconds", "1m 30s"},
		3599: {"1 hour", "1h"}, 3600: {"1 hour", "1h"}, 3660: {"1 hour 1 minute", "1h 1m"}, 86399: {"1 day", "1d"}, 302400: {"3 days 12 hours", "3d 12h"},
		86400 + 600: {"1 day 10 minutes", "1d 10m"}, 7*86400 - 12: {"7 days", "7d"}, 7*86400 - 60: {"7 days", "7d"}, 3*86400 + 12*3600 + 34*60: {"3 days 13 hours", "3d 13h"},
		40 * 86400: {"40 days", "40d"},
	}
	for seconds, want := range tests {
		if long, short := Duration(seconds), ShortDuration(seconds); long != want[0] || short != want[1] {
			t.Errorf("%d: %q and %q, want %q", seconds, long, short, want)
		}
	}
	for of, want := range map[time.Duration]string{2 * time.Minute: "2m", 90 * time.Second: "1m30s", time.Hour: "1h", 90 * time.Minute: "1h30m", 30 * time.Second: "30s", 0: "0s"} {
		if got := Typed(of); got != want {
			t.Errorf("%d: %q, want %q", of, got, want)
		}
	}
}

// TestHugeLimits: a limit holds as it is written, also for numbers that no pool has.
func TestHugeLimits(t *testing.T) {
	for exact, want := range map[string][3]string{
		"1319880680000000":         {"1.3198e15", "1.3199e15", "1.3199e15"},
		"-1319880680000000":        {"-1.3199e15", "-1.3199e15", "-1.3198e15"},
		"9999999000000000":         {"9.9999e15", "1.0000e16", "1.0000e16"},
		"1319800000000000.5":       {"1.3198e15", "1.3198e15", "1.3199e15"},
		"123400000000000000000000": {"1.2340e23", "1.2340e23", "1.2340e23"},
	} {
		if got := [3]string{Least(exact), Number(exact), Most(exact)}; got != want {
			t.Errorf("%s: %s, want %s", exact, got, want)
		}
	}
}

// An upper limit is never shown as less.
func TestShortMost(t *testing.T) {
	for exact, want := range map[string]string{"0.000348012345678": "0.0003481", "0.025": "0.025", "2.553600001": "2.5537", "50": "50", "1234.5678": "1,234.57"} {
		if got := Most(exact); got != want {
			t.Errorf("shortMost(%s) = %s, want %s", exact, got, want)
		}
	}
}

// A lower limit is never shown as more.
func TestShortLeast(t *testing.T) {
	for exact, want := range map[string]string{"0.000348992": "0.0003489", "2.99999": "2.9999", "1234.5678": "1,234.56"} {
		if got := Least(exact); got != want {
			t.Errorf("%s: %s, want %s", exact, got, want)
		}
	}
}

// A cost is never shown as less, and has no trailing zeros.
func TestCosts(t *testing.T) {
	for share, want := range map[float64]string{0: "0%", -1: "0%", 1e-9: "under 0.0001%", 0.0000572: "0.0058%", 0.003: "0.3%", 0.275: "27.5%", 0.1234567: "12.3457%", 15: "1,500%"} {
		if got := CostOf(share); got != want {
			t.Errorf("%g: %s, want %s", share, got, want)
		}
	}
	for share, want := range map[float64]string{0: "0%", -0.009: "-0.9%", 0.5391: "+53.91%", 0.00005: "+0.005%", -0.00000001: "0%", 12.5: "+1,250%"} {
		if got := Change(share); got != want && (got != "+0%" || want != "0%") {
			t.Errorf("%g: %s, want %s", share, got, want)
		}
	}
}

// Amounts in a sentence are rounded as in tables; other numbers are unchanged.
func TestRounded(t *testing.T) {
	const exact = "620.888834032135662896 BPT (299999 USDC, 1500.25 DAI) at block 18573000, nonce 12345: 99.9999999999999999% of 0.00000123456789 WETH, \"1234567.1234567\""
	const want = "620.8888 BPT (299999 USDC, 1,500.25 DAI) at block 18573000, nonce 12345: 99.9999999999999999% of 0.000001235 WETH, \"1234567.1234567\""
	if got := Rounded(exact); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Values side by side look different if they differ enough for people to see.
func TestRow(t *testing.T) {
	for _, test := range []struct{ exact, want []string }{
		{[]string{"10000000", "9999899.2472"}, []string{"10,000,000", "9,999,899.25"}},
		{[]string{"32.370524182543996456", "32.370524182543996484"}, []string{"32.3705", "32.3705"}},
		{[]string{"25%", "25.0002%", "25.0001%"}, []string{"25%", "25.0002%", "25.0001%"}},
		{[]string{"32.370509850654859632", "32.370524182543996456", "32.370524182543996484"}, []string{"32.37051", "32.370524", "32.370524"}},
		{[]string{"30%", "29.999999999999999999%"}, []string{"30%", "≈30%"}},
		{[]string{"999999.9995", "1000000"}, []string{"999,999.9995", "1,000,000"}},
	} {
		if got := Row(test.exact); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.exact, got, test.want)
		}
	}
}
