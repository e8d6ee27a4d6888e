package signing

import (
	"math/big"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe/review"
	"mpool/internal/units"
)

// The question repeats the first line, the warnings and the gas fee, and ends with what is asked.
func TestQuestionRepeatsWhatIsSigned(t *testing.T) {
	v := &HashView{ChainID: 1, Safe: planview.Safe{Threshold: 2}, Transaction: review.Transaction{Nonce: 7}, change: "swap fee 0.3% → 1%",
		Findings: []ops.Finding{{Severity: ops.Warn, Code: "fee.high", Summary: "the fee is high"}, {Severity: ops.Note, Code: "fee.jump", Summary: "it jumps"}},
		cost:     &planview.Cost{Most: units.WeiOf(big.NewInt(2e14))}}
	want := "Safe transaction 7: swap fee 0.3% → 1%; needs 2 signatures\nwarning: the fee is high [fee.high]\nfor the execution: gas fee at most 0.0002 ETH\nsign transaction 7?"
	if got := v.question("sign transaction 7?"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	v.cost, v.Findings = nil, nil
	if got := v.question("sign transaction 7?"); strings.Count(got, "\n") != 1 {
		t.Errorf("%s", got)
	}
}
