package doctor

import (
	"fmt"
	"time"

	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The names of the checks of the node.
const (
	nameNode     = "node"
	nameArchive  = "old states"
	nameSimulate = "simulation"
	nameBatches  = "batches"
	nameLogs     = "log ranges"
	nameClock    = "clock"
)

// nodeSeen is what the node reports about itself.
type nodeSeen struct {
	at       string // scheme://host[:port]
	chain    network.ID
	want     network.ID // 0: any
	deployed bool       // Balancer's Managed Pool factories are known for its chain
	head     ops.Block
}

// judgeNode compares the node's chain with the configured one.
func judgeNode(s nodeSeen) Check {
	here := fmt.Sprintf("%s is on %s (chain ID %d), block %d", s.at, s.chain, uint64(s.chain), s.head.Number)
	switch {
	case s.want != 0 && s.want != s.chain:
		return refused(nameNode, here+fmt.Sprintf(", but the configured chain is %s", s.want), "correct --rpc-url or --chain so that they match")
	case !s.deployed && !s.chain.ForDevelopment():
		return warning(nameNode, here+", where mpool knows no Managed Pool factory", "set contracts.factory_v1 or contracts.factory_v2 in the configuration, or use another chain")
	}
	return ok(nameNode, here)
}

// oldState is the node's answer about an old block.
type oldState struct {
	block    uint64
	answered bool
	why      string // why it gave none
	code     bool   // a contract that is older than the block has code at the block
	expected bool   // the contract is known to be older
}

func judgeArchive(s oldState) Check {
	const remedy = "use an archive node (--rpc-url) for status --block, for --fork-block and for a pool's whole history"
	switch {
	case !s.answered:
		return warning(nameArchive, fmt.Sprintf("the node has no state of block %d: %s", s.block, s.why), remedy)
	case s.expected && !s.code:
		return warning(nameArchive, fmt.Sprintf("the node answers for block %d, but with an empty state", s.block), remedy)
	}
	return ok(nameArchive, fmt.Sprintf("the node has the state of block %d", s.block))
}

// judgeSimulation checks whether the node simulates. no is its answer if it does not; empty: it does.
func judgeSimulation(no string) Check {
	if no == "" {
		return ok(nameSimulate, "the node has eth_simulateV1")
	}
	return warning(nameSimulate, "the node cannot run eth_simulateV1: "+no, "use a node that has it (geth, nethermind, erigon or reth of 2025), or add --fork to try plans on a local anvil")
}

func judgeBatches(takes bool) Check {
	if takes {
		return ok(nameBatches, "the node answers several requests in one")
	}
	return warning(nameBatches, "the node takes no JSON-RPC batches: mpool asks one by one, which is slower", "use a node that takes batches")
}

// spans lists the numbers of blocks for which logs are requested, the largest first.
func spans() []uint64 { return []uint64{1_000_000, 100_000, 10_000, 1_000, 100} }

// judgeLogs checks the largest span that the node answers; 0: none.
func judgeLogs(span, last uint64) Check {
	const enough = 10_000
	const remedy = "use a node with larger ranges for mpool history, position and init, or read less with --since"
	switch {
	case span == 0:
		return warning(nameLogs, "the node does not answer eth_getLogs for even 100 blocks", remedy)
	case span > last:
		return ok(nameLogs, "the node answers eth_getLogs for all its blocks")
	case span < enough:
		return warning(nameLogs, fmt.Sprintf("the node answers eth_getLogs for only about %s at a time: reading a pool's past is slow", text.GroupedPlural(span, "block")), remedy)
	}
	return ok(nameLogs, fmt.Sprintf("the node answers eth_getLogs for %s at a time", text.GroupedPlural(span, "block")))
}

// judgeClock compares the newest block's time with the machine's clock.
func judgeClock(on network.ID, head units.Time, now time.Time) Check {
	machine := units.Time(now.Unix())
	switch behind, ahead := on.Astray(head, machine); {
	case on.ForDevelopment():
		return ok(nameClock, fmt.Sprintf("the newest block is of %s; a development chain has a time of its own", text.Time(head)))
	case ahead != 0:
		return warning(nameClock, fmt.Sprintf("the newest block is %s in the future", text.Duration(ahead)), "set this machine's clock (for example with NTP)")
	case behind != 0:
		return warning(nameClock, fmt.Sprintf("the newest block is %s old", text.Duration(behind)), "wait until the node has caught up, use another node, or set this machine's clock")
	}
	return ok(nameClock, fmt.Sprintf("the newest block is %s old", text.Duration(machine-min(head, machine))))
}
