package named

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestOwnWords: a symbol that is one of mpool's words, or has letters that look like others, stands in
// quotes; mpool's own words do not.
func TestOwnWords(t *testing.T) {
	for _, symbol := range []Symbol{"BPT", "bpt", "ETH", "none", "rest", "all", "UTC", "refused", "nothing", "USDС", "ＵSDC"} {
		if got := symbol.String(); got != fmt.Sprintf("%q", string(symbol)) {
			t.Errorf("%s is bare", got)
		}
	}
	if got := Own("BPT").String() + Own("ETH").String(); got != "BPTETH" {
		t.Error(got)
	}
}

// TestAt: sentences show the address, commands to paste have it in full, and data is as it was.
func TestAt(t *testing.T) {
	token := common.HexToAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
	for symbol, want := range map[Symbol]string{"USDC": "USDC (0x7099…79C8)", "BPT": `"BPT" (0x7099…79C8)`} {
		at := symbol.At(token)
		raw, err := json.Marshal(at)
		if at.String() != want || at.At(token).In(10) != want || at.Word() != token.Hex() || at.Bare() != string(symbol) || at.Exact() != symbol.Exact() || string(raw) != fmt.Sprintf("%q", string(symbol)) {
			t.Errorf("%s %s %s %v", at, at.Word(), raw, err)
		}
	}
	for symbol, want := range map[Symbol]string{"USDC": "USDC", "": `"" (0x7099…79C8)`, "USDC\u200b": `"USDC\u200b" (0x7099…79C8)`, "\u200b": `"\u200b" (0x7099…79C8)`, "BPT": `"BPT"`, Own("BPT"): "BPT", Symbol("USDC").At(token): "USDC (0x7099…79C8)"} {
		of := symbol.Of(token)
		if alone, _, _ := strings.Cut(want, " (0x"); of.String() != want || of.Alone(24) != alone || of.Bare() != symbol.Bare() {
			t.Errorf("%q: %s, alone %s, want %s", string(symbol), of, of.Alone(24), want)
		}
	}
	if forged := Read("ETH" + mark + own); forged.Bare() != "ETHown" {
		t.Errorf("%q: a contract writes notes", string(forged))
	}
}
