package chain_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// swapWeights is a plan that exchanges the first two tokens' weights within a week, starting an
// hour after the plan's time.
func swapWeights(s *ops.Snapshot) *ops.Plan {
	at := s.Block.Time + 12
	start, end := at+3600, at+3600+7*86400
	var tokens []common.Address
	var weights []units.Fixed
	for _, t := range s.Tokens {
		tokens, weights = append(tokens, t.Address), append(weights, t.Weight)
	}
	weights[0], weights[1] = weights[1], weights[0]
	return &ops.Plan{Base: s.Block, At: at, Calls: []ops.Call{weightsCall(s, start, end, tokens, weights)},
		Moments: []units.Time{start, end, (start + end) / 2, end + 1}} // in any order
}

func weightsCall(s *ops.Snapshot, start, end units.Time, tokens []common.Address, weights []units.Fixed) ops.Call {
	data := managedpool.NewManagedPool().PackUpdateWeightsGradually(bigTime(start), bigTime(end), tokens, bigFixed(weights))
	return ops.Call{From: s.Pool.Owner, To: s.Pool.Address, Data: data}
}

// TestSimulate simulates a plan, carries it out, and compares the chain with the simulated states.
func TestSimulate(t *testing.T) {
	for _, n := range []int{2, 4, 38} {
		d := devChain(t, devnet.Options{Tokens: n})
		testSimulate(t, d)
	}
}

func TestSimulateV2(t *testing.T) {
	testSimulate(t, devChain(t, devnet.Options{Tokens: 50, Artifacts: v2Artifacts(t)}))
}

func testSimulate(t *testing.T, d *devnet.Devnet) {
	c := dial(t, d.RPC, chain.Options{})
	base, err := c.SnapshotWithRatios(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	plan := swapWeights(base)
	sim, err := c.Simulate(t.Context(), base, plan)
	if err != nil {
		t.Fatal(err)
	}
	if sim.Level != chain.Simulated || sim.Revert != nil || len(sim.States) != 1+len(plan.Moments) {
		t.Fatalf("simulation %+v", sim)
	}
	if err := devnet.SetNextTime(t.Context(), d.Client(), plan.At); err != nil {
		t.Fatal(err)
	}
	receipt := send(t, c, plan.Calls[0])
	if receipt.GasUsed > sim.GasUsed[0] || receipt.GasUsed < sim.GasUsed[0]*9/10 {
		t.Errorf("simulated %d gas, used %d", sim.GasUsed[0], receipt.GasUsed)
	}
	after, err := c.Snapshot(t.Context(), d.Pool.Address, chain.AtHash(receipt.BlockHash))
	if err != nil {
		t.Fatal(err)
	}
	noDiff(t, "after", sim.States[0], after)
	for _, i := range []int{0, 2, 1, 3} { // ordered by time
		if _, err := devnet.WarpTo(t.Context(), d.Client(), plan.Moments[i]); err != nil {
			t.Fatal(err)
		}
		then, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
		if err != nil {
			t.Fatal(err)
		}
		noDiff(t, plan.Moments[i].String(), sim.States[1+i], then)
	}
}

func noDiff(t *testing.T, what string, simulated, real *ops.Snapshot) {
	t.Helper()
	if simulated.Block.Hash != (common.Hash{}) {
		t.Errorf("%s: a simulated block has a hash", what)
	}
	for _, change := range ops.Diff(simulated, real) {
		t.Errorf("%s: %s simulated %s, real %s", what, change.Path, change.Before, change.After)
	}
}

// send has the node sign and send a call, and waits until it is mined.
func send(t *testing.T, c *chain.Client, call ops.Call) *chain.Receipt {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	hash, err := c.Transactions.SendUnsigned(ctx, call.From, transaction(t, c, call))
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := c.Transactions.Await(ctx, chain.Sent{Hash: hash}, chain.Patience{Confirmations: 1, Poll: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if !receipt.Success || receipt.Hash != hash || receipt.From != call.From || receipt.GasPrice == (units.Wei{}) {
		t.Fatalf("receipt %+v", receipt)
	}
	return receipt
}

func transaction(t *testing.T, c *chain.Client, call ops.Call) *types.Transaction {
	t.Helper()
	fees, _, err := c.FeesFor(t.Context(), nil, true)
	if err != nil {
		t.Fatal(err)
	}
	gas, err := c.EstimateGas(t.Context(), call, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	account, err := c.AccountAt(t.Context(), call.From, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	id, err := c.ChainID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return types.NewTx(&types.DynamicFeeTx{ChainID: bigUint(id), Nonce: account.Pending, To: &call.To, Data: call.Data,
		Gas: gas * 13 / 10, GasTipCap: fees.Tip.Int().ToBig(), GasFeeCap: fees.FeeCap.Int().ToBig()})
}

func TestSimulateRevert(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	base, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	plan := swapWeights(base)
	plan.Calls[0].From = d.Accounts.LP
	checkRevert(t, c, base, plan, chain.Simulated)
	// The same on a node that cannot simulate.
	poor := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
		if method == "eth_simulateV1" {
			return `{"code":-32601,"message":"the method eth_simulateV1 does not exist"}`
		}
		return ""
	})
	old := dial(t, poor.url, chain.Options{})
	checkRevert(t, old, base, plan, chain.Called)
	plan.Calls[0].From = base.Pool.Owner
	sim, err := old.Simulate(t.Context(), base, plan)
	if err != nil {
		t.Fatal(err)
	}
	if sim.Level != chain.Called || sim.Revert != nil || sim.States != nil || len(sim.GasUsed) != 1 || sim.GasUsed[0] == 0 {
		t.Errorf("simulation %+v", sim)
	}
	if !strings.Contains(sim.Why, "does not exist") {
		t.Errorf("why: %s", sim.Why)
	}
}

func checkRevert(t *testing.T, c *chain.Client, base *ops.Snapshot, plan *ops.Plan, level string) {
	t.Helper()
	sim, err := c.Simulate(t.Context(), base, plan)
	if err != nil {
		t.Fatal(err)
	}
	if sim.Level != level || sim.Revert == nil || sim.States != nil {
		t.Fatalf("simulation %+v", sim)
	}
	equal(t, "code", sim.Revert.Code, "BAL#401")
	equal(t, "name", sim.Revert.Name, "SENDER_NOT_ALLOWED")
	if _, err := c.EstimateGas(t.Context(), plan.Calls[0], chain.Latest()); !errors.As(err, new(*revert.Reason)) {
		t.Errorf("the estimate says %v", err)
	}
}

func TestSimulateRefusesThePast(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	base, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	plan := swapWeights(base)
	plan.At = base.Block.Time
	if _, err := c.Simulate(t.Context(), base, plan); err == nil {
		t.Error("a plan at the base block's own time was simulated")
	}
	plan = swapWeights(base)
	plan.Moments = []units.Time{plan.At}
	if _, err := c.Simulate(t.Context(), base, plan); err == nil {
		t.Error("a moment at the plan's own time was simulated")
	}
}
