package units_test

import (
	"testing"

	"mpool/internal/units"
)

// TestUnitTwice checks that "1d1d" is not a valid duration.
func TestUnitTwice(t *testing.T) {
	for _, text := range []string{"1d1d", "1h30m1h", "1d1D", "2w1d2w"} {
		if d, err := units.ParseDuration(text); err == nil {
			t.Errorf("%s is %d seconds", text, d)
		}
	}
	for _, text := range []string{"1d12h", "1w2d3h4m5s", "7d"} {
		if _, err := units.ParseDuration(text); err != nil {
			t.Error(err)
		}
	}
}
