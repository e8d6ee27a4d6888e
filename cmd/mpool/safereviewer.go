package main

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// reviewer looks at what Safes shall do, by the policies and the pools of the settings.
type reviewer struct {
	Plans    *planner.Planner
	Settings *config.Settings
}

// reviewOptions say whom the user trusts, and with what.
type reviewOptions struct {
	override   planner.Override
	recipients []common.Address // who may be sent coins or tokens
	pools      []string         // that are trusted, beside those of the settings
	prices     []string         // from outside: "WETH=2000 USDC"
	slippage   slippage
}

// subject is what one Safe shall do in one transaction, and that Safe at a block.
type subject struct {
	client   *chain.Client
	chainID  uint64
	block    chain.BlockRef // at which all of it was read
	on       ops.Block      // the same, or what the queue leaves; zero: the same
	ahead    []ops.Call     // of the queue, which come first
	state    *ops.Snapshot  // of a pool that the queue leaves; nil where that is not asked for
	safe     *chain.Safe
	calls    []safe.Call
	proposal *planner.Proposal // of a plan, made anew; nil for a batch
	batch    *safe.Batch       // nil for a plan
}
