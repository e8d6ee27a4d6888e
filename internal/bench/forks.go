package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"mpool/internal/devnet"
)

// forks measures a whole dry run of a weight update on a fork, anvil's start
// included, of a node on this machine and of one that is a delay away.
func (s setup) forks() error {
	fmt.Println("\n### A dry run of a weight update on a fork")
	fmt.Println("\n| | minimum | median | HTTP requests to the node |\n|---|---|---|---|")
	for _, tokens := range []int{4, previewTokens} {
		for _, delay := range []time.Duration{0, s.delay} {
			if err := s.fork(tokens, delay); err != nil {
				return err
			}
		}
	}
	return nil
}

// fork measures one of them.
func (s setup) fork(tokens int, delay time.Duration) error {
	d, err := devnet.Start(context.Background(), devnet.Options{Tokens: tokens})
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	node, err := startProxy(d.RPC, delay)
	if err != nil {
		return err
	}
	defer node.close()
	run := append(append(command{s.mpool}, weightsUpdate(d)...), "--fork", "--rpc-url", node.url)
	var times []time.Duration
	runs := max(5, s.runs/4)
	for range runs {
		one, err := run.run()
		if err != nil {
			return err
		}
		times = append(times, one.wall)
	}
	slices.Sort(times)
	fmt.Printf("| %d tokens, the node %s away | %s | %s | %d |\n", tokens, delay, ms(times[0]), ms(times[len(times)/2]), int(node.requests.Load())/runs)
	return nil
}
