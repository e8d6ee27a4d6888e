package chain_test

import (
	"context"
	"os"
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/devnet"
)

// BenchmarkSnapshot reads whole pools from a node on this machine.
func BenchmarkSnapshot(b *testing.B) {
	for _, size := range []struct {
		name   string
		tokens int
	}{{"4", 4}, {"50", 50}} {
		b.Run(size.name, func(b *testing.B) {
			o := devnet.Options{Tokens: size.tokens}
			if folder := os.Getenv("MPOOL_V2_ARTIFACTS"); folder != "" {
				o.Artifacts = []string{folder}
			}
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			d, err := devnet.Start(ctx, o)
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = d.Close() }()
			c, err := chain.Dial(context.Background(), d.RPC, chain.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer c.Close()
			for b.Loop() {
				if _, err := c.Snapshot(context.Background(), d.Pool.Address, chain.Latest()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
