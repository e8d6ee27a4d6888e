package ops

import (
	"testing"

	"mpool/internal/units"
)

// A change that has not started does not run: it is scheduled.
func TestRampWhen(t *testing.T) {
	t.Parallel()
	r := Ramp{Start: 100, End: 200}
	for now, want := range map[units.Time]string{50: "is scheduled from " + r.Start.String() + " to " + r.End.String(), 100: "runs from " + r.Start.String() + " to " + r.End.String(), 150: "runs from " + r.Start.String() + " to " + r.End.String()} {
		if got := r.When(now); got != want {
			t.Errorf("at %d: %q, want %q", now, got, want)
		}
	}
}
