package chain_test

import (
	"encoding/json"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/devnet"
)

// TestFees has nodes with and without a fee history. The priority fee is the median over blocks
// with transactions, or the node's own proposal.
func TestFees(t *testing.T) {
	d := devChain(t, devnet.Options{})
	for _, test := range []struct{ name, history, tip string }{
		{"median", `{"reward":[["0x5"],["0x1"],["0x9"]],"gasUsedRatio":[0.1,1,0.5]}`, "0.000000005"},
		{"empty blocks do not count", `{"reward":[["0x0"],["0x7"],["0x0"]],"gasUsedRatio":[0,0.2,0]}`, "0.000000007"},
		{"only empty blocks", `{"reward":[["0x0"]],"gasUsedRatio":[0]}`, "2"},
		{"nothing", `{}`, "2"},
		{"null", `{"reward":[[null],null],"gasUsedRatio":[1,1]}`, "2"},
	} {
		p := proxy(t, d.RPC, nil)
		p.result = func(method string, _ json.RawMessage) string {
			switch method {
			case "eth_feeHistory":
				return test.history
			case "eth_maxPriorityFeePerGas":
				return `"0x77359400"`
			}
			return ""
		}
		fees, _, err := dial(t, p.url, chain.Options{}).FeesFor(t.Context(), nil, true)
		if err != nil {
			t.Fatal(test.name, err)
		}
		equal(t, test.name, fees.Tip.Gwei(), test.tip)
	}
}
