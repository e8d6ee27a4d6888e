package devnet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// RequireDev refuses a node whose client version does not name a development node.
func RequireDev(ctx context.Context, node *rpc.Client) error {
	var version string
	if err := node.CallContext(ctx, &version, "web3_clientVersion"); err != nil {
		return err
	}
	name, _, _ := strings.Cut(strings.ToLower(version), "/")
	if slices.Contains([]string{"anvil", "hardhatnetwork", "ganache"}, name) {
		return nil
	}
	return &Error{ErrNotDev, fmt.Sprintf("the node is %q, not a development chain: its clock cannot be changed", name), "start one with: mpool devnet"}
}

// Move moves a development chain's clock to a time or, if that is zero, forward by seconds, and mines
// a block. It refuses any other chain.
func Move(ctx context.Context, node *rpc.Client, to units.Time, seconds uint64) (ops.Block, error) {
	if err := RequireDev(ctx, node); err != nil {
		return ops.Block{}, err
	}
	if to == 0 {
		return Warp(ctx, node, seconds)
	}
	newest, err := block(ctx, node, "latest")
	if err != nil {
		return ops.Block{}, err
	}
	if to <= newest.Time {
		return ops.Block{}, &Error{ErrValue, fmt.Sprintf("the clock cannot go back to %s: the newest block is of %s", to.RFC3339(), newest.Time.RFC3339()), "give a later time, or start a new chain: mpool devnet"}
	}
	return WarpTo(ctx, node, to)
}

// Warp moves a development chain's clock forward by seconds and mines a block. It returns that
// block.
func Warp(ctx context.Context, node *rpc.Client, seconds uint64) (ops.Block, error) {
	if err := node.CallContext(ctx, nil, "evm_increaseTime", hexutil.Uint64(seconds)); err != nil {
		return ops.Block{}, notDev(err)
	}
	return mine(ctx, node)
}

// WarpTo mines the next block at exactly this time, which must be later than the latest block's
// time.
func WarpTo(ctx context.Context, node *rpc.Client, at units.Time) (ops.Block, error) {
	if err := SetNextTime(ctx, node, at); err != nil {
		return ops.Block{}, err
	}
	return mine(ctx, node)
}

// SetNextTime sets the time of the next block but does not mine it.
func SetNextTime(ctx context.Context, node *rpc.Client, at units.Time) error {
	if err := node.CallContext(ctx, nil, "evm_setNextBlockTimestamp", uint64(at)); err != nil {
		return notDev(err)
	}
	return nil
}

func mine(ctx context.Context, node *rpc.Client) (ops.Block, error) {
	if err := node.CallContext(ctx, nil, "evm_mine"); err != nil {
		return ops.Block{}, notDev(err)
	}
	return block(ctx, node, "latest")
}

// keepClock lets a restored chain continue from its latest block's time. anvil starts again at the
// wall clock, which is earlier if the clock had been moved forward.
func keepClock(ctx context.Context, node *rpc.Client) error {
	newest, err := block(ctx, node, "latest")
	if err != nil {
		return err
	}
	next, err := block(ctx, node, "pending")
	if err != nil || next.Time > newest.Time {
		return err
	}
	behind := hexutil.Uint64(newest.Time - next.Time + 1)
	return node.CallContext(ctx, nil, "evm_increaseTime", behind)
}

func block(ctx context.Context, node *rpc.Client, tag string) (ops.Block, error) {
	var head struct {
		Number hexutil.Uint64 `json:"number"`
		Hash   hexutil.Bytes  `json:"hash"` // null in a pending block
		Time   hexutil.Uint64 `json:"timestamp"`
	}
	if err := node.CallContext(ctx, &head, "eth_getBlockByNumber", tag, false); err != nil {
		return ops.Block{}, fmt.Errorf("read the %s block: %w", tag, err)
	}
	b := ops.Block{Number: uint64(head.Number), Time: units.Time(head.Time)}
	copy(b.Hash[:], head.Hash)
	return b, nil
}

// methodNotFound is JSON-RPC's code for a method that the node does not have.
const methodNotFound = -32601

// notDev explains the error "no such method" and wraps all others.
func notDev(err error) error {
	var answer rpc.Error
	if errors.As(err, &answer) && answer.ErrorCode() == methodNotFound {
		return &Error{ErrNotDev, "this node cannot change its clock: it is not a development chain", "start one with: mpool devnet"}
	}
	return fmt.Errorf("move the chain's clock: %w", err)
}
