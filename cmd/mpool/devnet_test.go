package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"mpool/internal/failure"
	"mpool/internal/render"
)

func TestDevnetUsage(t *testing.T) {
	tests := []struct {
		args string
		want string
	}{
		{"devnet --tokens 0", "--tokens: a Managed Pool holds 2 to 50 tokens, not 0"},
		{"devnet --tokens 51", "--tokens: a Managed Pool holds 2 to 50 tokens, not 51"},
		{"devnet --port 70000", "--port: 70000 is not a port"},
		{"devnet warp 5x", `invalid duration "5x"`},
		{"devnet warp +0s", `"+0s" does not move the clock`},
	}
	for _, test := range tests {
		got := try(t, nil, strings.Fields(test.args)...)
		if got.code != failure.Misuse || got.out != "" || !strings.HasPrefix(got.err, "mpool: error: "+test.want) {
			t.Errorf("%s: %+v", test.args, got)
		}
	}
}

// The secret in the node's address is not shown.
func TestWarpWithoutNode(t *testing.T) {
	for url, code := range map[string]int{"http://user:hush@127.0.0.1:1/hush": failure.Plain, "stdio://hush": failure.Misuse, "ws://127.0.0.1:1/hush": failure.Plain} {
		got := try(t, nil, "devnet", "warp", "1h", "--rpc-url", url)
		if got.code != code || strings.Contains(got.err, "hush") || strings.Count(got.err, "\n") != 2 {
			t.Errorf("%s: %+v", url, got)
		}
	}
}

// A development chain becomes ready, has its clock moved, and ends at Ctrl-C.
func TestDevnet(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	out := &lockedBuffer{}
	w := testWorld(nil, []string{"devnet", "--port", "0", "--json"}, nil, &bytes.Buffer{})
	w.out = out
	code := make(chan int)
	go func() { code <- run(ctx, w) }()
	var answer struct {
		Data struct {
			RPC     string          `json:"rpc_url"`
			Exports []render.Export `json:"exports"`
		} `json:"data"`
	}
	for end := time.Now().Add(time.Minute); json.Unmarshal(out.bytes(), &answer) != nil; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not ready: %s", out.bytes())
		}
	}
	if got := try(t, nil, "devnet", "warp", "+84h", "--rpc-url", answer.Data.RPC); got.code != failure.Done || !strings.HasPrefix(got.out, "block ") {
		t.Errorf("%+v", got)
	}
	if first := answer.Data.Exports[0]; first.Name != "ETH_RPC_URL" || first.Value != answer.Data.RPC {
		t.Errorf("%+v", answer.Data.Exports)
	}
	interrupt()
	if got := <-code; got != failure.Done {
		t.Errorf("exit %d after Ctrl-C", got)
	}
	if got := try(t, nil, "devnet", "warp", "1s", "--rpc-url", answer.Data.RPC); got.code != failure.Plain {
		t.Errorf("the chain outlives Ctrl-C: %+v", got)
	}
}

type lockedBuffer struct {
	mutex sync.Mutex
	buf   bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) bytes() []byte {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return bytes.Clone(b.buf.Bytes())
}
