package chain_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// TestTrySafe tries the transaction of a Safe that calls what reverts unless there
// are a base fee and a price of gas.
func TestTrySafe(t *testing.T) {
	for _, version := range []string{"1.3.0", "1.4.1", "1.5.0"} {
		t.Run(version, func(t *testing.T) {
			d := devChain(t, devnet.Options{Safe: version})
			probe := common.HexToAddress("0x0b5e")
			// BASEFEE and GASPRICE are not zero, or it reverts
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
	head, err := c.Header(t.Context(), chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Safes(t.Context(), chain.AtHash(head.Hash), []common.Address{d.Safe.Address})
	if err != nil || found[d.Safe.Address] == nil {
		t.Fatalf("%s: no Safe: %v", name, err)
	}
	s := found[d.Safe.Address]
	zero := new(big.Int)
	data := safecontract.NewSafe().PackGetTransactionHash(probe, zero, nil, 0, zero, zero, zero, common.Address{}, common.Address{}, new(big.Int).SetUint64(s.Nonce))
	var answer hexutil.Bytes // of this chain, for its id is in it
	if err := dialRaw(t, url).CallContext(t.Context(), &answer, "eth_call", map[string]any{"to": s.Address, "data": hexutil.Bytes(data)}, "latest"); err != nil {
		t.Fatal(err)
	}
	out, err := c.TrySafe(t.Context(), ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}, head.Time+12,
		chain.SafeTrial{Safe: s, To: probe, Nonce: s.Nonce, Hash: common.BytesToHash(answer), Tokens: []common.Address{d.Tokens[0].Address}})
	if err != nil || out.Why != "" {
		t.Fatalf("%s: %v %+v", name, err, out)
	}
	if out.Revert != nil || out.Failed || len(out.Changed) > 0 || len(out.Holds) != 2 {
		t.Errorf("%s: %+v %v", name, out, out.Revert)
	}
}
