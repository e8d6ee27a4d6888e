package market

import (
	"bytes"
	"compress/gzip"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestForms reads one series in every supported form.
func TestForms(t *testing.T) {
	want := []Series{{Name: "WETH", Times: []int64{1607347800, 1607348100}, Prices: []float64{596.75, 5.9676e2}}}
	for name, text := range map[string]string{
		"wide":           "timestamp,WETH\n1607347800,596.75\n1607348100,596.76\n",
		"milliseconds":   "timestamp,WETH\n1607347800000,596.75\n1607348100000,596.76\n",
		"nanoseconds":    "timestamp,WETH\n1607347800000000000,596.75\n1607348100000000000,596.76",
		"mark and CRLF":  "\ufefftimestamp,WETH\r\n1607347800,596.75\r\n1607348100,596.76\r\n",
		"OHLCV":          "time;open;high;low;close;Volume\n2020-12-07T13:30:00Z;1;2;3;596.75;9\n2020-12-07T13:35:00Z;1;2;3;596.76;9",
		"spaced time":    "date\tprice\n2020-12-07 13:30\t596.75\n2020-12-07 13:35:00\t596.76\n",
		"long":           "timestamp,token,price\n1607347800,WETH,596.75\n1607348100,WETH,596.76\n",
		"newest first":   "timestamp,WETH\n1607348100,596.76\n1607347800,596.75\n",
		"quoted":         "\"timestamp\",\"WETH\"\n\"1607347800\",\"596.75\"\n\"1607348100\",596.76\n",
		"exponent":       "timestamp,WETH\n1607347800,5.9675e2\n1607348100,59676e-2\n",
		"twice the same": "timestamp,WETH\n1607347800,596.75\n1607347800,596.75\n1607348100,596.76\n",
		"klines":         "1607347800000,1,2,3,596.75,6,7,8,9,10,11,12\n1607348100000,1,2,3,596.76,6,7,8,9,10,11,12\n",
	} {
		for packing, packed := range map[string][]byte{"": []byte(text), ".gz": gz(t, text), ".zst": zst(t, text)} {
			got, _, err := Read("f.csv", "WETH", bytes.NewReader(packed))
			got = slices.DeleteFunc(got, func(s Series) bool { return s.Sum })
			if name == "OHLCV" || name == "klines" { // the close of a candle is known at its end
				for i := range got[0].Times {
					got[0].Times[i] -= 300
				}
			}
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s%s: %v, %v", name, packing, got, err)
			}
		}
	}
}

func gz(t *testing.T, text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zst(t *testing.T, text string) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll([]byte(text), nil)
}

// TestBadPrices checks that each error names the file, the line and the column.
func TestBadPrices(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "f.csv:1: the file has no prices"},
		{"timestamp,WETH\n", "f.csv:1: the file has no prices"},
		{"timestamp,WETH\n1607347800,abc\n", `f.csv:2: column WETH: "abc" is not a price`},
		{"timestamp,A,WETH\n1607347800,1,NaN\n", `f.csv:2: column WETH: "NaN" is not a price`},
		{"timestamp,WETH\n1607347800,-1\n", `f.csv:2: column WETH: "-1" is not a price`},
		{"timestamp,WETH\n1607347800,0\n", `f.csv:2: column WETH: "0" is not a price`},
		{"timestamp,WETH\n1607347800,1e400\n", `f.csv:2: column WETH: "1e400" is not a price`},
		{"timestamp,WETH\n1607347800,0x1p3\n", `f.csv:2: column WETH: "0x1p3" is not a price`},
		{"timestamp,WETH\nyesterday,1\n", `f.csv:2: column timestamp: invalid time "yesterday"`},
		{"timestamp,WETH\n1607347800\n", "f.csv:2: the line has fewer cells than the header"},
		{"a,b\n1,2\n", "f.csv:1: the header has no time column: use one of time, timestamp, unix, date, open_time"},
		{"token,price,time\nWETH,1,1\n", "f.csv:1: this is a file of current prices, as mpool quote takes it; use a series of past prices as CSV, with a time column first"},
		{"timestamp,WETH\n1607347800,1\n1607347800,2\n", "f.csv:3: column WETH: different price for the time of line 2"},
		{"timestamp,WETH\n1607347800,1\n1607348100,1\n1607347900,2\n1607348200,2\n", "f.csv:4: column WETH: the time is before that of line 3"},
	} {
		_, _, err := Read("f.csv", "WETH", strings.NewReader(test.text))
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}

