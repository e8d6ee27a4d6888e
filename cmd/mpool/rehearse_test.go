package main

import (
	"bytes"
	"context"
	"regexp"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// A fork that is kept accepts transactions of the pool's owner without a key, until Ctrl-C.
func TestForkKeep(t *testing.T) {
	chain, err := devnet.Start(t.Context(), devnet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = chain.Close() }()
	ctx, interrupt := context.WithCancel(t.Context())
	stderr := &lockedBuffer{}
	w := testWorld(nil, []string{"swaps", "disable", chain.Pool.Address.Hex(), "--fork", "--fork-keep", "--detailed-exitcode", "--rpc-url", chain.RPC}, &bytes.Buffer{}, &bytes.Buffer{})
	w.err = stderr
	code := make(chan int)
	go func() { code <- run(ctx, w) }()
	var url string
	for end := time.Now().Add(time.Minute); url == ""; time.Sleep(5 * time.Millisecond) {
		if found := regexp.MustCompile(`the fork listens on (\S+), chain id 31337`).FindSubmatch(stderr.bytes()); found != nil {
			url = string(found[1])
		}
		if time.Now().After(end) {
			t.Fatalf("not ready: %s", stderr.bytes())
		}
	}
	useFork(t, chain, url)
	interrupt()
	if got := <-code; got != failure.Changes {
		t.Errorf("exit %d after Ctrl-C: %s", got, stderr.bytes())
	}
	if client, err := rpc.Dial(url); err == nil {
		if err := client.Call(nil, "eth_chainId"); err == nil {
			t.Error("the fork outlives Ctrl-C")
		}
		client.Close()
	}
}

// useFork enables swaps again on the fork, where the dry run disabled them. The node's swaps stay
// enabled.
func useFork(t *testing.T, chain *devnet.Devnet, url string) {
	t.Helper()
	client, err := rpc.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	call := map[string]any{"from": chain.Accounts.Owner, "to": chain.Pool.Address, "data": "0xe01af92c0000000000000000000000000000000000000000000000000000000000000001"}
	enabled := func(node *rpc.Client) string {
		var answer hexutil.Bytes
		if err := node.Call(&answer, "eth_call", map[string]any{"to": chain.Pool.Address, "data": "0x47bc4d92"}, "latest"); err != nil {
			t.Fatal(err)
		}
		return answer.String()
	}
	if before := enabled(client); before[len(before)-1] != '0' {
		t.Errorf("swaps on the fork: %s", before)
	}
	if own := enabled(chain.Client()); own[len(own)-1] != '1' {
		t.Errorf("swaps on the node: %s", own)
	}
	var hash common.Hash
	if err := client.Call(&hash, "eth_sendTransaction", call); err != nil {
		t.Fatal(err)
	}
	for try := 0; ; try++ {
		after := enabled(client)
		if after[len(after)-1] == '1' {
			return
		}
		if try == 6000 { // half a minute
			t.Fatalf("nothing mines %s", hash)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
