package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

func TestOneRoundTrip(t *testing.T) {
	for _, n := range []int{4, 38} {
		d := devChain(t, devnet.Options{Tokens: n})
		p := proxy(t, d.RPC, nil)
		s := snapshot(t, dial(t, p.url, chain.Options{}), d.Pool.Address, chain.Latest())
		equal(t, "HTTP requests", p.http, 1)
		equal(t, "JSON-RPC requests", fmt.Sprint(p.methods), "[eth_call eth_call eth_getBlockByNumber eth_chainId]")
		compareWithGetters(t, d.Client(), s)
	}
}

func snapshot(t *testing.T, c *chain.Client, pool common.Address, at chain.BlockRef) *ops.Snapshot {
	t.Helper()
	s, err := c.Snapshot(t.Context(), pool, at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestChainMovesOn mines a block between the two pages, and then between the pages and the header.
func TestChainMovesOn(t *testing.T) {
	d := devChain(t, devnet.Options{Tokens: 38})
	for _, before := range []string{"eth_call", "eth_getBlockByNumber"} {
		seen := 0
		p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
			seen++
			if method == before && seen > 1 && seen < 4 {
				if _, err := devnet.Warp(t.Context(), d.Client(), 600); err != nil {
					t.Error(err)
				}
			}
			return ""
		})
		s := snapshot(t, dial(t, p.url, chain.Options{}), d.Pool.Address, chain.Latest())
		equal(t, "HTTP requests", p.http, 2)
		compareWithGetters(t, d.Client(), s)
	}
}

func TestBlocks(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	old := snapshot(t, c, d.Pool.Address, chain.Latest())
	if _, err := devnet.Warp(t.Context(), d.Client(), 86400*30); err != nil {
		t.Fatal(err)
	}
	if now := snapshot(t, c, d.Pool.Address, chain.Latest()); now.Block == old.Block || now.Supply == old.Supply {
		t.Error("a month has changed nothing")
	}
	for _, text := range []string{fmt.Sprint(old.Block.Number), fmt.Sprintf("%#x", old.Block.Number), old.Block.Hash.Hex()} {
		at, err := chain.ParseBlockRef(text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := ops.Diff(old, snapshot(t, c, d.Pool.Address, at)); len(diff) > 0 {
			t.Errorf("--block %s: %v", text, diff)
		}
	}
	rpcDo(t, d.RPC, "anvil_mine", "0x64")
	if s := snapshot(t, c, d.Pool.Address, chain.Finalized()); s.Block.Number < old.Block.Number {
		t.Errorf("the finalized block is %d", s.Block.Number)
	}
	for _, at := range []chain.BlockRef{chain.AtNumber(1 << 40), chain.AtHash(common.Hash{1})} {
		_, err := c.Snapshot(t.Context(), d.Pool.Address, at)
		if !errors.As(err, new(*chain.BlockError)) {
			t.Errorf("block %s: %v", at, err)
		}
	}
}

func TestParseBlockRef(t *testing.T) {
	good := map[string]string{"latest": "latest", "finalized": "finalized", "0": "0", "17": "17", "0x11": "17",
		"0x" + strings.Repeat("ab", 32): "0x" + strings.Repeat("ab", 32)}
	for text, want := range good {
		got, err := chain.ParseBlockRef(text)
		if err != nil || got.String() != want {
			t.Errorf("%q is %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "-1", "+1", "1e3", "1_000", "pending", "Latest", "0x", "0x1g", "18446744073709551616", "0x" + strings.Repeat("zz", 32), " 1", "1.0", "١"} {
		if got, err := chain.ParseBlockRef(text); err == nil {
			t.Errorf("%q is taken for block %s", text, got)
		}
	}
}

func TestNodeWithoutCreation(t *testing.T) {
	d := devChain(t, devnet.Options{Tokens: 38})
	p := proxy(t, d.RPC, func(method string, params json.RawMessage) string {
		if method == "eth_call" && !strings.Contains(string(params), `"to"`) {
			return `{"code":-32602,"message":"invalid argument 0: missing field to"}`
		}
		return ""
	})
	c := dial(t, p.url, chain.Options{})
	compareWithGetters(t, d.Client(), snapshot(t, c, d.Pool.Address, chain.Latest()))
	equal(t, "HTTP requests", p.http, 2)
	p.reset()
	compareWithGetters(t, d.Client(), snapshot(t, c, d.Pool.Address, chain.Latest()))
	equal(t, "HTTP requests once that is known", p.http, 1)
}

func TestNodeThatCannotRunTheLens(t *testing.T) {
	d := devChain(t, devnet.Options{})
	answers := map[string]string{
		`{"code":-32602,"message":"too many arguments, want at most 2"}`: "cannot run the lens contract that reads a pool",
		`{"code":-32000,"message":"missing trie node 5f2 (path )"}`:      "no longer has the state of block",
	}
	for answer, want := range answers {
		p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
			if method == "eth_call" {
				return answer
			}
			return ""
		})
		_, err := dial(t, p.url, chain.Options{}).Snapshot(t.Context(), d.Pool.Address, chain.Latest())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v", err)
		}
	}
}