// TestTenMistakes checks that the first ten errors are reported together.
func TestTenMistakes(t *testing.T) {
	_, _, err := Read("f.csv", "WETH", strings.NewReader("timestamp,WETH\n"+strings.Repeat("1607347800,x\n", 30)))
	var place *PlaceError
	if n := strings.Count(err.Error(), "is not a price"); n != 10 || !errors.As(err, &place) || place.Line != 2 {
		t.Errorf("%d mistakes: %v", n, err)
	}
}

// TestAlign checks that a price counts from its time on, and that a series without prices for too long
// ends the run.
func TestAlign(t *testing.T) {
	series := []Series{
		{Name: "A", Times: []int64{60, 120, 180, 240}, Prices: []float64{1, 2, 3, 4}},
		{Name: "B", Times: []int64{110, 170, 235}, Prices: []float64{10, 20, 30}},
	}
	got, err := Align(series, Options{Step: 60, MaxGap: 3600})
	want := []float64{2, 10, 3, 20, 4, 30}
	if err != nil || !reflect.DeepEqual(got.Prices, want) || !reflect.DeepEqual(got.Times, []int64{120, 180, 240}) {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = Align(series, Options{Step: 60, MaxGap: 9})
	var gap *GapError
	if !errors.As(err, &gap) || gap.Series != "B" {
		t.Errorf("a price of 10 s ago with a gap of 9 s: %v", err)
	}
	if got, err := Align(series, Options{Step: 60, MaxGap: 9, Gaps: Carry, From: 180, To: 240}); err != nil || !reflect.DeepEqual(got.Prices, []float64{3, 20}) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := Align(series, Options{Step: 60, MaxGap: 5, Gaps: Skip}); err != nil || got.Skipped != 2 || !reflect.DeepEqual(got.Times, []int64{240}) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Align(series, Options{Step: 60, MaxGap: 4, Gaps: Skip}); err == nil {
		t.Error("every row is left out, and nothing is said")
	}
}

// TestVolumes checks that volumes in a file of one token are a separate series, and that a step has
// their sum.
func TestVolumes(t *testing.T) {
	for _, text := range []string{
		"time,open,high,low,close,volume\n1600000020,1,1,1,5,3\n1600000080,1,1,1,6,0\n1600000140,1,1,1,7,\n1600000200,1,1,1,8,4\n",
		"1600000020,1,1,1,5,3,,,,,,\n1600000080,1,1,1,6,0,,,,,,\n1600000140,1,1,1,7,,,,,,,\n1600000200,1,1,1,8,4,,,,,,\n",
	} {
		series, counts, err := Read("f.csv", "A", strings.NewReader(text))
		if err != nil || len(series) != 2 || counts.Rows != 4 || counts.Dropped != 0 || series[1].Name != VolumeOf("A") || !series[1].Sum {
			t.Fatalf("%+v, %+v, %v", series, counts, err)
		}
		table, err := Align(series, Options{Step: 120, MaxGap: 3600, To: 1600000300})
		if err != nil || !reflect.DeepEqual(table.Prices, []float64{5, 3, 7, 0}) {
			t.Errorf("%+v, %v", table, err)
		}
	}
	_, _, err := Read("f.csv", "A", strings.NewReader("time,close,volume\n1600000020,5,-3\n"))
	if err == nil || err.Error() != `f.csv:2: column volume: "-3" is not a volume` {
		t.Error(err)
	}
}

// TestSwaps reads a list of swaps, out of order, with and without limits, and with errors.
func TestSwaps(t *testing.T) {
	got, err := ReadSwaps("s.csv", strings.NewReader("time,in,out,amount,limit\n1600000100,A,B,2.5,1\n1600000000,B,A,3,\n"))
	want := []Swap{{1600000000, "B", "A", 3, 0}, {1600000100, "A", "B", 2.5, 1}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	for text, want := range map[string]string{
		"":              "s.csv:1: the file has no swaps",
		"time,in,out\n": "s.csv:1: missing column in the header: amount; use time, in, out, amount and limit",
		"time,in,out,amount\n1600000000,A,B,-1\n":         `s.csv:2: column amount: "-1" is not an amount above zero`,
		"time,in,out,amount\nx,A,B,1\n":                   `s.csv:2: column time: invalid time "x"`,
		"time,in,out,amount,limit\n1600000000,A,B,1,-2\n": `s.csv:2: column limit: "-2" is not an amount`,
	} {
		if _, err := ReadSwaps("s.csv", strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
