package fork

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
)

// upstream is the forked node as the fork may use it: it only reads, retries, and stores answers.
// The node's address and headers never leave this process.
type upstream struct {
	client *chain.Client
	block  chain.BlockRef // the forked block
	// wait is the time before the second try; it doubles with each try.
	wait time.Duration

	mu       sync.Mutex
	requests int
	known    map[string]json.RawMessage // answers by question; they stay true because the block is fixed
	fault    error                      // the last error that reached the fork
}

// tries is how often a read is tried if the node asks for fewer requests. Each time the client has
// retried already. If a node does not answer at all, the client's retries are enough.
const tries = 3

func newUpstream(client *chain.Client, block uint64, wait time.Duration) *upstream {
	return &upstream{client: client, block: chain.AtNumber(block), wait: cmp.Or(wait, 250*time.Millisecond), known: map[string]json.RawMessage{}}
}

// mayPass lists the reads that anvil may make on the forked node. It contains no method that sends.
func mayPass(method string) bool {
	return slices.Contains([]string{
		"eth_blockNumber", "eth_call", "eth_chainId", "eth_createAccessList", "eth_estimateGas", "eth_feeHistory", "eth_gasPrice",
		"eth_getBalance", "eth_getBlockByHash", "eth_getBlockByNumber", "eth_getBlockReceipts",
		"eth_getBlockTransactionCountByHash", "eth_getBlockTransactionCountByNumber", "eth_getCode", "eth_getLogs", "eth_getProof",
		"eth_getStorageAt", "eth_getTransactionByBlockHashAndIndex", "eth_getTransactionByBlockNumberAndIndex", "eth_getTransactionByHash",
		"eth_getTransactionCount", "eth_getTransactionReceipt", "eth_getUncleByBlockHashAndIndex", "eth_getUncleByBlockNumberAndIndex",
		"eth_maxPriorityFeePerGas", "eth_syncing", "net_version", "web3_clientVersion",
	}, method)
}

// ask returns a stored answer, or asks the node.
func (u *upstream) ask(ctx context.Context, q wire.Question) (json.RawMessage, error) {
	u.mu.Lock()
	answer, found := u.known[keyOf(q)]
	gone := u.fault
	u.mu.Unlock()
	switch {
	case found:
		return answer, nil
	case silent(gone):
		return nil, gone // the node did not answer before; do not wait again
	}
	answer, err := u.patiently(ctx, q)
	u.mu.Lock()
	defer u.mu.Unlock()
	switch {
	case err == nil:
		u.known[keyOf(q)] = answer
	case ctx.Err() == nil:
		u.fault = u.inWords(err)
	}
	return answer, err
}

// inWords returns a clearer error if the node no longer has the block's state.
func (u *upstream) inWords(err error) error {
	var answer *wire.NodeError
	if errors.As(err, &answer) && answer.Pruned() {
		return &chain.BlockError{Block: u.block, Pruned: true}
	}
	return err
}

// forgive forgets the error so far, because the fork did not need the answer.
func (u *upstream) forgive() {
	u.mu.Lock()
	u.fault = nil
	u.mu.Unlock()
}

func (u *upstream) patiently(ctx context.Context, q wire.Question) (json.RawMessage, error) {
	wait := u.wait
	for try := 1; ; try++ {
		u.count()
		answer, err := u.client.Wire.Ask(ctx, q)
		if err == nil || try == tries || !errors.As(err, new(*wire.LimitError)) {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(wait):
			wait *= 2
		}
	}
}

// silent says whether the node did not answer, or asked for fewer requests.
func silent(err error) bool {
	var limit *wire.LimitError
	var gone *wire.UnreachableError
	return errors.As(err, &limit) || errors.As(err, &gone)
}

func (u *upstream) count() {
	u.mu.Lock()
	u.requests++
	u.mu.Unlock()
}

func (u *upstream) counted() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.requests
}

// because returns the node's own error if it made the fork fail, otherwise err.
func (u *upstream) because(err error) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if err != nil && u.fault != nil {
		return u.fault
	}
	return err
}
