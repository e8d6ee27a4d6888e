package signing

import (
	"testing"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/review"
)

// TestEarly: for a later nonce, a call that opens a pool or has no effect now is refused, unless the earlier
// transactions were simulated.
func TestEarly(t *testing.T) {
	doing := func(function, value string) review.Call {
		return review.Call{Number: 1, InnerCall: explain.InnerCall{Call: &decode.Call{Function: function, Args: []decode.Value{{Value: value}}}}}
	}
	needless := doing("setSwapFeePercentage(uint256)", "1")
	needless.Findings = []ops.Finding{{Severity: ops.Warn, Code: "call.needless"}}
	const later = "warn safe.nonce.later"
	for _, test := range []struct {
		name   string
		call   review.Call
		nonce  uint64
		behind uint64
		want   string
	}{
		{"swaps on", doing("setSwapEnabled(bool)", "true"), 9, 0, later + ", refuse safe.nonce.later"},
		{"swaps on, as the next one", doing("setSwapEnabled(bool)", "true"), 7, 0, ""},
		{"swaps on, behind the queue", doing("setSwapEnabled(bool)", "true"), 9, 9, "note safe.nonce.queue"},
		{"swaps on, far behind the queue", doing("setSwapEnabled(bool)", "true"), 10, 9, later + ", refuse safe.nonce.later"},
		{"swaps off", doing("setSwapEnabled(bool)", "false"), 9, 0, later},
		{"joins on", doing("setJoinExitEnabled(bool)", "true"), 9, 0, later + ", refuse safe.nonce.later"},
		{"the allowlist off", doing("setMustAllowlistLPs(bool)", "false"), 9, 0, later + ", refuse safe.nonce.later"},
		{"the allowlist on", doing("setMustAllowlistLPs(bool)", "true"), 9, 0, later},
		{"a new member", doing("addAllowedAddress(address)", "0x1"), 9, 0, later + ", refuse safe.nonce.later"},
		{"a call without effect", needless, 9, 0, later + ", refuse safe.nonce.later"},
		{"another call", doing("setSwapFeePercentage(uint256)", "1"), 9, 0, later},
		{"an unknown call", review.Call{}, 9, 0, later},
	} {
		j := aRequest()
		j.behind = test.behind
		tx, _ := at(t, j, test.nonce)
		if got := codesOf(j.signingFindings(tx, []review.Call{test.call})); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
