package chain_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/devnet"
)

// A receipt counts only if its block comes after the one that the transaction was signed on and lists the
// transaction at its place, the account's nonce is used there, and the gas pays at least for the data.
func TestMadeUpReceipts(t *testing.T) {
	d := devChain(t, devnet.Options{})
	direct := dial(t, d.RPC, chain.Options{})
	call := swapWeights(snapshot(t, direct, d.Pool.Address, chain.Latest())).Calls[0]
	real := send(t, direct, call)
	header, err := direct.Header(t.Context(), chain.AtNumber(real.BlockNumber-1))
	if err != nil {
		t.Fatal(err)
	}
	account, err := direct.AccountAt(t.Context(), real.From, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	honest := chain.Sent{Hash: real.Hash, From: real.From, Nonce: account.Nonce - 1, Since: header.Number, Base: header.Hash, LeastGas: chain.LeastGas(call.Data)}
	made := common.Hash{0xbd} // a transaction that no block has
	for name, test := range map[string]struct {
		change func(sent *chain.Sent, receipt map[string]any)
		want   string // empty: it counts
	}{
		"the true one":        {func(*chain.Sent, map[string]any) {}, ""},
		"another index":       {func(_ *chain.Sent, r map[string]any) { r["transactionIndex"] = "0x1" }, "the block has another one there, or none"},
		"another transaction": {func(s *chain.Sent, r map[string]any) { s.Hash, r["transactionHash"] = made, made }, "the block has another one there, or none"},
		"an old block":        {func(s *chain.Sent, _ map[string]any) { s.Since, s.Base = real.BlockNumber, real.BlockHash }, "but the transaction was signed after block"},
		"an old block of a chain that was reorganised": {func(s *chain.Sent, _ map[string]any) { s.Since, s.Base = real.BlockNumber, common.Hash{1} }, ""},
		"an old block, without the hash":               {func(s *chain.Sent, _ map[string]any) { s.Since, s.Base = real.BlockNumber, common.Hash{} }, "but the transaction was signed after block"},
		"an unused nonce":                              {func(s *chain.Sent, _ map[string]any) { s.Nonce++ }, "is unused there"},
		"too little gas":                               {func(_ *chain.Sent, r map[string]any) { r["gasUsed"] = "0x5208" }, "21000 gas used, but the transaction uses at least"},
	} {
		t.Run(name, func(t *testing.T) {
			sent, receipt := honest, map[string]any{"transactionHash": real.Hash, "blockHash": real.BlockHash, "blockNumber": hexutil.EncodeUint64(real.BlockNumber),
				"transactionIndex": "0x0", "status": "0x1", "gasUsed": hexutil.EncodeUint64(real.GasUsed)}
			test.change(&sent, receipt)
			p := proxy(t, d.RPC, nil)
			p.result = func(method string, _ json.RawMessage) string {
				if method != "eth_getTransactionReceipt" {
					return ""
				}
				words, _ := json.Marshal(receipt)
				return string(words)
			}
			got, err := untilOdd(t, dial(t, p.url, chain.Options{}), sent)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("%+v, %v; want %q", got, err, test.want)
			}
		})
	}
}

// Data costs 4 gas for each zero byte and 16 for each other byte, beside 21,000.
func TestLeastGas(t *testing.T) {
	for data, want := range map[string]uint64{"": 21_000, "\x00": 21_004, "\x01": 21_016, "\x00\x01\x02": 21_036} {
		if got := chain.LeastGas([]byte(data)); got != want {
			t.Errorf("%x: %d", data, got)
		}
	}
}
