package policy

import (
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// A refusal says which duration passes, and that duration does pass.
func TestPasses(t *testing.T) {
	const day = units.Time(ops.OneDay)
	for _, c := range []struct {
		is     measures
		policy string
		limits Limits
		want   string
	}{
		{measures{largest: *limit(t, "5%")}, policyWeightChange, Limits{MaxWeightChangePerDay: limit(t, "2%")}, "use --duration 2d12h or longer"},
		{measures{largest: *limit(t, "5%")}, policyWeightChange, Limits{MaxWeightChangePerDay: limit(t, "5%")}, "use --duration 1d or longer"},
		{measures{largest: *limit(t, "5.000001%")}, policyWeightChange, Limits{MaxWeightChangePerDay: limit(t, "5%")}, "use --duration 1d1h or longer"},
		{measures{largest: *limit(t, "5%")}, policyWeightChange, Limits{MaxWeightChangePerDay: limit(t, "0%")}, "use a longer --duration"},
		{measures{stops: true, largest: *limit(t, "5%")}, policyWeightChange, Limits{MaxWeightChangePerDay: limit(t, "2%")}, "use a shorter --within"},
		{measures{}, policyMinDuration, Limits{MinDuration: new(2 * day)}, "use --duration 2d or longer"},
	} {
		if got := c.is.remedyFor(c.policy, c.limits).words(ByFlag); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	slow := measures{largest: *limit(t, "5%")}.remedyFor(policyWeightChange, Limits{MaxWeightChangePerDay: limit(t, "2%")})
	for by, want := range []string{"use --duration 2d12h or longer", "use duration: 2d12h or longer", "write weight_ramp: {max_change: 2%/day} in the file"} {
		if got := slow.words(Voice(by)); got != want {
			t.Errorf("voice %d: %s, want %s", by, got, want)
		}
	}
	for means := useLonger; means <= useLess; means++ {
		for by := ByFlag; by <= InPoolFile; by++ {
			if words := (remedy{means, "1d", "1%/day"}).words(by); words == "" || by == InBatch && strings.Contains(words, "--") {
				t.Errorf("remedy %d in voice %d: %q", means, by, words)
			}
		}
	}
	for _, percent := range []string{"0.7%", "1.3%", "2%", "49%"} {
		for _, whole := range []string{"3%", "7.77%", "50%"} {
			if perDay := withinADay(*limit(t, whole).Int(), lengthFor(*limit(t, whole), *limit(t, percent))); above(&perDay, limit(t, percent)) {
				t.Errorf("%s at %s a day: %s", whole, percent, perDay.Percent())
			}
		}
	}
}
