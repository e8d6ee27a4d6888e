package ops

import (
	"testing"

	"mpool/internal/units"
)

func TestRoughly(t *testing.T) {
	for seconds, want := range map[units.Time]string{1: "1 second", 12: "12 seconds", 60: "1 minute", 72: "1 minute 12 seconds"} {
		if got := roughly(seconds); got != want {
			t.Errorf("%d: %s", seconds, got)
		}
	}
}
