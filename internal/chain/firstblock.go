package chain

import (
	"fmt"

	"mpool/internal/units"
)

// FirstBlockError says that the node has mined no block, and runs calls on block 0 at a time other
// than that block's, as anvil does. Values that depend on the time cannot be read there.
type FirstBlockError struct {
	Node  string // scheme://host[:port]
	Block units.Time
	Runs  units.Time
}

func (e *FirstBlockError) Error() string {
	return fmt.Sprintf("the chain of the node %s has only its first block, dated %s, and the node runs calls as if it were %s", e.Node, e.Block, e.Runs)
}

// Code returns the stable code for scripts.
func (e *FirstBlockError) Code() string { return "node.first_block" }

// Hint returns what the user should do next.
func (e *FirstBlockError) Hint() string { return "mine a block: cast rpc evm_mine" }
