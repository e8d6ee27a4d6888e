package market

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// TestDecimal checks that plain decimals are read as strconv reads them, or left to it.
func TestDecimal(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 1))
	quick := 0
	for range 500_000 {
		cell := strconv.FormatUint(dice.Uint64()>>dice.IntN(64), 10)
		if dot := dice.IntN(len(cell) + 6); dot > 0 && dot < len(cell) {
			cell = cell[:dot] + "." + cell[dot:]
		}
		cell = strings.Repeat("0", dice.IntN(3)) + cell
		var one [1]float64
		next, ok := decimals(one[:], []byte(cell+",\x31\x31\x31\x31\x31\x31\x31\x31         "), 0, ',')
		got := one[0]
		want, err := strconv.ParseFloat(cell, 64)
		if n := len(strings.ReplaceAll(cell, ".", "")); ok != (n <= 19) && !strings.HasSuffix(cell, ".") {
			t.Fatalf("%s: read %v", cell, ok)
		}
		if ok && (got != want || next != len(cell) || err != nil) {
			t.Fatalf("%s: %v, of %d bytes; strconv has %v", cell, got, next, want)
		}
		if ok {
			quick++
		}
	}
	if quick < 200_000 {
		t.Errorf("only %d are read quickly", quick)
	}
	for _, odd := range []string{"", ".", ".5", "1.", "1..2", "-1", "+1", "1e5", "12345678.", "1234567812345678.", "NaN", "0x1p3", "１"} {
		if next, ok := decimals(make([]float64, 1), []byte(odd+",                "), 0, ','); ok && next == len(odd) {
			t.Errorf("%q is a plain decimal", odd)
		}
	}
}

func TestUnixTime(t *testing.T) {
	for _, cell := range []string{"1", "1600000000", "2499999999", "2500000000", "1600000000123", "1600000000123456", "1600000000123456789", "0", "99999999999999999999", "16000000001600000000"} {
		got, next, ok := unixTime([]byte(cell+",                "), 0)
		want, err := ParseTime(cell)
		if ok && next == len(cell) && (err != nil || got != want) {
			t.Errorf("%s: %d and not %d (%v)", cell, got, want, err)
		}
	}
}

// TestStamp checks that times written in full are read as ParseTime reads them, or left to it.
func TestStamp(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 3))
	quick := 0
	for range 200_000 {
		cell := fmt.Sprintf("%04d-%02d-%02d%c%02d:%02d:%02d%s", 1960+dice.IntN(200), dice.IntN(14), dice.IntN(33), "TT t"[dice.IntN(4)],
			dice.IntN(26), dice.IntN(62), dice.IntN(62), []string{"Z", "Z", "", "z", "+01:00", ".5Z"}[dice.IntN(6)])
		if dice.IntN(9) == 0 {
			odd := []byte(cell)
			odd[dice.IntN(len(odd))] = byte(dice.IntN(256))
			cell = string(odd)
		}
		got, next, ok := stamp([]byte(cell+",                "), 0)
		if want, err := ParseTime(cell); ok && next == len(cell) && (err != nil || got != want) {
			t.Fatalf("%q: %d; ParseTime has %d, %v", cell, got, want, err)
		}
		if ok {
			quick++
		}
	}
	for day := range int64(80_000) { // all days until 2190
		at := (365 + day) * 86400
		if got, _, ok := stamp([]byte(time.Unix(at, 0).UTC().Format(time.RFC3339)), 0); !ok || got != at {
			t.Fatalf("%d: %d", at, got)
		}
	}
	if quick < 20_000 {
		t.Errorf("only %d are read quickly", quick)
	}
}

// exponent writes the number with an exponent that does not change it.
func exponent(s string) string {
	if strings.Contains(s, "e") {
		return s
	}
	return s + "e0"
}

// TestQuickIsSlow checks that a file reads the same whatever its cells look like and in whatever
// pieces its bytes arrive.
func TestQuickIsSlow(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 2))
	odd := []func(string) string{
		func(s string) string { return s }, func(s string) string { return s }, func(s string) string { return s },
		func(s string) string { return " " + s }, func(s string) string { return s + " " }, func(s string) string { return `"` + s + `"` },
		exponent, func(string) string { return "" }, func(s string) string { return "+" + s }, func(s string) string { return "0" + s },
	}
	for round := range 300 {
		var plain, mixed strings.Builder
		plain.WriteString("timestamp,A,B,C\n")
		mixed.WriteString("timestamp,A,B,C\n")
		for i := range 200 {
			times := strconv.Itoa(1_600_000_000 + 60*i)
			plain.WriteString(times)
			mixed.WriteString(times)
			for range 3 {
				cell := strconv.FormatFloat(math.Exp(dice.NormFloat64()*8), "ge"[dice.IntN(2)], 1+dice.IntN(17), 64)
				if round%3 == 0 {
					cell = fmt.Sprintf("%.*f", dice.IntN(9), 1+dice.Float64()*1000)
				}
				change := odd[dice.IntN(len(odd))]
				if change("1") == "" {
					plain.WriteString(", ") // cells with a blank are left to slow, even empty ones
				} else {
					plain.WriteString(", " + cell)
				}
				mixed.WriteString("," + change(cell))
			}
			plain.WriteString("\n")
			mixed.WriteString([]string{"\n", "\r\n", "\n\n"}[dice.IntN(3)])
		}
		text := mixed.String()
		if dice.IntN(2) == 0 {
			text = strings.TrimRight(text, "\r\n")
		}
		want, _, err := Read("f", "f", strings.NewReader(plain.String()))
		if err != nil {
			t.Fatal(err)
		}
		got, counts, err := Read("f", "f", iotest.HalfReader(strings.NewReader(text)))
		if err != nil || counts.Rows != 200 || !reflect.DeepEqual(want, got) {
			t.Fatalf("round %d: %v, %d rows", round, err, counts.Rows)
		}
	}
}

// TestLongLines checks that an endless line is an error and takes bounded memory, and that a line of
// many cells is no error.
func TestLongLines(t *testing.T) {
	long := "timestamp,A\n1600000000,1" + strings.Repeat("0", 3<<20) + "\n"
	if _, _, err := Read("f", "f", strings.NewReader(long)); err == nil || !strings.Contains(err.Error(), "f:2: the line is too long") {
		t.Error(err)
	}
	wide := "timestamp" + strings.Repeat(",X", 1) + strings.Repeat(",Y", 100_000) + "\n1600000000" + strings.Repeat(",1.5", 100_001) + "\n"
	series, _, err := Read("f", "f", strings.NewReader(wide))
	if err != nil && !strings.Contains(err.Error(), "f:2") || len(series) == 0 {
		t.Error(err, len(series))
	}
}
