package chain_test

import (
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// ten is the address of the pool ten times, followed by an address that is not a pool.
func ten(d *devnet.Devnet) (all []common.Address) {
	for range 10 {
		all = append(all, d.Pool.Address)
	}
	return append(all, common.Address{0x77})
}

// Ten pools take two HTTP requests, one of them for the ratios of circuit breakers. Each result
// equals that of a separate read. An address that is not a pool has no result, and the beside calls
// are made once.
func TestPoolsTogether(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, func(string, json.RawMessage) string { return "" })
	c := dial(t, p.url, chain.Options{})
	c.Lens.Beside(getters(d))
	all := c.SnapshotsTogether(t.Context(), ten(d), chain.Latest())
	equal(t, "HTTP requests", p.http, 2)
	want, err := c.SnapshotWithRatios(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HTTP requests for one more", p.http, 4)
	equal(t, "answers", len(all), 11)
	for i, s := range all[:10] {
		if s == nil || len(ops.Diff(want, s)) > 0 || s.Block != want.Block || s.Tokens[0].Breaker.UpperRatio == 0 || s.Tokens[0].Breaker.UpperRatio != want.Tokens[0].Breaker.UpperRatio {
			t.Fatalf("pool %d: %+v\nwant %+v", i, s, want)
		}
	}
	if all[10] != nil {
		t.Error("a pool where there is none")
	}
	p.http = 0
	if _, err := c.TryBounded(t.Context(), getters(d), chain.AtHash(want.Block.Hash), chain.BesideGas); err != nil || p.http != 0 {
		t.Errorf("%v, %d requests for what was asked beside", err, p.http)
	}
}

// A node that refuses long batches gets fewer pools at a time. From a node that refuses all
// batches, each pool must be read alone.
func TestPoolsInShortBatches(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, nil)
	p.longest = 12
	c := dial(t, p.url, chain.Options{})
	for i, s := range c.SnapshotsTogether(t.Context(), ten(d)[:10], chain.Latest()) {
		if s == nil {
			t.Fatalf("pool %d is not read", i)
		}
	}
	equal(t, "HTTP requests", p.http, 2+4) // refused for 20 and 10 pools; 5 and 5 with their ratios accepted
	p.longest = 1
	c = dial(t, p.url, chain.Options{})
	for _, s := range c.SnapshotsTogether(t.Context(), ten(d)[:10], chain.Latest()) {
		if s != nil {
			t.Fatal("a pool is read without batches")
		}
	}
	if s := snapshot(t, c, d.Pool.Address, chain.Latest()); s == nil {
		t.Fatal("nor by itself")
	}
}

// If a block is mined during the read, no pool of another block is accepted.
func TestPoolsApart(t *testing.T) {
	d := devChain(t, devnet.Options{})
	seen := 0
	p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
		if method == "eth_call" {
			if seen++; seen == 10 {
				if _, err := devnet.Warp(t.Context(), d.Client(), 1); err != nil {
					t.Error(err)
				}
			}
		}
		return ""
	})
	c := dial(t, p.url, chain.Options{})
	read := 0
	for _, s := range c.SnapshotsTogether(t.Context(), ten(d)[:10], chain.Latest()) {
		if s != nil {
			read++
		}
	}
	if read == 0 || read == 10 {
		t.Errorf("%d of 10 pools are taken", read)
	}
}
