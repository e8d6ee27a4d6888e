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
	ramp := func(function, third string) review.Call {
		call := doing(function+"(uint256)", "0")
		for _, value := range []string{"0", third, "2"} {
			call.Call.Args = append(call.Call.Args, decode.Value{Value: value})
		}
		return call
	}
	needless := doing("setSwapFeePercentage(uint256)", "1")
	needless.Findings = []ops.Finding{{Severity: ops.Warn, Code: "call.needless"}}
	idle := doing("setSwapEnabled(bool)", "false")
	idle.Findings = needless.Findings
	const later = "warn safe.nonce.later"
	for _, test := range []struct {
		name     string
		call     review.Call
		nonce    uint64
		behind   uint64
		accepted bool
		want     string
	}{
		{"swaps on", doing("setSwapEnabled(bool)", "true"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"swaps on, as the next one", doing("setSwapEnabled(bool)", "true"), 7, 0, false, ""},
		{"swaps on, behind the queue", doing("setSwapEnabled(bool)", "true"), 9, 9, false, "note safe.nonce.queue"},
		{"swaps on, far behind the queue", doing("setSwapEnabled(bool)", "true"), 10, 9, false, later + ", refuse safe.nonce.later"},
		{"swaps off", doing("setSwapEnabled(bool)", "false"), 9, 0, false, later},
		{"joins on", doing("setJoinExitEnabled(bool)", "true"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"the allowlist off", doing("setMustAllowlistLPs(bool)", "false"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"the allowlist on", doing("setMustAllowlistLPs(bool)", "true"), 9, 0, false, later},
		{"a new member", doing("addAllowedAddress(address)", "0x1"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"a call without effect", needless, 9, 0, false, later + ", refuse safe.nonce.later"},
		{"swaps off, without effect", idle, 9, 0, false, later},
		{"another call", doing("setSwapFeePercentage(uint256)", "1"), 9, 0, false, later},
		{"weights", ramp("updateWeightsGradually", "1"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"weights that the user knows", ramp("updateWeightsGradually", "1"), 9, 0, true, later},
		{"weights, as the next one", ramp("updateWeightsGradually", "1"), 7, 0, false, ""},
		{"weights, behind the queue", ramp("updateWeightsGradually", "1"), 9, 9, false, "note safe.nonce.queue"},
		{"a fee ramp", ramp("updateSwapFeeGradually", "1"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"a fee", ramp("updateSwapFeeGradually", "2"), 9, 0, false, later},
		{"a new token", ramp("addToken", "1"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"a token less", ramp("removeToken", "1"), 9, 0, false, later + ", refuse safe.nonce.later"},
		{"swaps on, and the user knows it", doing("setSwapEnabled(bool)", "true"), 9, 0, true, later + ", refuse safe.nonce.later"},
		{"an unknown call", review.Call{}, 9, 0, false, later},
	} {
		j := aRequest()
		j.behind = test.behind
		tx, _ := at(t, j, test.nonce)
		if got := codesOf(j.signingFindings(tx, []review.Call{test.call}, test.accepted)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
