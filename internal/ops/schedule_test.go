package ops

import (
	"strings"
	"testing"
)

func TestSchedule(t *testing.T) {
	for _, c := range []struct {
		schedule Schedule
		want     Ramp
	}{
		{Schedule{Duration: "7d"}, Ramp{testNow, testNow + 604800}},
		{Schedule{Start: "now", Duration: "1h"}, Ramp{testNow, testNow + 3600}},
		{Schedule{Start: "+2h", Duration: "1h"}, Ramp{testNow + 7200, testNow + 10800}},
		{Schedule{Start: "+2h", End: "+3h"}, Ramp{testNow + 7200, testNow + 10800}},
		{Schedule{Start: "1700000100", End: "1700000200"}, Ramp{1_700_000_100, 1_700_000_200}},
		{Schedule{Instant: true}, Ramp{testNow + InstantLead, testNow + InstantLead}},
		{Schedule{Instant: true, Duration: "0"}, Ramp{testNow + InstantLead, testNow + InstantLead}},
		{Schedule{Start: "+2h", Instant: true}, Ramp{testNow + 7200, testNow + 7200}},
		{Schedule{Start: "+2h", End: "+1h"}, Ramp{testNow + 7200, testNow + 3600}}, // the plan refuses it
	} {
		if got, err := c.schedule.Resolve(testNow); err != nil || got != c.want {
			t.Errorf("%+v gives %v, %v; want %v", c.schedule, got, err, c.want)
		}
	}
}

func TestScheduleRefuses(t *testing.T) {
	for _, c := range []struct {
		schedule Schedule
		want     string
	}{
		{Schedule{}, "give a duration"},
		{Schedule{Start: "+2h"}, "give a duration"},
		{Schedule{Duration: "0"}, "a zero duration changes weights at once and exposes the pool to arbitrage; use --instant if you mean it"},
		{Schedule{Start: "+1h", End: "+1h"}, "a zero duration changes weights at once and exposes the pool to arbitrage; use --instant if you mean it"},
		{Schedule{Duration: "1d", End: "+1d"}, "use only one of"},
		{Schedule{Duration: "1d", Instant: true}, "use only one of"},
		{Schedule{End: "+1d", Instant: true}, "use only one of"},
		{Schedule{Duration: "-1d"}, "--duration"},
		{Schedule{Duration: "1e18"}, "--duration"},
		{Schedule{Start: "-1h", Duration: "1d"}, "--start"},
		{Schedule{End: "soon"}, "--end"},
	} {
		if got, err := c.schedule.Resolve(testNow); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v gives %v, %v; want an error with %q", c.schedule, got, err, c.want)
		}
	}
}
