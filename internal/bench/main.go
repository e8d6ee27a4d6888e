// Bench measures the figures in docs/performance.md: start-up, round trips and memory,
// compared with cast in the same run, interleaved. `make bench` runs it; it prints
// Markdown.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"mpool/internal/devnet"
)

func main() {
	mpool := flag.String("mpool", "bin/mpool", "program to measure")
	cast := flag.String("cast", "devnet/node_modules/@foundry-rs/cast-linux-amd64/bin/cast", "program to compare with")
	runs := flag.Int("runs", 40, "runs of each")
	delay := flag.Duration("delay", 50*time.Millisecond, "how far away the slow node is, there and back")
	flag.Parse()
	if err := bench(setup{*mpool, *cast, *runs, *delay}); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type setup struct {
	mpool, cast string
	runs        int
	delay       time.Duration
}

func bench(s setup) error {
	for _, program := range []string{s.mpool, s.cast} {
		if _, err := os.Stat(program); err != nil {
			return fmt.Errorf("%s is missing: run make setup build", program)
		}
	}
	if err := s.starts(); err != nil {
		return err
	}
	if err := s.near(); err != nil {
		return err
	}
	if err := s.far(); err != nil {
		return err
	}
	if err := s.previews(); err != nil {
		return err
	}
	return s.forks()
}

// starts measures how long the programs take to do nothing.
func (s setup) starts() error {
	times, err := interleave(s.runs, map[string]command{
		"mpool --version": {s.mpool, "--version"},
		"cast --version":  {s.cast, "--version"},
	})
	if err != nil {
		return err
	}
	fmt.Println("### Start-up")
	times.report("cast --version", "mpool --version", "cast --version")
	return nil
}

// near compares one status of the demo pool with one call of one getter, on a node on this machine.
func (s setup) near() error {
	d, err := devnet.Start(context.Background(), devnet.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	pool := d.Pool.Address.Hex()
	times, err := interleave(s.runs, map[string]command{
		"mpool status": {s.mpool, "status", pool, "--rpc-url", d.RPC},
		"cast call":    {s.cast, "call", pool, "getSwapFeePercentage()(uint256)", "--rpc-url", d.RPC},
	})
	if err != nil {
		return err
	}
	fmt.Println("\n### A pool of four tokens, on a node of this machine")
	times.report("cast call", "mpool status", "cast call")
	return nil
}

// far measures a status of the largest pool on a node behind a delay.
func (s setup) far() error {
	o := devnet.Options{Tokens: devnet.MaxTokens}
	if folder := os.Getenv("MPOOL_V2_ARTIFACTS"); folder != "" {
		o = devnet.Options{Tokens: devnet.MaxTokens, Artifacts: []string{folder}}
	}
	d, err := devnet.Start(context.Background(), o)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	slow, err := startProxy(d.RPC, s.delay)
	if err != nil {
		return err
	}
	defer slow.close()
	runs := max(15, s.runs/2)
	name := fmt.Sprintf("mpool status, %d tokens", o.Tokens)
	times, err := interleave(runs, map[string]command{
		name: {s.mpool, "status", d.Pool.Address.Hex(), "--rpc-url", slow.url},
	})
	if err != nil {
		return err
	}
	fmt.Printf("\n### A pool of %d tokens, on a node %s away\n", o.Tokens, s.delay)
	times["two round trips"] = []sample{{wall: 2 * s.delay}}
	connections, requests := slow.connections.Load(), slow.requests.Load()
	single, err := slow.singleCalls(d.Pool.Address.Hex(), 110)
	if err != nil {
		return err
	}
	times["110 single calls, one after another"] = []sample{{wall: single}}
	times.report("two round trips", name, "two round trips", "110 single calls, one after another")
	fmt.Printf("\n%d connections and %d HTTP requests in %d runs\n", connections, requests, runs+1)
	return nil
}
