package faults_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/managedpool"
	"mpool/internal/devnet"
)

// root is the folder that holds devnet/node_modules.
const root = "../.."

// chainState is a chain on the disk with the contracts and the demo pool. All worlds start with it,
// so that their pools are comparable to the second and to the wei.
type chainState struct {
	path string
	time uint64 // of the latest block
}

// origin is created once.
var origin chainState

// deploy creates a chainState.
func deploy(path string, artifacts ...string) (chainState, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	chain, err := devnet.Start(ctx, devnet.Options{Root: root, State: path, Artifacts: artifacts})
	if err != nil {
		return chainState{}, fmt.Errorf("deploy: %w", err)
	}
	return closed(ctx, chain, path)
}

// shutOrigin is a chain whose pool is shut: swaps are disabled, and joins are restricted to an
// empty allowlist.
var shutOrigin = sync.OnceValues(func() (chainState, error) {
	path := filepath.Join(filepath.Dir(program), "shutchain")
	if err := origin.copyInto(path); err != nil {
		return chainState{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	chain, err := devnet.Start(ctx, devnet.Options{Root: root, State: path})
	if err != nil {
		return chainState{}, fmt.Errorf("shut: %w", err)
	}
	pool := managedpool.NewManagedPool()
	for _, data := range [][]byte{pool.PackSetSwapEnabled(false), pool.PackSetMustAllowlistLPs(true)} {
		if _, err := chain.Send(ctx, "shut", chain.Accounts.Owner, chain.Pool.Address, data); err != nil {
			return chainState{}, errors.Join(err, chain.Close())
		}
	}
	return closed(ctx, chain, path)
})

// closed stores a chain on the disk.
func closed(ctx context.Context, chain *devnet.Devnet, path string) (chainState, error) {
	var block struct{ Timestamp hexutil.Uint64 }
	if err := chain.Client().CallContext(ctx, &block, "eth_getBlockByNumber", "latest", false); err != nil {
		return chainState{}, errors.Join(err, chain.Close())
	}
	return chainState{path, uint64(block.Timestamp)}, chain.Close()
}

// copyTo gives a test its own copy of the chain.
func (c chainState) copyTo(t *testing.T) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "chain")
	if err := c.copyInto(to); err != nil {
		t.Fatal(err)
	}
	return to
}

func (c chainState) copyInto(path string) error {
	for _, suffix := range []string{"", ".devnet.json"} {
		text, err := os.ReadFile(c.path + suffix)
		if err == nil {
			err = os.WriteFile(path+suffix, text, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