// TestNodeWithoutBatches has nodes that refuse batches in each known way.
func TestNodeWithoutBatches(t *testing.T) {
	d := devChain(t, devnet.Options{})
	refusals := map[string]func(http.ResponseWriter){
		"status":  func(w http.ResponseWriter) { http.Error(w, "no batches", http.StatusBadRequest) },
		"too big": func(w http.ResponseWriter) { http.Error(w, "", http.StatusRequestEntityTooLarge) },
		"object": func(w http.ResponseWriter) {
			fmt.Fprint(w, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch requests are disabled"}}`)
		},
		"elements": func(w http.ResponseWriter) {
			fmt.Fprint(w, `[{"jsonrpc":"2.0","id":1,"error":{"code":31,"message":"Batch of more than 3 requests are not allowed on free tier"}}]`)
		},
		"some": func(w http.ResponseWriter) { fmt.Fprint(w, `[]`) },
	}
	for name, refuse := range refusals {
		t.Run(name, func(t *testing.T) {
			p := proxy(t, d.RPC, nil)
			p.noBatches = refuse
			c := dial(t, p.url, chain.Options{})
			compareWithGetters(t, d.Client(), snapshot(t, c, d.Pool.Address, chain.Latest()))
			equal(t, "HTTP requests", p.http, 5)
			p.reset()
			snapshot(t, c, d.Pool.Address, chain.Latest())
			equal(t, "HTTP requests once that is known", p.http, 4)
		})
	}
}

func TestLimitedNode(t *testing.T) {
	answers := map[string]func(http.ResponseWriter){
		"429": func(w http.ResponseWriter) { http.Error(w, "slow down", http.StatusTooManyRequests) },
		"json": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, limitAnswer)
		},
		"both": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, `{"jsonrpc":"2.0","id":null,"error":{"code":429,"message":"exceeded its compute units"}}`)
		},
	}
	for name, answer := range answers {
		requests := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			requests++
			answer(w)
		}))
		defer server.Close()
		_, err := dial(t, server.URL, chain.Options{BackOff: time.Millisecond}).Snapshot(t.Context(), common.Address{1}, chain.Latest())
		if !errors.As(err, new(*wire.LimitError)) {
			t.Errorf("%s: %v", name, err)
		}
		equal(t, name+": requests to a node that asks for fewer", requests, 4)
	}
}

const limitAnswer = `[{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"rate limit exceeded"}},` +
	`{"jsonrpc":"2.0","id":2,"error":{"code":-32005,"message":"rate limit exceeded"}},` +
	`{"jsonrpc":"2.0","id":3,"error":{"code":-32005,"message":"rate limit exceeded"}},` +
	`{"jsonrpc":"2.0","id":4,"error":{"code":-32005,"message":"rate limit exceeded"}}]`

func TestWhatIsNoPool(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	other := deploy(t, c, d.Accounts.Owner, "otherpool", otherPoolArgs(d)...)
	cases := []struct {
		name string
		at   common.Address
		want any
	}{
		{"an account", d.Accounts.LP, new(*chain.NoCodeError)},
		{"nothing", common.Address{0xde, 0xad}, new(*chain.NoCodeError)},
		{"a token", d.Tokens[0].Address, new(*chain.NotPoolError)},
		{"the Vault", d.Contracts.Vault, new(*chain.NotPoolError)},
		{"another pool", other, new(*chain.NotManagedError)},
	}
	for _, tc := range cases {
		_, err := c.Snapshot(t.Context(), tc.at, chain.Latest())
		if !errors.As(err, tc.want) {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		hinted, ok := err.(interface{ Hint() string })
		if !ok || hinted.Hint() == "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q has no hint, or several lines", tc.name, err)
		}
		t.Log(err)
	}
	wrong := dial(t, d.RPC, chain.Options{ChainID: 1})
	_, err := wrong.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	var mismatch *wire.ChainError
	if !errors.As(err, &mismatch) || mismatch.Got != d.ChainID || mismatch.Want != 1 {
		t.Errorf("wrong chain: %v", err)
	}
}

func TestUnreachable(t *testing.T) {
	silent := httptest.NewServer(http.HandlerFunc(hangs))
	defer silent.Close()
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>hello</html>") }))
	defer html.Close()
	down := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusBadGateway) }))
	defer down.Close()
	for url, want := range map[string]string{
		"http://127.0.0.1:1": "connection refused", silent.URL: "no response within 100ms",
		html.URL: "not JSON-RPC", down.URL: "HTTP 502 Bad Gateway",
	} {
		timeout := time.Minute
		if url == silent.URL {
			timeout = 100 * time.Millisecond
		}
		c := dial(t, url, chain.Options{Timeout: timeout})
		_, err := c.Snapshot(t.Context(), common.Address{1}, chain.Latest())
		if !errors.As(err, new(*wire.UnreachableError)) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), url) {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// TestNumbersOfAnotherChain has a chain whose block numbers differ from the EVM's, as on Arbitrum.
// Answers at the block's hash are accepted.
func TestNumbersOfAnotherChain(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, nil)
	p.result = func(method string, _ json.RawMessage) string {
		if method != "eth_getBlockByNumber" {
			return ""
		}
		var header map[string]any
		if err := d.Client().Call(&header, method, "latest", false); err != nil {
			t.Error(err)
		}
		header["number"] = "0xfffff"
		text, err := json.Marshal(header)
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	s := snapshot(t, dial(t, p.url, chain.Options{}), d.Pool.Address, chain.Latest())
	equal(t, "HTTP requests", p.http, 2)
	equal(t, "number", s.Block.Number, 0xfffff)
	direct := snapshot(t, dial(t, d.RPC, chain.Options{}), d.Pool.Address, chain.Latest())
	equal(t, "hash", s.Block.Hash, direct.Block.Hash)
	if diff := ops.Diff(s, direct); len(diff) > 0 {
		t.Error(diff)
	}
}
