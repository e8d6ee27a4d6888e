package chain_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// getters returns calls without arguments: two of the pool, one of a contract without such a
// function, and one of an address without code.
func getters(d *devnet.Devnet) []ops.Call {
	return []ops.Call{
		{To: d.Pool.Address, Data: []byte{0x31, 0x3c, 0xe5, 0x67}},       // decimals()
		{To: d.Pool.Address, Data: []byte{0x06, 0xfd, 0xde, 0x03}},       // name()
		{To: d.Contracts.Vault, Data: []byte{0x31, 0x3c, 0xe5, 0x67}},    // no such function
		{To: common.Address{0x77}, Data: []byte{0xfe, 0xaf, 0x96, 0x8c}}, // no code
	}
}

func shown(all []chain.Attempt) string {
	var words []string
	for _, a := range all {
		words = append(words, fmt.Sprintf("%x %t", a.Answer, a.Revert != nil))
	}
	return strings.Join(words, ", ")
}

// The beside calls share the one round trip that reads a pool, and their answers equal those of
// separate calls, with both ways of calling the lens contract.
func TestBesideInOneRoundTrip(t *testing.T) {
	d := devChain(t, devnet.Options{})
	calls := getters(d)
	alone := dial(t, d.RPC, chain.Options{})
	for _, refused := range []bool{false, true} {
		p := proxy(t, d.RPC, func(method string, params json.RawMessage) string {
			if refused && method == "eth_call" && !strings.Contains(string(params), `"to"`) {
				return `{"code":-32000,"message":"contract creation is not allowed"}`
			}
			return ""
		})
		c := dial(t, p.url, chain.Options{})
		c.Lens.Beside(calls)
		if refused {
			snapshot(t, c, d.Pool.Address, chain.Latest()) // the client learns that the node refuses creations
			p.http = 0
		}
		s := snapshot(t, c, d.Pool.Address, chain.Latest())
		came, err := c.TryBounded(t.Context(), calls[:3], chain.AtHash(s.Block.Hash), chain.BesideGas)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "HTTP requests for pool and feeds", p.http, 1)
		want, err := alone.TryBounded(t.Context(), calls[:3], chain.AtHash(s.Block.Hash), chain.BesideGas)
		if err != nil || shown(came) != shown(want) || came[2].Revert.Error() != want[2].Revert.Error() {
			t.Errorf("%v: %s %v\nwant %s %v", err, shown(came), came[2].Revert, shown(want), want[2].Revert)
		}
		nothing, err := c.TryBounded(t.Context(), calls[3:], chain.AtHash(s.Block.Hash), chain.BesideGas)
		if err != nil || nothing[0].Revert != nil || len(nothing[0].Answer) != 0 {
			t.Errorf("%v, %v", nothing, err)
		}
		equal(t, "HTTP requests", p.http, 1)
	}
}

// Answers of another block do not count. If a block is mined in between, the calls are repeated at
// the pool's block.
func TestBesideOfAnotherBlock(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	c.Lens.Beside(getters(d))
	old := snapshot(t, c, d.Pool.Address, chain.Latest())
	seen := 0
	p := proxy(t, d.RPC, func(string, json.RawMessage) string {
		if seen++; seen == 5 { // the requests are lens, lens, header, chain ID, and then the beside calls
			if _, err := devnet.Warp(t.Context(), d.Client(), 600); err != nil {
				t.Error(err)
			}
		}
		return ""
	})
	moved := dial(t, p.url, chain.Options{})
	moved.Lens.Beside(getters(d))
	s := snapshot(t, moved, d.Pool.Address, chain.Latest())
	if _, err := moved.TryBounded(t.Context(), getters(d), chain.AtHash(s.Block.Hash), chain.BesideGas); err != nil {
		t.Fatal(err)
	}
	equal(t, "HTTP requests", p.http, 2)
	// Answers of an older block, another gas limit or other calls do not count either.
	next := snapshot(t, moved, d.Pool.Address, chain.Latest())
	p.http = 0
	for _, ask := range []func() ([]chain.Attempt, error){
		func() ([]chain.Attempt, error) {
			return moved.TryBounded(t.Context(), getters(d), chain.AtHash(old.Block.Hash), chain.BesideGas)
		},
		func() ([]chain.Attempt, error) {
			return moved.TryBounded(t.Context(), getters(d), chain.AtHash(next.Block.Hash), 2*chain.BesideGas)
		},
		func() ([]chain.Attempt, error) {
			return moved.TryBounded(t.Context(), []ops.Call{{To: d.Pool.Address, Data: []byte{0x95, 0xd8, 0x9b, 0x41}}}, chain.AtHash(next.Block.Hash), chain.BesideGas)
		},
	} {
		if _, err := ask(); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "HTTP requests", p.http, 3)
}
