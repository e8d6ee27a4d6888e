package chain_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/node"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// TestGeth runs the reader and the simulation on a geth, which holds the very
// contracts and state of a development chain.
func TestGeth(t *testing.T) {
	for _, n := range []int{4, 38} {
		testGeth(t, devnet.Options{Tokens: n})
	}
}

func TestGethV2(t *testing.T) { testGeth(t, devnet.Options{Tokens: 50, Artifacts: v2Artifacts(t)}) }

func testGeth(t *testing.T, o devnet.Options) {
	d := devChain(t, o)
	backend, url := startGeth(t, dumpState(t, d))
	backend.Commit()
	p := proxy(t, url, nil)
	c := dial(t, p.url, chain.Options{})
	base, err := c.SnapshotWithRatios(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HTTP requests", p.http, 2)
	compareWithGetters(t, dialRaw(t, url), base)
	plan := swapWeights(base)
	p.reset()
	sim, err := c.Simulate(t.Context(), base, plan)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HTTP requests of the simulation", p.http, 1)
	if sim.Level != chain.Simulated || sim.Revert != nil || len(sim.States) != 1+len(plan.Moments) {
		t.Fatalf("simulation %+v", sim)
	}
	likeAnvil(t, d, base, plan, sim)
	plan.Calls[0].From = d.Accounts.LP
	checkRevert(t, c, base, plan, chain.Simulated)
}

// likeAnvil finds what geth simulates in what ops computes from the first
// simulated state on.
func likeAnvil(t *testing.T, d *devnet.Devnet, base *ops.Snapshot, plan *ops.Plan, sim *chain.Simulation) {
	t.Helper()
	equal(t, "pool", sim.States[0].Pool.Address, d.Pool.Address)
	equal(t, "ramp", sim.States[0].Weights, ops.Ramp{Start: plan.Moments[0], End: plan.Moments[1]})
	if len(ops.Diff(base, sim.States[0])) == 0 {
		t.Error("the plan has changed nothing")
	}
	for i, moment := range plan.Moments {
		state := sim.States[1+i]
		equal(t, "time", state.Block.Time, moment)
		want, err := sim.States[0].At(moment)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range ops.Diff(want, state) {
			t.Errorf("%s: %s computed %s, simulated %s", moment, change.Path, change.Before, change.After)
		}
	}
}

// dumpState is the state of a development chain as a genesis for another node.
func dumpState(t *testing.T, d *devnet.Devnet) types.GenesisAlloc {
	t.Helper()
	var packed hexutil.Bytes
	if err := d.Client().CallContext(t.Context(), &packed, "anvil_dumpState"); err != nil {
		t.Fatal(err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	var state struct {
		Accounts map[common.Address]struct {
			Nonce   json.RawMessage        `json:"nonce"`
			Balance *hexutil.Big           `json:"balance"`
			Code    hexutil.Bytes          `json:"code"`
			Storage map[string]common.Hash `json:"storage"`
		} `json:"accounts"`
	}
	if err := json.Unmarshal(text, &state); err != nil {
		t.Fatal(err)
	}
	alloc := types.GenesisAlloc{}
	for address, a := range state.Accounts {
		storage := map[common.Hash]common.Hash{}
		for slot, value := range a.Storage {
			n, ok := new(big.Int).SetString(slot, 0)
			if !ok {
				t.Fatalf("storage slot %q", slot)
			}
			storage[common.BigToHash(n)] = value
		}
		alloc[address] = types.Account{Code: a.Code, Balance: a.Balance.ToInt(), Storage: storage}
	}
	return alloc
}

// startGeth starts a geth with this state that answers HTTP.
func startGeth(t *testing.T, alloc types.GenesisAlloc) (*simulated.Backend, string) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	backend := simulated.NewBackend(alloc, func(n *node.Config, _ *ethconfig.Config) {
		n.HTTPHost, n.HTTPPort, n.HTTPModules = "127.0.0.1", port, []string{"eth"}
	})
	t.Cleanup(func() { _ = backend.Close() })
	return backend, fmt.Sprintf("http://127.0.0.1:%d", port)
}
