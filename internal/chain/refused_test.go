package chain_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/devnet"
)

// TestGethRefusesForGood sends a real geth a transaction that the chain's rules forbid. The refusal
// leaves nothing behind, and geth accepts the next transaction with the same nonce.
func TestGethRefusesForGood(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, startGeth(t, d), chain.Options{})
	key, err := crypto.HexToECDSA("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
	if err != nil {
		t.Fatal(err)
	}
	from := crypto.PubkeyToAddress(key.PublicKey)
	account, err := c.AccountAt(t.Context(), from, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	id, err := c.ChainID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	signed := func(gas, nonce uint64) (chain.Sent, []byte) {
		tx, err := types.SignNewTx(key, types.LatestSignerForChainID(bigUint(id)), &types.DynamicFeeTx{ChainID: bigUint(id), Nonce: nonce, To: &from, Gas: gas,
			GasFeeCap: big.NewInt(100_000_000_000), GasTipCap: big.NewInt(1_000_000_000)})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := tx.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		return chain.Sent{Hash: tx.Hash(), From: from, Nonce: nonce}, raw
	}
	out, raw := signed(chain.TransactionGas+1, account.Nonce)
	err = c.Transactions.SendRaw(t.Context(), raw)
	t.Log(err)
	trace, lookErr := c.Transactions.Trace(t.Context(), out)
	if kind(err) != "refused" || lookErr != nil || !trace.Nothing() {
		t.Errorf("%v; %+v, %v", err, trace, lookErr)
	}
	out, raw = signed(21_000, account.Nonce)
	if err := c.Transactions.SendRaw(t.Context(), raw); err != nil {
		t.Fatal(err)
	}
	if trace, err := c.Transactions.Trace(t.Context(), out); err != nil || !trace.Known || !trace.Waiting {
		t.Errorf("%+v, %v", trace, err)
	}
}

// TestNoSimulationInAnyWords has nodes without simulations that say so in different words.
func TestNoSimulationInAnyWords(t *testing.T) {
	d := devChain(t, devnet.Options{})
	base := snapshot(t, dial(t, d.RPC, chain.Options{}), d.Pool.Address, chain.Latest())
	for _, said := range []string{
		`{"code":-32075,"message":"Method disabled"}`, `{"code":-32600,"message":"Unsupported method: eth_simulateV1 on ETH_MAINNET"}`,
		`{"code":-32601,"message":"The method eth_simulateV1 is not supported"}`, `{"code":1,"message":"not on the list"}`,
	} {
		p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
			if method == "eth_simulateV1" {
				return said
			}
			return ""
		})
		sim, err := dial(t, p.url, chain.Options{}).Simulate(t.Context(), base, swapWeights(base))
		if err != nil || sim.Level != chain.Called || sim.Why == "" {
			t.Errorf("%s: %+v, %v", said, sim, err)
		}
	}
	// A node that can simulate but fails at this must not be accepted with less proof.
	p := proxy(t, d.RPC, func(method string, params json.RawMessage) string {
		if method == "eth_simulateV1" && len(params) > 100 {
			return `{"code":-32000,"message":"out of disk"}`
		}
		return ""
	})
	if sim, err := dial(t, p.url, chain.Options{}).Simulate(t.Context(), base, swapWeights(base)); err == nil || !strings.Contains(err.Error(), "out of disk") {
		t.Errorf("%+v, %v", sim, err)
	}
}

// TestDataFee has a chain whose GasPriceOracle answers.
func TestDataFee(t *testing.T) {
	d := devChain(t, devnet.Options{})
	asked := 0
	p := proxy(t, d.RPC, nil)
	p.result = func(method string, params json.RawMessage) string {
		if method == "eth_call" && strings.Contains(strings.ToLower(string(params)), "0x420000000000000000000000000000000000000f") && strings.Contains(string(params), "0x49948e0e") {
			asked++
			return `"` + common.BigToHash(big.NewInt(7)).Hex() + `"`
		}
		return ""
	}
	to := common.Address{1}
	txs := []*types.Transaction{types.NewTx(&types.DynamicFeeTx{To: &to}), types.NewTx(&types.DynamicFeeTx{To: &to, Data: make([]byte, 100)})}
	fee, err := dial(t, p.url, chain.Options{}).DataFee(t.Context(), txs)
	if err != nil || asked != 2 || fee.Int().Uint64() != 14 {
		t.Errorf("%s after %d, %v", fee.Int(), asked, err)
	}
}
