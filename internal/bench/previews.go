package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mpool/internal/devnet"
)

// previewTokens is the size of the pool for previews: one more token fits, for add-token.
const previewTokens = devnet.MaxTokens - 1

// previews measures operations that are shown and simulated but not sent, on a node behind a delay,
// and counts their round trips.
func (s setup) previews() error {
	d, err := devnet.Start(context.Background(), devnet.Options{Tokens: previewTokens})
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	slow, err := startProxy(d.RPC, s.delay)
	if err != nil {
		return err
	}
	defer slow.close()
	fmt.Printf("\n### Previews with simulation, on a pool of %d tokens, on a node %s away\n", previewTokens, s.delay)
	fmt.Println("\n| | minimum | median | HTTP requests |\n|---|---|---|---|")
	for _, args := range operations(d) {
		if err := s.preview(slow, args); err != nil {
			return err
		}
	}
	return nil
}

func operations(d *devnet.Devnet) [][]string {
	pool := d.Pool.Address.Hex()
	extra := d.Tokens[len(d.Tokens)-1].Address.Hex()
	return [][]string{
		weightsUpdate(d),
		{"fee-ramp", pool, "--start-fee", "now", "--end-fee", "0.2%", "--duration", "3d"},
		{"swaps", "disable", pool},
		{"aum-fee", "set", pool, "2%"},
		{"breakers", "set", pool, "--all", "--lower", "0.8", "--upper", "1.5"},
		{"allowlist", "add", pool, d.Accounts.LP.Hex()},
		{"add-token", pool, extra, "--weight", "2%", "--price", "1 " + d.Tokens[0].Symbol, "--mint", "fair"},
	}
}

// weightsUpdate changes the weights to almost equal ones.
func weightsUpdate(d *devnet.Devnet) []string {
	weights := []string{d.Tokens[0].Address.Hex() + "=rest"}
	for _, token := range d.Tokens[1:] {
		if token.InPool {
			weights = append(weights, token.Address.Hex()+"=1.9%")
		}
	}
	return []string{"weights-update", d.Pool.Address.Hex(), "--to", strings.Join(weights, ","), "--duration", "7d"}
}

// preview measures one operation.
func (s setup) preview(slow *proxy, args []string) error {
	var times []time.Duration
	requests := slow.requests.Load()
	const runs = 10
	for range runs {
		one, err := command(append([]string{s.mpool}, append(args, "--rpc-url", slow.url)...)).run()
		if err != nil {
			return err
		}
		times = append(times, one.wall)
	}
	slices.Sort(times)
	each := (slow.requests.Load() - requests) / runs
	name := args[0]
	if !strings.HasPrefix(args[1], "0x") {
		name += " " + args[1]
	}
	fmt.Printf("| mpool %s | %s | %s | %d |\n", name, ms(times[0]), ms(times[len(times)/2]), each)
	return nil
}
