// Package review checks Safe transactions by any author: a batch, a queued transaction, or one to be
// hashed, signed or executed. It decodes and plans the calls, compares them with the policies and with
// the accounts that the user trusts, simulates the transaction on the node, and reports what must not
// be signed.
package review

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/worth"
	"mpool/internal/units"
)

// Reviewer checks Safe transactions with the policies and pools of the settings.
type Reviewer struct {
	Plans    Plans
	Feeds    Feeds
	Proofs   Proofs
	Settings *config.Settings
}

// Options say which accounts, pools and prices the user trusts.
type Options struct {
	Override   planner.Override
	Recipients []common.Address               // accounts that may receive the native token or tokens
	Spenders   []common.Address               // accounts that may take the Safe's tokens later
	Managers   []common.Address               // accounts that may own or manage a pool
	Reports    []common.Address               // pools whose reported balances the user has checked
	Contracts  []common.Address               // contracts that the user knows
	MostGifts  map[common.Address]units.Fixed // the largest accepted gift to a pool's LPs, as a share of it
	MostReport map[common.Address]units.Fixed // the largest accepted report of a pool, as a share of it
	Pools      []string                       // trusted pools besides those of the settings
	Prices     []string                       // outside prices: "WETH=2000 USDC"
	Slippage   worth.Slippage

	AnyChecksum bool // accept a batch with a wrong checksum
	LaterNonce  bool // accept a nonce behind transactions that were not simulated
}

// Subject is one transaction of a Safe, and the Safe at a block.
type Subject struct {
	ChainID  uint64
	Block    chain.BlockRef // the block at which all of it was read
	On       ops.Block      // that block, or the state after the queue; zero: that block
	Ahead    []ops.Call     // calls of the queue that come before these
	State    *ops.Snapshot  // the pool after the queue; nil without a queue
	Safe     *chain.Safe
	Calls    []safe.Call
	Proposal *planner.Proposal // of a plan that was planned again; nil for a batch
	Batch    *safe.Batch       // nil for a plan
}
