package fork_test

import (
	"context"
	"testing"
	"time"

	"go.uber.org/goleak"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// upstream is a devnet that is forked, and a client of it.
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

func percent(n uint64) ops.Fixed { return ops.FixedFrom(n * 1e16) }

// weights moves the demo pool's four weights.
func weights(t testing.TB, c *chain.Client, d *devnet.Devnet, from, long ops.Time, to ...uint64) ops.UpdateWeights {
	t.Helper()
	s, err := c.Snapshot(context.Background(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	op := ops.UpdateWeights{Start: s.Block.Time + from, End: s.Block.Time + from + long}
	for i, token := range s.Tokens {
		op.Weights = append(op.Weights, ops.TokenWeight{Token: token.Address, Weight: percent(to[i])})
	}
	return op
}

const day = ops.Time(24 * 60 * 60)

func TestWeightUpdate(t *testing.T) {
	d, node := upstream(t)
	op := weights(t, node, d, 3600, 7*day, 10, 20, 30, 40)
	f := start(t, fork.Options{Node: node})
	step, err := f.Run(t.Context(), fork.Request{Pool: d.Pool.Address, Operation: op, Looks: []ops.Time{op.Start + day}})
	if err != nil {
		t.Fatal(err)
	}
	if step.Verdict != fork.OK || len(step.Moments) != 6 || step.Calls[0].Revert != nil {
		t.Errorf("%+v", step)
	}
}
