package request_test

import (
	"testing"

	"mpool/internal/batch"
	"mpool/internal/request"
)

// An operation of a batch is shown as the command with the same fields.
func TestCommandLine(t *testing.T) {
	for words, want := range map[string]string{
		"{operation: weights-update, pool: fund, to: {WETH: 45%, USDC: rest}, duration: 7d}":         "mpool weights-update fund --to WETH=45% --to USDC=rest --duration 7d",
		"{operation: remove-token, pool: fund, wait: 8d, token: DAI, burn: fair}":                    "mpool remove-token fund DAI --burn fair",
		"{operation: fee-set, fee: 0.3%}":                                                            "mpool fee-set 0.3%",
		"{operation: breakers clear, pool: fund, tokens: [DAI, WETH]}":                               "mpool breakers clear fund DAI,WETH",
		"{operation: fee-ramp, pool: fund, end-fee: 1%, duration: 3d, start: 2026-12-01 09:00 UTC}":  "mpool fee-ramp fund --end-fee 1% --duration 3d --start '2026-12-01 09:00 UTC'",
		"{operation: manage-balance withdraw, pool: fund, amounts: {USDC: \"1000\", WETH: \"0.5\"}}": "mpool manage-balance withdraw fund USDC=1000 WETH=0.5",
		"{operation: breakers clear, pool: fund, all: true}":                                         "mpool breakers clear fund --all=true",
	} {
		items, err := batch.Parse([]byte("- "+words), request.Shapes(), "")
		if err != nil {
			t.Errorf("%s: %v", words, err)
			continue
		}
		if got := request.CommandLine(items[0]); got != want {
			t.Errorf("%s:\n%s, want\n%s", words, got, want)
		}
	}
}
