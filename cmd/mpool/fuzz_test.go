package main

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/shopspring/decimal"

	"mpool/internal/parse"
	"mpool/internal/text"
)

// Whatever a token calls itself, the terminal gets one line of so many columns
// and nothing that moves, hides or colours.
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

// A gas price is either refused or exactly what was written.
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

// A list of addresses is read line by line: each is on it once, and each mistake has a line.
func FuzzParseAllowlist(f *testing.F) {
	one := "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
	for _, seed := range []string{one, "\uFEFF" + one + " # me\n\n" + one, "0x\n#\n", one + "," + one, "\r\n" + strings.ToLower(one)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, wrong := parseAllowlist(text)
		if len(list)+len(wrong) > strings.Count(text, "\n")+1 {
			t.Fatalf("%d addresses and %d mistakes in %q", len(list), len(wrong), text)
		}
		seen := map[common.Address]bool{}
		for _, address := range list {
			if seen[address] {
				t.Fatalf("%s is there twice", address)
			}
			seen[address] = true
		}
		for _, line := range wrong {
			if !strings.HasPrefix(line, "line ") {
				t.Fatal(line)
			}
		}
	})
}
