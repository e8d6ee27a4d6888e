package fork_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// upstream is the devnet to fork, and a client of it.
func upstream(t testing.TB) (*devnet.Devnet, *chain.Client) {
	t.Helper()
	d, err := devnet.Start(context.Background(), devnet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d, dial(t, d.RPC)
}

func dial(t testing.TB, url string) *chain.Client {
	t.Helper()
	c, err := chain.Dial(context.Background(), url, chain.Options{Timeout: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func start(t testing.TB, o fork.Options) *fork.Fork {
	t.Helper()
	f, err := fork.Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

func run(t testing.TB, f *fork.Fork, r fork.Request) *fork.Step {
	t.Helper()
	step, err := f.Run(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return step
}

func read(t testing.TB, c *chain.Client, pool common.Address) *ops.Snapshot {
	t.Helper()
	s, err := c.SnapshotWithRatios(context.Background(), pool, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const day = units.Time(24 * 60 * 60)

// weights returns an operation that changes a pool's weights, in percent.
func weights(t testing.TB, c *chain.Client, pool common.Address, from, long units.Time, to ...uint64) ops.UpdateWeights {
	t.Helper()
	s := read(t, c, pool)
	op := ops.UpdateWeights{Start: s.Block.Time + from, End: s.Block.Time + from + long}
	for i, token := range s.Tokens {
		op.Weights = append(op.Weights, ops.TokenWeight{Token: token.Address, Weight: units.FixedFrom(to[i] * 1e16)})
	}
	return op
}

// wantOK fails unless the step did everything as predicted.
func wantOK(t testing.TB, step *fork.Step, calls, moments int) {
	t.Helper()
	if step.Verdict != fork.OK || len(step.Calls) != calls || len(step.Moments) != moments {
		t.Errorf("%s: %d calls, %d moments", step.Verdict, len(step.Calls), len(step.Moments))
	}
	for _, call := range step.Calls {
		if call.Revert != nil || len(call.Differences) > 0 || call.GasUsed == 0 || call.Fields < 40 || len(call.Events) == 0 {
			t.Errorf("call %+v", call)
		}
	}
	for _, m := range step.Moments {
		if len(m.Differences) > 0 || m.Fields < 40 || m.Found.Block.Time != m.Time {
			t.Errorf("%s: %+v", m.Label, m.Differences)
		}
	}
}

func TestWeightUpdate(t *testing.T) {
	d, node := upstream(t)
	before, head := read(t, node, d.Pool.Address), dump(t, d)
	op := weights(t, node, d.Pool.Address, 3600, 7*day, 10, 20, 30, 40)
	f := start(t, fork.Options{Node: node})
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op, Looks: []units.Time{op.Start + day}})
	wantOK(t, step, 1, 6)
	labels := []string{}
	for _, m := range step.Moments {
		labels = append(labels, m.Label)
	}
	if got := strings.Join(labels, "; "); got != "weights start; asked for; weights one quarter; weights half way; weights three quarters; weights end" {
		t.Error(got)
	}
	if e := step.Calls[0].Events[0]; e.Is != "the pool" || !strings.HasPrefix(e.Signature, "GradualWeightUpdateScheduled") {
		t.Errorf("%+v", e)
	}
	checkSeries(t, step)
	r := f.Result()
	if r.Verdict != fork.OK || r.Level != fork.Forked || r.ChainID != 31337 || r.Block.Hash != before.Block.Hash || !r.Expected() || r.Requests == 0 {
		t.Errorf("%+v", r)
	}
	f.Close()
	after := read(t, node, d.Pool.Address)
	if after.Block != before.Block || len(ops.Diff(before, after)) > 0 || dump(t, d) != head {
		t.Error("the fork has changed the node that it was forked from")
	}
}

// dump returns the node's whole state.
func dump(t testing.TB, d *devnet.Devnet) string {
	t.Helper()
	var state string
	if err := d.Client().Call(&state, "anvil_dumpState"); err != nil {
		t.Fatal(err)
	}
	return state
}

func checkSeries(t *testing.T, step *fork.Step) {
	t.Helper()
	s := step.Series
	if s == nil || len(s.Times) < 40 || s.Times[0] != step.After.Block.Time || s.Times[len(s.Times)-1] != step.After.Weights.End {
		t.Fatalf("%+v", s)
	}
	kinds := map[string]int{}
	for _, line := range s.Lines {
		kinds[line.Kind]++
		if len(line.Values) != len(s.Times) {
			t.Errorf("%s %s has %d values at %d times", line.Kind, line.Symbol, len(line.Values), len(s.Times))
		}
	}
	if kinds[fork.LineWeight] != 4 || kinds[fork.LineSwapFee] != 1 || kinds[fork.LineLower] != kinds[fork.LinePrice] {
		t.Error(kinds)
	}
}

// The second operation sees the changes of the first one, but not its time travel.
func TestOneAfterTheOther(t *testing.T) {
	d, node := upstream(t)
	f := start(t, fork.Options{Node: node})
	first := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 0, day, 10, 20, 30, 40)})
	second := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 0, 2*day, 40, 30, 20, 10)})
	wantOK(t, first, 1, 4)
	wantOK(t, second, 1, 4)
	if second.Before.Weights != first.After.Weights || second.After.Block.Time != first.After.Block.Time+12 {
		t.Errorf("%+v after %+v", second.Before.Block, first.After.Block)
	}
	again := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: second.Plan.Operation})
	if again.Verdict != fork.OK || len(again.Plan.Calls) != 0 || again.After != nil {
		t.Errorf("%+v", again.Calls)
	}
	if r := f.Result(); len(r.Steps) != 3 || r.Verdict != fork.OK {
		t.Errorf("%+v", r)
	}
}

