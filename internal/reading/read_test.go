package reading

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/planner/plantest"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// ReadSince waits for a node that lags behind, but not forever. The clock is synctest's.
func TestReadSince(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newReading(t, plantest.Pool())
		_, err := w.Since(t.Context(), w.poolNode, w.state.Pool.Address, 8)
		_ = plantest.WantFailure(t, err, failure.Plain, "node.behind", "at block 7, but the plan is based on block 8")
		if n := w.count("SnapshotWithRatios"); n != 61 {
			t.Errorf("it looks %d times", n)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := w.Since(ctx, w.poolNode, w.state.Pool.Address, 8); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if before, err := w.Since(t.Context(), w.poolNode, w.state.Pool.Address, 7); err != nil || before != w.state {
			t.Errorf("%v %v", before, err)
		}
		w.fails["SnapshotWithRatios"] = errors.New("unread")
		if _, err := w.Since(t.Context(), w.poolNode, w.state.Pool.Address, 7); !errors.Is(err, w.fails["SnapshotWithRatios"]) {
			t.Error(err)
		}
	})
}

// If mpool's arithmetic fails or differs from the pool's answers, nothing is planned.
func TestSameArithmetic(t *testing.T) {
	t.Parallel()
	for name, pool := range map[string]*ops.Snapshot{"other numbers": plantest.Pool(), "none": plantest.Broken()} {
		pool.Fees.AumFeeDue = plantest.Amount(1, 18)
		w := newReading(t, pool)
		_, err := w.Since(t.Context(), w.poolNode, pool.Pool.Address, 0)
		f := plantest.WantFailure(t, err, failure.Simulation, "arithmetic")
		if differs := f.Details["differences"] != nil; differs != (name == "other numbers") {
			t.Errorf("%s: %+v", name, f.Details)
		}
	}
	if err := SameArithmetic(plantest.Pool()); err != nil {
		t.Error(err)
	}
}

// A pool that does not exist yet is read from the simulation of its creation.
func TestReadUnborn(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		revert     revert.Reason
		code, hint string
	}{
		{revert.Reason{Code: "BAL#211", Sentence: "disabled"}, "BAL#211", "with --generation"},
		{revert.Reason{Code: "BAL#001", Sentence: "underflow"}, "BAL#001", "at most 18 decimals"},
		{revert.Reason{Sentence: "it is empty"}, "revert", "check that each token is a contract, and that this --salt was not used before"},
		{revert.Reason{Code: "BAL#302", Sentence: "weight"}, "BAL#302", "trace the call"},
	} {
		w := newReading(t, plantest.Pool())
		w.fails["Newborn"] = &test.revert
		_, err := w.Unborn(t.Context(), w.poolNode, creation(), 0)
		_ = plantest.WantFailure(t, err, failure.Refused, test.code, "refused: the factory rejects this:", test.hint)
	}
	w := newReading(t, plantest.Pool())
	before, err := w.Unborn(t.Context(), w.poolNode, creation(), 0)
	if err != nil || before.Pool.Name != "" || before.Pool.Address != w.state.Pool.Address || before.Block != w.state.Block || !before.Tokens[0].Cash.Raw.IsZero() {
		t.Errorf("%+v %v", before, err)
	}
	for _, method := range []string{"Header", "Newborn"} {
		w := newReading(t, plantest.Pool())
		w.fails[method] = errors.New("unread")
		if _, err := w.Unborn(t.Context(), w.poolNode, creation(), 0); !errors.Is(err, w.fails[method]) {
			t.Errorf("%s: %v", method, err)
		}
	}
	w.state.Pool.Unproven = "no factory knows it"
	_, err = w.Unborn(t.Context(), w.poolNode, creation(), 0)
	_ = plantest.WantFailure(t, err, failure.Refused, "pool.unproven")
}

// A creation also waits for a node that lags behind, but is not planned on an older block.
func TestReadUnbornWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newReading(t, plantest.Pool())
		_, err := w.For(t.Context(), w.poolNode, &ops.Plan{Operation: creation()}, 8)
		_ = plantest.WantFailure(t, err, failure.Plain, "node.behind", "at block 7, but the plan is based on block 8")
		if n := w.count("Header"); n != 61 || w.count("Newborn") != 0 {
			t.Errorf("%d looks, %d simulations", n, w.count("Newborn"))
		}
	})
}

func creation() newpool.CreatePool {
	return newpool.CreatePool{Sender: plantest.Owner(), Factory: common.Address{0xfa}, Generation: ops.V2, Title: "New", Symbol: "N", Owner: plantest.Owner(), SwapFee: units.FixedFrom(3e15), AumFeeID: 3,
		Tokens: []newpool.NewToken{{Token: common.Address{1}, Weight: units.FixedFrom(5e17)}, {Token: common.Address{2}, Weight: units.FixedFrom(5e17)}}}
}

// poolNode answers with one pool.
type poolNode struct {
	state *ops.Snapshot
	fails map[string]error // by method
	asked []string         // methods, in order
}

func (n *poolNode) next(method string) error {
	n.asked = append(n.asked, method)
	return n.fails[method]
}

func (n *poolNode) Header(context.Context, chain.BlockRef) (*chain.Header, error) {
	b := n.state.Block
	return &chain.Header{Number: b.Number, Hash: b.Hash, Time: b.Time}, n.next("Header")
}

func (n *poolNode) SnapshotWithRatios(context.Context, common.Address, chain.BlockRef) (*ops.Snapshot, error) {
	return n.state, n.next("SnapshotWithRatios")
}

func (n *poolNode) Newborn(context.Context, *chain.Header, units.Time, ops.Call) (*ops.Snapshot, error) {
	return n.state, n.next("Newborn")
}

// count is how often a method was called.
func (n *poolNode) count(method string) (times int) {
	for _, asked := range n.asked {
		if asked == method {
			times++
		}
	}
	return times
}

// reading is a reader and its node.
type reading struct {
	*Reader
	*poolNode
}

func newReading(t *testing.T, pool *ops.Snapshot) *reading {
	t.Helper()
	return &reading{&Reader{Settings: &config.Settings{StateDir: t.TempDir()}}, &poolNode{state: pool, fails: map[string]error{}}}
}
