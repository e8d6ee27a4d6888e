package faults_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/devnet"
)

// root is where devnet/node_modules is.
const root = "../.."

// chainState is a chain on the disk, on which the contracts and the demo pool
// are. All worlds begin with it, so that their pools can be compared to the
// second and the wei.
type chainState struct {
	path string
	time uint64 // of its newest block
}

// origin is made once.
var origin chainState

// deploy makes it.
func deploy(path string, artifacts ...string) (chainState, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	chain, err := devnet.Start(ctx, devnet.Options{Root: root, State: path, Artifacts: artifacts})
	if err != nil {
		return chainState{}, fmt.Errorf("deploy: %w", err)
	}
	var block struct{ Timestamp hexutil.Uint64 }
	if err := chain.Client().CallContext(ctx, &block, "eth_getBlockByNumber", "latest", false); err != nil {
		return chainState{}, err
	}
	return chainState{path, uint64(block.Timestamp)}, chain.Close()
}

// copyTo gives a test a chain of its own.
func (c chainState) copyTo(t *testing.T) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "chain")
	for _, suffix := range []string{"", ".devnet.json"} {
		text, err := os.ReadFile(c.path + suffix)
		if err == nil {
			err = os.WriteFile(to+suffix, text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}
