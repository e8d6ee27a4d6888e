package chain_test

import (
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestGeth reads and simulates on a geth that has the contracts and the state of a development
// chain.
func TestGeth(t *testing.T) {
	for _, n := range []int{4, 38} {
		testGeth(t, devnet.Options{Tokens: n})
	}
}

func TestGethV2(t *testing.T) { testGeth(t, devnet.Options{Tokens: 50, Artifacts: v2Artifacts(t)}) }

func testGeth(t *testing.T, o devnet.Options) {
	d := devChain(t, o)
	url := startGeth(t, d)
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

// likeAnvil checks that geth simulates what ops computes from the first simulated state.
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

// startGeth starts a geth on the state of a development chain.
func startGeth(t *testing.T, d *devnet.Devnet) string {
	t.Helper()
	alloc, err := gethtest.State(t.Context(), d.Client())
	if err != nil {
		t.Fatal(err)
	}
	at := units.Time(time.Now().Unix())
	geth, err := gethtest.Start(alloc, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = geth.Close() })
	if _, err := geth.Mine(at + 12); err != nil {
		t.Fatal(err)
	}
	return geth.URL
}
