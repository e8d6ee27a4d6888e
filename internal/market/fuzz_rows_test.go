package market

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// told is everything that reading a text returns: its rows, bit by bit, and its errors.
func told(t *testing.T, r *rows, next func() bool) string {
	t.Helper()
	var b strings.Builder
	for next() {
		fmt.Fprint(&b, r.number, " ", r.at, " ", r.token)
		for k, v := range r.values {
			if !math.IsNaN(v) {
				fmt.Fprintf(&b, " %s=%x", r.nameOf(k), math.Float64bits(v))
			}
		}
		b.WriteString("\n")
	}
	for _, err := range r.errs {
		b.WriteString(err.Error() + "\n")
	}
	return b.String()
}

// plainly reads row by row with the slow reader only, which uses strconv.
func (r *rows) plainly() bool {
	for len(r.errs) < mostErrors {
		line, more := r.lines.next()
		if !more {
			break
		}
		words := string(line)
		if r.number++; r.number == 1 && !r.first(strings.TrimPrefix(words, "\ufeff")) {
			continue
		}
		if r.number == 1 {
			words = strings.TrimPrefix(words, "\ufeff")
		}
		if r.layout.comma != 0 && r.slow(words) {
			return true
		}
	}
	if err := r.lines.err; err != nil {
		r.fail(r.number+1, "", err.Error())
		r.lines.err = nil
	}
	return false
}

func sameBothWays(t *testing.T, text string) {
	t.Helper()
	if len(text) >= 4 && (text[:2] == "\x1f\x8b" || text[:4] == "\x28\xb5\x2f\xfd") {
		return // compressed
	}
	quick, err := newRows("f", "f", iotest.HalfReader(strings.NewReader(text)), 0)
	if err != nil {
		t.Fatal(err)
	}
	slow, err := newRows("f", "f", strings.NewReader(text), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(t, quick, quick.next), told(t, slow, slow.plainly); got != want {
		t.Fatalf("%q:\n%s\nand plainly:\n%s", text, got, want)
	}
}

// seedsOfRows are files of each form, and files that are almost wrong.
func seedsOfRows() []string {
	return []string{
		"timestamp,A,B\n1600000000,1.5,2\n1600000060,100.1234567,99.87654321\n\n1600000120,0.12345678901,21.163978082491486\r\n",
		"time;open;high;low;close;Volume\n2020-12-07T13:30:00Z;1;2;3;596.75;108.55\n2020-12-07 13:35:00;1;\"2\";3;596.76;0\n2020-12-07T13:40:00Z;1;2;3;0;1",
		"timestamp,token,price\n1600000000,A,1\n1600000000,B,1e3\n1600000060,A,-1\n1600000060,,1\n",
		"1600000000000,1,2,3,4.5,6,1600000059999,1,1,1,1,0\n1600000060000,1,2,3,4.5,6,1600000059999,1,1,1,1,0\n",
		"timestamp,A\n1600000000,9007199254740993\n1600000001,18014398509481985.5\n1600000002,9999999999999999999\n1600000003,0.0000000000000000001\n1600000004,1.\n1600000005,.5\n",
		"\ufefftimestamp,A\n1600000000,NaN\n,\n1600000060,1e400\nx,1\n1600000120\n1600000180,1,\n1600000240,1\r\r\n1600000300,1 \n",
		"timestamp,score\n1600000000,-1.5\n1600000060,0\n1600000120,00.50\n1600000180,12345678.12345678\n2020-02-30T00:00:00Z,1\n",
	}
}

// FuzzRows checks that the quick reader returns the same as the slow one, to the last bit, with the
// same errors.
func FuzzRows(f *testing.F) {
	for _, text := range seedsOfRows() {
		f.Add(text)
	}
	f.Fuzz(sameBothWays)
}

// TestRowsBothWays checks the same for many files that differ from a good one in a few bytes.
func TestRowsBothWays(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	seeds, signs := seedsOfRows(), "0123456789.,;-+eET:Z \t\"\r\n\x00\xff"
	for range 10_000 {
		text := []byte(seeds[dice.IntN(len(seeds))])
		for range 1 + dice.IntN(4) {
			at := dice.IntN(len(text))
			switch sign := signs[dice.IntN(len(signs))]; dice.IntN(3) {
			case 0:
				text[at] = sign
			case 1:
				text = append(text[:at], append([]byte{sign}, text[at:]...)...)
			default:
				text = append(text[:at], text[at+1:]...)
			}
		}
		sameBothWays(t, string(text))
	}
}
