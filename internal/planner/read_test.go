package planner

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// ReadSince waits for a node that lags behind, but not forever. The clock is synctest's.
func TestReadSince(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, plantest.Pool())
		_, err := w.ReadSince(t.Context(), w.scripted, w.state.Pool.Address, 8)
		_ = plantest.WantFailure(t, err, failure.Plain, "node.behind", "at block 7, but the plan is based on block 8")
		if n := w.count("SnapshotWithRatios"); n != 61 {
			t.Errorf("it looks %d times", n)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := w.ReadSince(ctx, w.scripted, w.state.Pool.Address, 8); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if before, err := w.ReadSince(t.Context(), w.scripted, w.state.Pool.Address, 7); err != nil || before != w.state {
			t.Errorf("%v %v", before, err)
		}
		w.fails["SnapshotWithRatios"] = errors.New("unread")
		if _, err := w.ReadSince(t.Context(), w.scripted, w.state.Pool.Address, 7); !errors.Is(err, w.fails["SnapshotWithRatios"]) {
			t.Error(err)
		}
	})
}

// If mpool's arithmetic fails or differs from the pool's answers, nothing is planned.
func TestSameArithmetic(t *testing.T) {
	t.Parallel()
	for name, pool := range map[string]*ops.Snapshot{"other numbers": plantest.Pool(), "none": broken()} {
		pool.Fees.AumFeeDue = plantest.Amount(1, 18)
		w := newWorld(t, pool)
		_, err := w.ReadSince(t.Context(), w.scripted, pool.Pool.Address, 0)
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
		w := newWorld(t, plantest.Pool())
		w.fails["Newborn"] = &test.revert
		_, err := w.ProposeUnborn(t.Context(), w.scripted, creation(), terms())
		_ = plantest.WantFailure(t, err, failure.Refused, test.code, "refused: the factory rejects this:", test.hint)
	}
	w := newWorld(t, plantest.Pool())
	before, err := w.ReadUnborn(t.Context(), w.scripted, creation(), 0)
	if err != nil || before.Pool.Name != "" || before.Pool.Address != w.state.Pool.Address || before.Block != w.state.Block || !before.Tokens[0].Cash.Raw.IsZero() {
		t.Errorf("%+v %v", before, err)
	}
	for _, method := range []string{"Header", "Newborn"} {
		w := newWorld(t, plantest.Pool())
		w.fails[method] = errors.New("unread")
		if _, err := w.ReadUnborn(t.Context(), w.scripted, creation(), 0); !errors.Is(err, w.fails[method]) {
			t.Errorf("%s: %v", method, err)
		}
	}
	w.state.Pool.Unproven = "no factory knows it"
	_, err = w.ReadUnborn(t.Context(), w.scripted, creation(), 0)
	_ = plantest.WantFailure(t, err, failure.Refused, "pool.unproven")
}

// A creation also waits for a node that lags behind, but is not planned on an older block.
func TestReadUnbornWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, plantest.Pool())
		_, err := w.readFor(t.Context(), w.scripted, &ops.Plan{Operation: creation()}, 8)
		_ = plantest.WantFailure(t, err, failure.Plain, "node.behind", "at block 7, but the plan is based on block 8")
		if n := w.count("Header"); n != 61 || w.count("Newborn") != 0 {
			t.Errorf("%d looks, %d simulations", n, w.count("Newborn"))
		}
	})
}

func creation() ops.CreatePool {
	return ops.CreatePool{Sender: plantest.Owner(), Factory: common.Address{0xfa}, Generation: ops.V2, Title: "New", Symbol: "N", Owner: plantest.Owner(), SwapFee: units.FixedFrom(3e15), AumFeeID: 3,
		Tokens: []ops.NewToken{{Token: common.Address{1}, Weight: units.FixedFrom(5e17)}, {Token: common.Address{2}, Weight: units.FixedFrom(5e17)}}}
}

// A block whose hash has changed since the logs were read is an error.
func TestHeadersOf(t *testing.T) {
	t.Parallel()
	w := newWorld(t, plantest.Pool())
	w.headers = map[uint64]*chain.Header{5: {Number: 5, Hash: common.Hash{5}}}
	logs := []types.Log{{BlockNumber: 5, BlockHash: common.Hash{5}}, {BlockNumber: 5, BlockHash: common.Hash{5}}}
	if headers, err := HeadersOf(t.Context(), w.scripted, logs); err != nil || len(headers) != 1 {
		t.Errorf("%v %v", headers, err)
	}
	logs[1].BlockHash = common.Hash{6}
	_, err := HeadersOf(t.Context(), w.scripted, logs)
	_ = plantest.WantFailure(t, err, failure.Plain, "node.reorganised", "block 5 was replaced")
}
