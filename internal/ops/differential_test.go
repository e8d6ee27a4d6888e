package ops_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// updatesPerPool times the pools below is 320 updates, each compared with the
// contract's state when it is mined and at five later times.
const updatesPerPool = 40

// TestWeightsUpdateAgainstContracts sends random weight updates, many of them
// while another runs, and wants the pool to be what was predicted, in every
// field and to the wei, when each is mined and at five times after.
func TestWeightsUpdateAgainstContracts(t *testing.T) {
	for _, tokens := range []int{2, 3, 4, 6, 10, 17, 28, 38} {
		t.Run(fmt.Sprintf("v1/%d", tokens), func(t *testing.T) {
			differ(t, devnet.Options{Tokens: tokens}, updatesPerPool)
		})
	}
}

// TestWeightsUpdateAgainstContractsV2 does the same with the second generation.
func TestWeightsUpdateAgainstContractsV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	for _, tokens := range []int{4, 50} {
		t.Run(fmt.Sprintf("v2/%d", tokens), func(t *testing.T) {
			differ(t, devnet.Options{Tokens: tokens, Artifacts: []string{folder}}, updatesPerPool)
		})
	}
}

// rig is a pool on a chain of its own, and the dice.
type rig struct {
	*testing.T
	devnet   *devnet.Devnet
	client   *chain.Client
	dice     *rand.Rand
	compared int
}

func differ(t *testing.T, o devnet.Options, updates int) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	d, err := devnet.Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	client, err := chain.Dial(t.Context(), d.RPC, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	r := &rig{T: t, devnet: d, client: client, dice: rand.New(rand.NewPCG(1, uint64(o.Tokens)))}
	for i := range updates {
		r.update(i)
	}
	t.Logf("%d updates, %d states compared", updates, r.compared)
}

// update sends one random update and follows it.
func (r *rig) update(i int) {
	r.Helper()
	before := r.snapshot()
	at := before.Block.Time + 1 + r.upTo(100_000)
	plan, err := r.operation(before, at).Plan(before, at)
	for err == nil && len(plan.Calls) == 0 && !plan.Refused() { // the weights as they are
		plan, err = r.operation(before, at).Plan(before, at)
	}
	if err != nil || plan.Refused() {
		r.Fatalf("update %d: %v, findings %+v", i, err, plan.Findings)
	}
	r.mine(plan.Calls[0], at)
	r.compare(i, plan.Predicted)
	for _, t := range r.times(plan.Predicted.Weights, at) {
		if _, err := devnet.WarpTo(r.Context(), r.devnet.Client(), t); err != nil {
			r.Fatal(err)
		}
		predicted, err := plan.Predicted.At(t)
		if err != nil {
			r.Fatal(err)
		}
		r.compare(i, predicted)
	}
}

func (r *rig) snapshot() *ops.Snapshot {
	r.Helper()
	s, err := r.client.SnapshotWithRatios(r.Context(), r.devnet.Pool.Address, chain.Latest())
	if err != nil {
		r.Fatal(err)
	}
	return s
}

func (r *rig) compare(i int, predicted *ops.Snapshot) {
	r.Helper()
	r.compared++
	found, err := r.client.Snapshot(r.Context(), r.devnet.Pool.Address, chain.Latest())
	if err != nil {
		r.Fatal(err)
	}
	if changes := ops.Diff(predicted, found); len(changes) > 0 {
		r.Fatalf("update %d, at %s: predicted against found: %+v", i, predicted.Block.Time, changes)
	}
}

// operation draws a start before or after the time of mining, an end from the
// very same second to a year later, and weights that may stay as they are.
func (r *rig) operation(before *ops.Snapshot, at ops.Time) ops.UpdateWeights {
	start := at + r.upTo(100_000) - 50_000
	end := max(start, at)
	if r.dice.IntN(5) > 0 {
		end += r.upTo(1 << r.dice.IntN(25))
	}
	op := ops.UpdateWeights{Start: start, End: end}
	for i, weight := range r.weights(len(before.Tokens)) {
		op.Weights = append(op.Weights, ops.TokenWeight{Token: before.Tokens[i].Address, Weight: weight})
	}
	return op
}

// weights draws weights of at least 1 % each that sum to one exactly, some of
// them at the very minimum.
func (r *rig) weights(n int) []ops.Fixed {
	const percent = 10_000_000_000_000_000
	left := uint64(100-n) * percent
	weights := make([]ops.Fixed, n)
	for i := range weights {
		share := left
		if i < n-1 {
			share = r.dice.Uint64N(left/uint64(n-i)*2+1) * uint64(r.dice.IntN(4)) / 3
			share = min(share, left)
		}
		left -= share
		weights[i] = ops.FixedFrom(percent + share)
	}
	r.dice.Shuffle(n, func(i, j int) { weights[i], weights[j] = weights[j], weights[i] })
	return weights
}

// times draws five later times: within the change or around its ends, and in
// two of three cases all before its end, so that the next update interrupts it.
func (r *rig) times(ramp ops.Ramp, at ops.Time) []ops.Time {
	span := (max(ramp.End, at) - at) / 6
	if r.dice.IntN(3) == 0 {
		span = span*6/4 + 1
	}
	times := []ops.Time{}
	for t := at; len(times) < 5; {
		t += 1 + r.upTo(span)
		switch {
		case t < ramp.Start && r.dice.IntN(2) == 0:
			t = ramp.Start
		case t < ramp.End && t+span > ramp.End && r.dice.IntN(2) == 0:
			t = ramp.End
		}
		times = append(times, t)
	}
	return times
}

// upTo draws from 0 to n.
func (r *rig) upTo(n ops.Time) ops.Time { return ops.Time(r.dice.Uint64N(uint64(n) + 1)) }

// mine has the node send the call in a block of the time at.
func (r *rig) mine(call ops.Call, at ops.Time) {
	r.Helper()
	node := r.devnet.Client()
	if err := devnet.SetNextTime(r.Context(), node, at); err != nil {
		r.Fatal(err)
	}
	var hash common.Hash
	tx := map[string]any{"from": call.From, "to": call.To, "data": hexutil.Bytes(call.Data), "gas": hexutil.Uint64(10_000_000)}
	if err := node.CallContext(r.Context(), &hash, "eth_sendTransaction", tx); err != nil {
		r.Fatal(err)
	}
	for range 200 {
		var receipt *struct {
			Status hexutil.Uint64 `json:"status"`
		}
		if err := node.CallContext(r.Context(), &receipt, "eth_getTransactionReceipt", hash); err != nil {
			r.Fatal(err)
		}
		if receipt != nil {
			if receipt.Status != 1 {
				r.Fatalf("reverted: %+v", call.Args)
			}
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	r.Fatal("no receipt")
}
