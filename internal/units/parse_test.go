package units

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"
	"pgregory.net/rapid"
)

func TestParsePercent(t *testing.T) {
	for text, raw := range map[string]string{
		"30%": "300000000000000000", "0.3%": "3000000000000000", "100%": "1000000000000000000",
		"0%": "0", "0.0000000000000001%": "1", "33.3333333333333333%": "333333333333333333",
		"007%": "70000000000000000", "1.50%": "15000000000000000",
	} {
		got, err := ParsePercent(text)
		if err != nil || got.Raw() != raw {
			t.Errorf("ParsePercent(%q) = %s, %v; want %s", text, got.Raw(), err, raw)
		}
	}
}

func TestParsePercentRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "invalid percentage",
		"%":                           "use digits and at most one decimal point",
		"0.3":                         "did you mean 0.3% or 30%",
		"1":                           "did you mean 1% or 100%",
		"-1%":                         "use digits and at most one decimal point",
		"+1%":                         "use digits and at most one decimal point",
		"1e18":                        "invalid percentage",
		"1e1%":                        "use digits and at most one decimal point",
		"0x10%":                       "use digits and at most one decimal point",
		"1,000%":                      "use digits and at most one decimal point",
		"1_0%":                        "use digits and at most one decimal point",
		" 1%":                         "use digits and at most one decimal point",
		"1 %":                         "use digits and at most one decimal point",
		".5%":                         "use digits and at most one decimal point",
		"5.%":                         "use digits and at most one decimal point",
		"1.2.3%":                      "use digits and at most one decimal point",
		"٣٠%":                         "use digits and at most one decimal point",
		"30%%":                        "use digits and at most one decimal point",
		"NaN%":                        "use digits and at most one decimal point",
		"0.00000000000000001%":        "17 decimals",
		strings.Repeat("9", 90) + "%": "too large",
	} {
		if got, err := ParsePercent(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParsePercent(%q) = %s, %v; want an error with %q", text, got, err, want)
		}
	}
}

func TestPercentRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := [4]uint64{}
		for i := range rapid.IntRange(1, 4).Draw(t, "words") {
			words[i] = rapid.Uint64().Draw(t, "word")
		}
		value := Fixed(uint256.Int(words))
		if value.Int().BitLen() > 250 {
			return // the digits of percent would no longer fit
		}
		got, err := ParsePercent(value.Percent())
		if err != nil || got != value {
			t.Fatalf("%s came back as %s, %v", value.Percent(), got.Percent(), err)
		}
	})
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]Time{
		"7d": 604800, "3d12h": 302400, "90m": 5400, "1w": 604800, "1s": 1, "0": 0, "0s": 0, "24h": 86400,
	} {
		if got, err := ParseDuration(text); err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "7", "-1d", "+1d", "1.5h", "7 d", "1e3s", "d", "1500ms", "1ns", "99999999999999d", "٣d", "1d-2h", "300y"} {
		if got, err := ParseDuration(text); err == nil {
			t.Errorf("ParseDuration(%q) = %d; want an error", text, got)
		}
	}
}

func TestParseTime(t *testing.T) {
	const now = 1_700_000_000
	for text, want := range map[string]Time{
		"now": now, "+2h": now + 7200, "+0s": now, "1700000001": 1_700_000_001, "0": 0,
		"2026-01-31T12:00:00Z": 1_769_860_800, "2026-01-31T14:00:00+02:00": 1_769_860_800,
		"4294967296": 1 << 32, // too late; the plan refuses it
	} {
		if got, err := ParseTime(text, now); err != nil || got != want {
			t.Errorf("ParseTime(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "soon", "-2h", "+", "+-2h", "2026-01-31", "2026-01-31 12:00", "1700000000000", "1e9", "0x10", "1969-12-31T23:59:59Z", "2026-01-31T12:00:00.5Z"} {
		if got, err := ParseTime(text, now); err == nil {
			t.Errorf("ParseTime(%q) = %d; want an error", text, got)
		}
	}
}

// A clipped text ends between two characters and is as long as it may be.
func TestClip(t *testing.T) {
	for text, want := range map[string]string{
		"short":                              "short",
		strings.Repeat("a", 60):              strings.Repeat("a", 60),
		strings.Repeat("a", 61):              strings.Repeat("a", 60) + "…",
		strings.Repeat("a", 59) + "é":        strings.Repeat("a", 59) + "…",
		strings.Repeat("é", 31):              strings.Repeat("é", 30) + "…",
		strings.Repeat("a", 57) + "😀 and":    strings.Repeat("a", 57) + "…",
		strings.Repeat("\xff", 61):           strings.Repeat("\xff", 60) + "…",
		strings.Repeat("a", 59) + "\xffmore": strings.Repeat("a", 59) + "\xff…",
	} {
		if got := Clip(text); got != want {
			t.Errorf("Clip(%q) = %q; want %q", text, got, want)
		}
	}
}

// An error never repeats a long text, neither as typed nor as a suggestion.
func TestErrorsAreShort(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("9", 59), strings.Repeat("0", 5000) + "3", strings.Repeat("0", 5000), strings.Repeat("0", 5000) + "7.5", strings.Repeat("1", 5000), strings.Repeat("x", 5000),
	} {
		if _, err := ParsePercent(text); err == nil || len(err.Error()) > 250 {
			t.Errorf("ParsePercent of %d characters: %d characters of error", len(text), len(err.Error()))
		}
		var f Fixed
		if err := f.UnmarshalText([]byte(text + "x")); err == nil || len(err.Error()) > 250 {
			t.Errorf("a whole number of %d characters: %v", len(text), err)
		}
		var s Signed
		if err := s.UnmarshalJSON([]byte(`"` + text + `x"`)); err == nil || len(err.Error()) > 250 {
			t.Errorf("a signed number of %d characters: %v", len(text), err)
		}
	}
	for text, want := range map[string]string{"0.30": "did you mean 0.3% or 30%?", "5": "did you mean 5%?", "0.0": "did you mean 0%?"} {
		if _, err := ParsePercent(text); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
