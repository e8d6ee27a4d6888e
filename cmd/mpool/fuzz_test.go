package main

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"mpool/internal/parse"
	"mpool/internal/text"
)

// Any token symbol becomes one line of limited width without escape sequences or hidden characters.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{"WETH", "\x1b[31mX", "\x1b]0;t\x07", "a\u202eb", "\x9b31m", "\xff", "漢字", "e\u0301", "\x1b\x1b[[mm"} {
		f.Add(seed, 10)
	}
	f.Fuzz(func(t *testing.T, words string, width int) {
		width = max(1, width%200)
		got := text.Clean(words, width)
		if !utf8.ValidString(got) || ansi.StringWidth(got) > width {
			t.Fatalf("%q: %d columns of %d", got, ansi.StringWidth(got), width)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
				t.Fatalf("%q holds %U", got, r)
			}
		}
	})
}

// A gas price is refused or parsed to exactly what was written.
func FuzzParseGasPrice(f *testing.F) {
	for _, seed := range []string{"10gwei", "0.5gwei", "1wei", "1e18wei", "-1gwei", ".gwei", "1,000gwei", "0x10gwei", "١gwei", "gwei"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		wei, err := parse.GasPrice(text)
		if err != nil {
			return
		}
		digits, shift := strings.TrimSuffix(text, "gwei"), int32(9)
		if digits == text {
			digits, shift = strings.TrimSuffix(text, "wei"), 0
		}
		want := decimal.RequireFromString(digits).Shift(shift)
		if !want.Equal(decimal.NewFromBigInt(wei.Int().ToBig(), 0)) {
			t.Fatalf("%q is %s, want %s", text, wei.Int(), want)
		}
	})
}
