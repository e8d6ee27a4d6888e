package chain_test

import (
	"context"
	"math/big"
	"os"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/units"
)

// devChain starts a development chain for one test.
func devChain(t *testing.T, o devnet.Options) *devnet.Devnet {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	d, err := devnet.Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func v2Artifacts(t *testing.T) []string {
	t.Helper()
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	return []string{folder}
}

func dial(t *testing.T, url string, o chain.Options) *chain.Client {
	t.Helper()
	c, err := chain.Dial(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// ask calls a getter at a block, independently of the lens contract.
func ask[T any](t *testing.T, node *rpc.Client, block string, to common.Address, data []byte, unpack func([]byte) (T, error)) T {
	t.Helper()
	var answer hexutil.Bytes
	if err := node.CallContext(t.Context(), &answer, "eth_call", map[string]any{"to": to, "data": hexutil.Bytes(data)}, block); err != nil {
		t.Fatal(err)
	}
	value, err := unpack(answer)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func same(t *testing.T, what string, got interface{ ToBig() *big.Int }, want *big.Int) {
	t.Helper()
	if got.ToBig().Cmp(want) != 0 {
		t.Errorf("%s is %s, want %s", what, got.ToBig(), want)
	}
}

func bigUint(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

func bigTime(t units.Time) *big.Int { return bigUint(uint64(t)) }

func bigFixed(values []units.Fixed) []*big.Int {
	var all []*big.Int
	for _, v := range values {
		all = append(all, v.Int().ToBig())
	}
	return all
}

func dialRaw(t *testing.T, url string) *rpc.Client {
	t.Helper()
	node, err := rpc.DialContext(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(node.Close)
	return node
}
