package chain_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// TestTrySafe simulates a Safe transaction that calls a contract which reverts unless the base fee
// and the gas price are set.
func TestTrySafe(t *testing.T) {
	for _, version := range []string{"1.3.0", "1.4.1", "1.5.0"} {
		t.Run(version, func(t *testing.T) {
			d := devChain(t, devnet.Options{Safe: version})
			probe := common.HexToAddress("0x0b5e")
			// reverts if BASEFEE or GASPRICE is zero
			if err := dialRaw(t, d.RPC).CallContext(t.Context(), nil, "anvil_setCode", probe, "0x48153a1517600957005b60006000fd"); err != nil {
				t.Fatal(err)
			}
			for name, url := range map[string]string{"anvil": d.RPC, "geth": startGeth(t, d)} {
				c := dial(t, url, chain.Options{})
				tryProbe(t, c, name, url, d, probe)
			}
		})
	}
}

func tryProbe(t *testing.T, c *chain.Client, name, url string, d *devnet.Devnet, probe common.Address) {
	t.Helper()
	out := trySafe(t, c, url, d, chain.SafeTrial{To: probe, Tokens: []common.Address{d.Tokens[0].Address}})
	if out.Revert != nil || out.Failed || len(out.Changed) > 0 || len(out.Holds) != 2 || len(out.Untold) > 0 {
		t.Errorf("%s: %+v %v", name, out, out.Revert)
	}
}

// trySafe simulates the next transaction of the development chain's Safe.
func trySafe(t *testing.T, c *chain.Client, url string, d *devnet.Devnet, trial chain.SafeTrial) *chain.SafeOutcome {
	t.Helper()
	head, err := c.Header(t.Context(), chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Safes(t.Context(), chain.AtHash(head.Hash), []common.Address{d.Safe.Address})
	if err != nil || found[d.Safe.Address] == nil {
		t.Fatalf("no Safe: %v", err)
	}
	s := found[d.Safe.Address]
	zero := new(big.Int)
	data := safecontract.NewSafe().PackGetTransactionHash(trial.To, zero, trial.Data, 0, zero, zero, zero, common.Address{}, common.Address{}, new(big.Int).SetUint64(s.Nonce))
	var answer hexutil.Bytes // the hash contains the chain's ID
	if err := dialRaw(t, url).CallContext(t.Context(), &answer, "eth_call", map[string]any{"to": s.Address, "data": hexutil.Bytes(data)}, "latest"); err != nil {
		t.Fatal(err)
	}
	trial.Safe, trial.Nonce, trial.Hash = s, s.Nonce, common.BytesToHash(answer)
	out, err := c.TrySafe(t.Context(), ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}, head.Time+12, trial)
	if err != nil || out.Why != "" {
		t.Fatalf("%v %+v", err, out)
	}
	return out
}

// If the node stops simulating, nothing is said about the Safe's guard.
func TestTrySafeUnread(t *testing.T) {
	d := devChain(t, devnet.Options{Safe: "1.4.1"})
	asked := 0
	p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
		if method != "eth_simulateV1" {
			return ""
		}
		if asked++; asked == 1 {
			return ""
		}
		return `{"code":-32601,"message":"method not found"}`
	})
	c := dial(t, p.url, chain.Options{})
	head, err := c.Header(t.Context(), chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Safes(t.Context(), chain.AtHash(head.Hash), []common.Address{d.Safe.Address})
	if err != nil {
		t.Fatal(err)
	}
	s := found[d.Safe.Address]
	s.Guard = common.HexToAddress("0xaa")
	trial := chain.SafeTrial{Safe: s, To: d.Contracts.Vault, Data: []byte{1, 2, 3, 4}, Nonce: s.Nonce} // of a wrong hash, so it reverts
	out, err := c.TrySafe(t.Context(), ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}, head.Time+12, trial)
	var unable *wire.UnableError
	if !errors.As(err, &unable) || asked < 2 {
		t.Errorf("%v, %+v after %d simulations", err, out, asked)
	}
}

// TestTrySafeFallsSilent has a contract that reports the Safe's balance and others' rights until
// the Safe's transaction has called it. Afterwards both are unknown.
func TestTrySafeFallsSilent(t *testing.T) {
	d := devChain(t, devnet.Options{Safe: "1.4.1"})
	probe, holder := common.HexToAddress("0x0b5e"), common.HexToAddress("0x00000000000000000000000000000000cafe0001")
	// five bytes of calldata set slot 0; other calls return 0, or revert if slot 0 is set
	code := hexutil.Bytes(common.FromHex("366005" + "1415600e57" + "600160005500" + "5b600054601a57" + "60206000f3" + "5b60006000fd"))
	if err := dialRaw(t, d.RPC).CallContext(t.Context(), nil, "anvil_setCode", probe, code); err != nil {
		t.Fatal(err)
	}
	c := dial(t, d.RPC, chain.Options{})
	trial := chain.SafeTrial{To: probe, Data: make([]byte, 5), Tokens: []common.Address{probe}, Holders: []common.Address{holder}, Contracts: []common.Address{probe}}
	out := trySafe(t, c, d.RPC, d, trial)
	if out.Revert != nil || !out.TooMany || len(out.Untold) != 1 || out.Untold[0] != probe {
		t.Errorf("%+v %v", out, out.Revert)
	}
	trial.Data = make([]byte, 6) // the contract answers this, and nothing changes
	if out := trySafe(t, c, d.RPC, d, trial); out.Revert != nil || out.TooMany || len(out.Untold) > 0 {
		t.Errorf("%+v %v", out, out.Revert)
	}
}
