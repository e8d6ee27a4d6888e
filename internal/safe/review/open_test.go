package review

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/recognise"
)

// TestShutsOut checks each door alone: shut by the batch, shut before, open still.
func TestShutsOut(t *testing.T) {
	state := func(swaps, joins, allowlist bool) *ops.Snapshot {
		return &ops.Snapshot{Pool: ops.Pool{SwapEnabled: swaps, JoinExitEnabled: joins, MustAllowlistLPs: allowlist}}
	}
	const head = "after this, users can no longer "
	for _, test := range []struct {
		name          string
		before, after *ops.Snapshot
		want          string
	}{
		{"nothing", state(true, true, false), state(true, true, false), ""},
		{"swaps", state(true, true, false), state(false, true, false), head + "swap"},
		{"swaps that were off", state(false, true, false), state(false, true, false), ""},
		{"swaps come back", state(false, true, false), state(true, true, false), ""},
		{"joins and exits", state(true, true, false), state(true, false, false), head + "join or exit"},
		{"joins and exits that were off", state(true, false, false), state(true, false, false), ""},
		{"joins and exits come back", state(true, false, false), state(true, true, false), ""},
		{"an allowlist", state(true, true, false), state(true, true, true), head + "join unless they are on the allowlist"},
		{"an allowlist that was on", state(true, true, true), state(true, true, true), ""},
		{"an allowlist no longer", state(true, true, true), state(true, true, false), ""},
		{"all", state(true, true, false), state(false, false, true), head + "swap, nor join or exit, nor join unless they are on the allowlist"},
	} {
		got := shutsOut(test.before, test.after)
		if (len(got) == 0) != (test.want == "") || len(got) > 0 && (got[0].Summary != test.want || got[0].Code != "users.shut_out" || got[0].Severity != ops.Warn) {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
}

// TestSeriesOf checks that unknown calls are no operations.
func TestSeriesOf(t *testing.T) {
	got := seriesOf(&recognise.Reading{Parts: []recognise.Recognised{{Operation: ops.SetSwaps{}}, {}, {Operation: ops.SetSwapFee{}}}})
	if len(got.Parts) != 2 || got.Parts[1].Operation != (ops.SetSwapFee{}) {
		t.Errorf("%+v", got)
	}
}
