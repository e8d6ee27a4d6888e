package market

import (
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestSpoolIsTable checks that spooled rows are those of the table, from any row on.
func TestSpoolIsTable(t *testing.T) {
	dice := rand.New(rand.NewPCG(4, 2))
	for range 60 {
		series, _, err := Read("f", "f", strings.NewReader(drawFile(dice, 0)))
		if err != nil {
			t.Fatal(err)
		}
		o := Options{MaxGap: []int64{100, 1e6}[dice.IntN(2)], Gaps: []Gaps{Skip, Carry}[dice.IntN(2)], Step: []int64{0, 1}[dice.IntN(2)]}
		table, failed := Align(series, o)
		file, err := os.CreateTemp(t.TempDir(), "rows")
		if err != nil {
			t.Fatal(err)
		}
		s, err := NewStream(series, o)
		if err != nil {
			t.Fatal(err)
		}
		spool, err := s.Spool(file)
		if failed != nil {
			if err == nil || err.Error() != failed.Error() {
				t.Fatalf("%v, and of the table %v", err, failed)
			}
			continue
		}
		if err != nil || spool.Steps() != table.Steps() || spool.First() != table.First() || spool.Last() != table.Last() || s.Skipped != table.Skipped || s.Carried != table.Carried {
			t.Fatalf("%v: %+v of %d rows", err, spool, table.Steps())
		}
		from := dice.IntN(table.Steps() + 1)
		sameRows(t, spool.From(from), table.From(from))
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := spool.From(0).Next(); err == nil || !strings.Contains(err.Error(), "cannot be read again") {
			t.Fatal(err)
		}
	}
}

func sameRows(t *testing.T, got, want Walk) {
	t.Helper()
	for {
		at, row, err := got.Next()
		if err != nil {
			t.Fatal(err)
		}
		wantAt, wanted, _ := want.Next()
		if at != wantAt || !reflect.DeepEqual(row, wanted) {
			t.Fatalf("%d %v, want %d %v", at, row, wantAt, wanted)
		}
		if row == nil {
			return
		}
	}
}
