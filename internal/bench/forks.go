package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mpool/internal/devnet"
)

// forks measures whole dry runs on a fork, including anvil's start: a weight update, and a batch of
// ten operations. It measures with a node on this machine and with a node behind a delay.
func (s setup) forks() error {
	folder, err := os.MkdirTemp("", "mpool-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	fmt.Println("\n### Dry runs on a fork, anvil's start included")
	fmt.Println("\n| | minimum | median | HTTP requests to the node |\n|---|---|---|---|")
	for _, tokens := range []int{4, previewTokens} {
		for _, delay := range []time.Duration{0, s.delay} {
			if err := s.fork(tokens, delay, filepath.Join(folder, "ten.json")); err != nil {
				return err
			}
		}
	}
	return nil
}

// fork measures both operations on one pool. It writes the batch to the path ten.
func (s setup) fork(tokens int, delay time.Duration, ten string) error {
	d, err := devnet.Start(context.Background(), devnet.Options{Tokens: tokens})
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if err := writeTen(ten, d); err != nil {
		return err
	}
	node, err := startProxy(d.RPC, delay)
	if err != nil {
		return err
	}
	defer node.close()
	where := fmt.Sprintf("%d tokens, the node %s away", tokens, delay)
	if err := s.dryRun("a weight update, "+where, node, append(weightsUpdate(d), "--fork")); err != nil {
		return err
	}
	return s.dryRun("ten operations, "+where, node, []string{"dry-run", ten})
}

// dryRun measures one command and counts its requests to the node.
func (s setup) dryRun(name string, node *proxy, args []string) error {
	run := append(append(command{s.mpool}, args...), "--rpc-url", node.url)
	runs := max(5, s.runs/4)
	before := node.requests.Load()
	var times []time.Duration
	for range runs {
		one, err := run.run()
		if err != nil {
			return err
		}
		times = append(times, one.wall)
	}
	slices.Sort(times)
	each := int(node.requests.Load()-before) / runs
	fmt.Printf("| %s | %s | %s | %d |\n", name, ms(times[0]), ms(times[len(times)/2]), each)
	return nil
}

// writeTen writes a batch of ten operations, each of which changes something.
func writeTen(path string, d *devnet.Devnet) error {
	weights := strings.Split(weightsUpdate(d)[3], ",")
	list := []map[string]any{
		{"operation": "weights-update", "to": weights, "duration": "7d"},
		{"operation": "fee-ramp", "start-fee": "now", "end-fee": "0.2%", "duration": "3d"},
		{"operation": "swaps disable"},
		{"operation": "aum-fee set", "fee": "2%"},
		{"operation": "breakers set", "all": true, "lower": "0.8", "upper": "1.5"},
		{"operation": "allowlist enable"},
		{"operation": "allowlist add", "addresses": []string{d.Accounts.LP.Hex()}},
		{"operation": "allowlist remove", "addresses": []string{d.Accounts.LP.Hex()}},
		{"operation": "allowlist disable"},
		{"operation": "swaps enable"},
	}
	for _, one := range list {
		one["pool"] = d.Pool.Address.Hex()
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}