// Nobody has the owner's key: the owner is a contract, here the Vault itself.
func TestOwnerIsAContract(t *testing.T) {
	d, node := upstream(t)
	pool := owned(t, d, d.Contracts.Vault)
	f := start(t, fork.Options{Node: node})
	step := run(t, f, fork.Request{Pool: pool, Operation: weights(t, node, pool, 0, day, 30, 70)})
	wantOK(t, step, 1, 4)
	if step.Pool.OwnerKind != ops.OwnerContract || step.Calls[0].From != d.Contracts.Vault {
		t.Errorf("%+v", step.Pool)
	}
}

// owned creates a pool of two tokens with this owner.
func owned(t testing.TB, d *devnet.Devnet, owner common.Address) common.Address {
	t.Helper()
	spec := devnet.PoolSpec{Symbol: "OWNED", Owner: owner, SwapFee: units.FixedFrom(3e15)}
	for _, token := range d.Tokens[:2] {
		balance := units.FixedFrom(1e9)
		spec.Tokens = append(spec.Tokens, devnet.PoolToken{Address: token.Address, Weight: units.FixedFrom(5e17), Balance: *balance.Int()})
	}
	pool, err := d.CreatePool(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	return pool.Address
}

// A go-ethereum with the same contracts and state can be forked too.
func TestForkOfGeth(t *testing.T) {
	d, _ := upstream(t)
	alloc, err := gethtest.State(t.Context(), d.Client())
	if err != nil {
		t.Fatal(err)
	}
	geth, err := gethtest.Start(alloc, units.Time(time.Now().Unix()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = geth.Close() }()
	if _, err := geth.Mine(geth.Now() + 12); err != nil {
		t.Fatal(err)
	}
	head, node := geth.Head(), dial(t, geth.URL)
	f := start(t, fork.Options{Node: node, Queries: d.Contracts.Queries})
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 60, day, 10, 20, 30, 40)})
	wantOK(t, step, 1, 5)
	if geth.Head() != head {
		t.Error("geth has another block now")
	}
	for _, try := range step.Tryouts {
		if !try.Before.Works || !try.After.Works || try.Kind != fork.TrySwap && try.How != "BalancerQueries" {
			t.Errorf("%+v", try)
		}
	}
	t.Logf("%d requests", f.Result().Requests)
}

// A fork of an older block does not have later changes.
func TestPinnedBlock(t *testing.T) {
	d, node := upstream(t)
	base := read(t, node, d.Pool.Address)
	op := weights(t, node, d.Pool.Address, 3600, day, 10, 20, 30, 40)
	if _, err := devnet.Warp(t.Context(), d.Client(), 100_000); err != nil { // after the end of the change
		t.Fatal(err)
	}
	f := start(t, fork.Options{Node: node, Block: chain.AtHash(base.Block.Hash)})
	wantOK(t, run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op}), 1, 5)
	late := start(t, fork.Options{Node: node})
	step := run(t, late, fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Verdict != fork.Refused || len(step.Calls) != 0 || late.Result().Verdict != fork.Refused {
		t.Errorf("%s: %+v", step.Verdict, step.Plan.Findings)
	}
}
