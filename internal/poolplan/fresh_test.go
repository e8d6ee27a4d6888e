package poolplan

import (
	"errors"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/units"
)

// Prices that end before a due decision give no plan; the error names the missing row.
func TestLatePrices(t *testing.T) {
	s, pool := attackable(t) // it decides every 6 hours
	last := units.Time(s.table.Last())
	next := units.Time(s.table.First()) + 2*86400
	for late, due := range map[units.Time]units.Time{0: next, 5 * 3600: next, 13 * 3600: next + 12*3600} {
		pool.Block.Time = next + late
		var f *failure.Failure
		if err := s.late(pool, next); !errors.As(err, &f) || f.Code != "strategy.late" || f.Exit != failure.Refused || !strings.Contains(f.Message, "end at "+last.String()+", before its decision of "+due.String()) || !strings.Contains(f.Hint, due.String()) {
			t.Errorf("%s later: %v", late, err)
		}
	}
	if pool.Block.Time = next - 1; s.late(pool, next) != nil {
		t.Error("before the decision")
	}
}
