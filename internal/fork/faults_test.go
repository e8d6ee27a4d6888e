package fork_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/fork"
)

// faultyNode is a node behind a proxy that injects faults.
type faultyNode struct {
	url string

	mu      sync.Mutex
	asked   int
	fault   func(asked int, body string) (status int, answer string) // 0: none
	headers []string
}

func faulty(t testing.TB, node string) *faultyNode {
	t.Helper()
	p := &faultyNode{}
	client := &http.Client{Transport: &http.Transport{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.mu.Lock()
		p.asked++
		p.headers = append(p.headers, r.Header.Get("Authorization"))
		status, answer := 0, ""
		if p.fault != nil {
			status, answer = p.fault(p.asked, string(body))
		}
		p.mu.Unlock()
		if status != 0 {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, answer)
			return
		}
		forwarded, err := client.Post(node, "application/json", bytes.NewReader(body))
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer func() { _ = forwarded.Body.Close() }()
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.Copy(w, forwarded.Body)
	}))
	t.Cleanup(func() { server.Close(); client.CloseIdleConnections() })
	p.url = server.URL
	return p
}

func (p *faultyNode) fail(fault func(asked int, body string) (int, string)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked, p.fault = 0, fault
}

func (p *faultyNode) sawHeader(secret string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Contains(strings.Join(p.headers, " "), secret)
}

// noAhead makes the node refuse eth_createAccessList, so that anvil asks for each word itself.
func noAhead(body string) (int, string) {
	if strings.Contains(body, "eth_createAccessList") {
		return http.StatusOK, `[{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no such method"}}]`
	}
	return 0, ""
}

func TestNodeFails(t *testing.T) {
	d, direct := upstream(t)
	known := children(t)
	op := weights(t, direct, d.Pool.Address, 60, day, 10, 20, 30, 40)
	limited := `{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"compute units exceeded"}}`
	const hangs = time.Second
	pruned := `{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"missing trie node 01ab"}}`
	tests := []struct {
		name    string
		fault   func(asked int, body string) (int, string)
		message string // part of the error; empty: no error
		hint    string
	}{
		{"nothing in advance", func(_ int, body string) (int, string) { return noAhead(body) }, "", ""},
		{"no batches", func(_ int, body string) (int, string) {
			if strings.HasPrefix(body, "[") {
				return http.StatusBadRequest, "no batches here"
			}
			return 0, ""
		}, "", ""},
		{"429 now and then", func(asked int, body string) (int, string) {
			if asked%3 == 0 {
				return http.StatusTooManyRequests, ""
			}
			return noAhead(body)
		}, "", ""},
		{"503 now and then", func(asked int, body string) (int, string) {
			if asked%4 == 0 {
				return http.StatusServiceUnavailable, "busy"
			}
			return noAhead(body)
		}, "", ""},
		{"429 for good", func(asked int, body string) (int, string) {
			if asked > 20 {
				return http.StatusTooManyRequests, ""
			}
			return noAhead(body)
		}, "limits requests", "wait a little"},
		{"a limit in words", func(asked int, body string) (int, string) {
			if asked > 20 {
				return http.StatusOK, limited
			}
			return noAhead(body)
		}, "limits requests", "wait a little"},
		{"dies in the middle", func(asked int, body string) (int, string) {
			if asked > 40 {
				return http.StatusBadGateway, "<html>"
			}
			return noAhead(body)
		}, "cannot be reached", "--rpc-url"},
		{"hangs", func(asked int, body string) (int, string) {
			if asked > 20 {
				time.Sleep(hangs + hangs/2)
			}
			return noAhead(body)
		}, "no response within 1 second", "--rpc-timeout"},
		{"pruned", func(_ int, body string) (int, string) {
			if strings.Contains(body, "eth_getStorageAt") {
				return http.StatusOK, pruned
			}
			return noAhead(body)
		}, "no longer has the state of block", "archive"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := faulty(t, d.RPC)
			timeout := 20 * time.Second
			if test.name == "hangs" {
				timeout = hangs
			}
			node, err := chain.Dial(t.Context(), p.url, chain.Options{Timeout: timeout})
			if err != nil {
				t.Fatal(err)
			}
			defer node.Close()
			f := start(t, fork.Options{Node: node, Wait: time.Millisecond})
			p.fail(test.fault)
			step, err := f.Run(t.Context(), fork.Request{Pool: d.Pool.Address, Operation: op})
			if test.message == "" && err == nil {
				wantOK(t, step, 1, 5)
			} else {
				wantError(t, err, nil, test.message, test.hint)
			}
			if r := f.Result(); test.message != "" && len(r.Steps) != 0 {
				t.Errorf("%+v", r.Steps)
			}
			f.Close()
			wantNoChild(t, known)
		})
	}
}

// The block to fork is missing, or replaced by another one.
func TestBlockIsGone(t *testing.T) {
	d, node := upstream(t)
	known := children(t)
	_, err := fork.Start(t.Context(), fork.Options{Node: node, Block: chain.AtNumber(1_000_000)})
	wantError(t, err, nil, "has no block 1000000", "")
	p := faulty(t, d.RPC)
	moved := dial(t, p.url)
	first, err := moved.Header(t.Context(), chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	p.fail(func(asked int, _ string) (int, string) {
		if asked == 2 { // the header is read, then the block is replaced
			_ = d.Client().CallContext(context.Background(), nil, "anvil_reorg", 1, []any{})
		}
		return 0, ""
	})
	_, err = fork.Start(t.Context(), fork.Options{Node: moved})
	wantError(t, err, fork.ErrMoved, fmt.Sprintf("block %d was %s", first.Number, first.Hash), "run it again")
	wantNoChild(t, known)
	p.fail(nil)
	f := start(t, fork.Options{Node: moved})
	op := weights(t, node, d.Pool.Address, 60, day, 10, 20, 30, 40)
	if err := d.Client().CallContext(t.Context(), nil, "anvil_reorg", 1, []any{}); err != nil {
		t.Fatal(err)
	}
	_, err = f.Run(t.Context(), fork.Request{Pool: d.Pool.Address, Operation: op})
	wantError(t, err, fork.ErrMoved, "has been replaced", "run it again")
}

// Ctrl-C in the middle leaves nothing behind.
func TestInterrupted(t *testing.T) {
	d, direct := upstream(t)
	known := children(t)
	p := faulty(t, d.RPC)
	node := dial(t, p.url)
	f := start(t, fork.Options{Node: node})
	ctx, cancel := context.WithCancel(t.Context())
	p.fail(func(asked int, body string) (int, string) {
		if asked == 30 {
			cancel()
		}
		return noAhead(body)
	})
	_, err := f.Run(ctx, fork.Request{Pool: d.Pool.Address, Operation: weights(t, direct, d.Pool.Address, 60, day, 10, 20, 30, 40)})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	f.Close()
	wantNoChild(t, known)
}
