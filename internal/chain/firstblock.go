package chain

import (
	"fmt"

	"mpool/internal/units"
)

// FirstBlockError: the node has mined nothing, and runs calls on block 0 at a time that
// is not that block's, as anvil does: what depends on the time cannot be read there.
type FirstBlockError struct {
	Node  string // scheme://host[:port]
	Block units.Time
	Runs  units.Time
}

func (e *FirstBlockError) Error() string {
	return fmt.Sprintf("the chain of the node %s has only its first block, dated %s, and the node runs calls as if it were %s", e.Node, e.Block, e.Runs)
}

// Code is how scripts know it.
func (e *FirstBlockError) Code() string { return "node.first_block" }

// Hint is what to do about it.
func (e *FirstBlockError) Hint() string { return "mine a block: cast rpc evm_mine" }
