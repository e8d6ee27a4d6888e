package ops

import (
	"slices"
	"testing"

	"mpool/internal/units"
)

func TestDeadline(t *testing.T) {
	ramp := RampSwapFee{Start: 1, End: 50}
	for _, c := range []struct {
		op     Operation
		want   units.Time
		longer string
	}{
		{SetSwapFee{Until: 100}, 100, "use a longer --within"},
		{ramp, 50, "use a later --end or a longer --duration"},
		{UpdateWeights{Start: 1, End: 70}, 70, "use a later --end or a longer --duration"},
		{FreezeWeights{By: 30}, 30, "use a longer --within"},
		{MoveWeightsEnd{End: 20}, 20, ""},
		{SetSwaps{Enabled: true}, 0, ""},
		{SetSwaps{Enabled: true, FeeRamp: &ramp}, 50, "use a later --end or a longer --duration"},
		{SetAumFee{}, 0, ""},
		{Series{Parts: []Nested{{SetAumFee{}}, {ramp}, {SetSwapFee{Until: 40}}}}, 40, "use a longer --within"},
		{Series{Parts: []Nested{{SetAumFee{}}}}, 0, ""},
	} {
		if due := Deadline(c.op); due.At != c.want || due.Longer != c.longer {
			t.Errorf("%s: %d, %q, want %d, %q", c.op.Name(), due.At, due.Longer, c.want, c.longer)
		}
	}
}

// A plan that is too late is refused in its command's words.
func TestFeeSetTooLate(t *testing.T) {
	plan := planned(t, SetSwapFee{percent(t, "2.5%"), testNow - 10}, testPool())
	at := slices.IndexFunc(plan.Findings, func(f Finding) bool { return f.Code == "BAL#326" })
	if at < 0 || plan.Findings[at].Severity != Refuse || plan.Findings[at].Hint != "plan again with a longer --within" {
		t.Errorf("%+v", plan.Findings)
	}
}
