package market

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func reopened(text string) Opener {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// drawFile draws a file in one of the streamed forms, with gaps, repeated rows and empty cells.
func drawFile(dice *rand.Rand, form int) (text string) {
	var b strings.Builder
	b.WriteString([]string{"timestamp,A,B\n", "timestamp,token,price\n", "time,open,high,low,close,volume\n"}[form])
	at := int64(1_600_000_000)
	for range 2 + dice.IntN(80) {
		at += []int64{60, 60, 60, 120, 61, 600, 7200}[dice.IntN(7)]
		var line string
		price := func() string { return fmt.Sprintf("%.6g", 100*(1+dice.Float64())) }
		switch form {
		case 0:
			cells := []string{price(), price()}
			if dice.IntN(5) == 0 {
				cells[dice.IntN(2)] = ""
			}
			line = fmt.Sprintf("%d,%s\n", at, strings.Join(cells, ","))
		case 1:
			for _, token := range []string{"A", "B"} {
				if dice.IntN(4) > 0 {
					line += fmt.Sprintf("%d,%s,%s\n", at, token, price())
				}
			}
		case 2:
			line = fmt.Sprintf("%d,1,2,3,%s,%d\n", at, price(), dice.IntN(50))
		}
		b.WriteString(line)
		if dice.IntN(6) == 0 {
			b.WriteString(line)
		}
	}
	return b.String()
}

// TestStreamIsAlign checks that a stream gives the same rows, counts and errors as in memory.
func TestStreamIsAlign(t *testing.T) {
	dice := rand.New(rand.NewPCG(4, 1))
	same := 0
	for round := range 800 {
		var whole, lazy []Series
		for range 1 + dice.IntN(3) {
			text := drawFile(dice, dice.IntN(3))
			read, counts, err := Read("f", "f", strings.NewReader(text))
			again, surveyed, ok := Survey("f", "f", strings.NewReader(text), reopened(text))
			if ok != (err == nil) || ok && !reflect.DeepEqual(counts, surveyed) || len(read) != len(again) {
				t.Fatalf("round %d: %v %v, %v %+v\n%s", round, err, ok, counts, surveyed, text)
			}
			whole, lazy = append(whole, read...), append(lazy, again...)
		}
		o := Options{MaxGap: []int64{600, 1e6}[dice.IntN(2)], Gaps: []Gaps{Refuse, Skip, Carry}[dice.IntN(3)], Step: []int64{0, 60, 45, 300}[dice.IntN(4)]}
		if dice.IntN(3) == 0 {
			o.From, o.To = 1_600_000_000+dice.Int64N(3000), 1_600_004_000+dice.Int64N(9000)
		}
		want, failed := Align(whole, o)
		got, err := Align(lazy, o)
		if !reflect.DeepEqual(want, got) || fmt.Sprint(failed) != fmt.Sprint(err) {
			t.Fatalf("round %d, %+v: %v; in memory %v", round, o, err, failed)
		}
		if steady(t, lazy, o) {
			if same++; failed != nil || want.Skipped > 0 {
				t.Fatalf("round %d: %v, %+v", round, failed, want)
			}
		}
	}
	if same < 80 {
		t.Errorf("only %d were steady", same)
	}
}

func steady(t *testing.T, series []Series, o Options) bool {
	t.Helper()
	s, err := NewStream(series, o)
	if err != nil {
		return false
	}
	defer s.Close()
	return s.Steady()
}

// TestSurveyLeavesToRead checks that Survey refuses a file that needs an error message, and that a
// file which changed since is an error.
func TestSurveyLeavesToRead(t *testing.T) {
	for name, text := range map[string]string{
		"no price":   "timestamp,A\n1600000000,x\n",
		"newest":     "timestamp,A\n1600000060,2\n1600000000,1\n",
		"twice":      "timestamp,A\n1600000000,1\n1600000000,2\n",
		"by token":   "timestamp,token,price\n1600000060,A,1\n1600000000,B,1\n1600000000,A,2\n",
		"empty":      "",
		"header":     "timestamp,A\n",
		"no header":  "A,B\n1,2\n",
		"packed bad": "\x1f\x8bxx",
	} {
		if _, _, ok := Survey("f", "f", strings.NewReader(text), reopened(text)); ok {
			t.Error(name)
		}
	}
	good := "timestamp,A\n1600000000,1\n1600000060,2\n"
	series, _, ok := Survey("f", "f", strings.NewReader(good), reopened(strings.Replace(good, "60,2", "60,-2", 1)))
	if !ok {
		t.Fatal("it is not surveyed")
	}
	var place *PlaceError
	if _, err := Align(series, Options{MaxGap: 3600}); !errors.As(err, &place) || place.Line != 3 {
		t.Error(err)
	}
}

// TestStreamHoldsNoRows checks that reading a year of minutes does not keep it in memory.
func TestStreamHoldsNoRows(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("timestamp,A,B\n")
	for i := range 20_000 {
		fmt.Fprintf(&b, "%d,%d.5,%d.25\n", 1_600_000_020+60*i, 100+i%7, 10+i%3)
	}
	text := b.String()
	count := testing.AllocsPerRun(1, func() {
		series, _, ok := Survey("f", "f", strings.NewReader(text), reopened(text))
		if !ok {
			t.Fatal("it is not surveyed")
		}
		s, err := NewStream(series, Options{MaxGap: 3600})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		n := 0
		for _, row, err := s.Next(); row != nil; _, row, err = s.Next() {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if want := s.Steps(); n != want || !reflect.DeepEqual(s.row, []float64{100 + 19_999%7 + 0.5, 10 + 19_999%3 + 0.25}) {
			t.Errorf("%d rows of %d, %v", n, want, s.row)
		}
	})
	if count > 200 {
		t.Errorf("%v allocations for 20,000 rows", count)
	}
}
