// Package review checks what a Safe is asked to do, by any author: a batch, a queued
// transaction, or what is about to be hashed, signed or executed. It decodes and plans the
// calls, holds them against the policies and the accounts that the user trusts, executes
// the transaction on the node without sending it, and says what nobody should sign.
package review

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// Reviewer checks what Safes are asked to do, with the policies and pools of the settings.
type Reviewer struct {
	Plans    Plans
	Settings *config.Settings
}

// Options say whom the user trusts, and with what.
type Options struct {
	Override   planner.Override
	Recipients []common.Address // who may be sent coins or tokens
	Pools      []string         // that are trusted, beside those of the settings
	Prices     []string         // from outside: "WETH=2000 USDC"
	Slippage   Slippage

	AnyChecksum bool // a batch with a wrong checksum is accepted
}

// Subject is what one Safe has to do in one transaction, with that Safe at a block.
type Subject struct {
	ChainID  uint64
	Block    chain.BlockRef // at which all of it was read
	On       ops.Block      // the same, or what the queue leaves; zero: the same
	Ahead    []ops.Call     // of the queue, which come first
	State    *ops.Snapshot  // of a pool that the queue leaves; nil where that is not asked for
	Safe     *chain.Safe
	Calls    []safe.Call
	Proposal *planner.Proposal // of a plan, planned again; nil for a batch
	Batch    *safe.Batch       // nil for a plan
}
