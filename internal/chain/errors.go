package chain

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
)

// NoCodeError says that there is no contract at the address.
type NoCodeError struct {
	Address common.Address
	ChainID uint64
	Block   uint64
}

func (e *NoCodeError) Error() string {
	return fmt.Sprintf("no contract at %s on chain %d at block %d", e.Address, e.ChainID, e.Block)
}

// Code returns the stable code for scripts.
func (e *NoCodeError) Code() string { return "pool.no_code" }

// Hint returns what the user should do next.
func (e *NoCodeError) Hint() string {
	return "check the address and --rpc-url (which sets the chain), and --block"
}

// NotPoolError says that the contract is not a pool of a Balancer V2 Vault.
type NotPoolError struct {
	Address common.Address
	Why     string
}

func (e *NotPoolError) Error() string {
	return fmt.Sprintf("%s is a contract but not a Balancer V2 pool: %s", e.Address, e.Why)
}

// Code returns the stable code for scripts.
func (e *NotPoolError) Code() string { return "pool.no_pool" }

// Hint returns what the user should do next.
func (e *NotPoolError) Hint() string {
	return "give the address of the pool itself, which is also the address of its BPT: the first 20 bytes of its pool ID"
}

// NotManagedError says that the contract is a Balancer pool of another kind.
type NotManagedError struct {
	Address common.Address
	Silent  []string // getters of a Managed Pool that do not answer
}

func (e *NotManagedError) Error() string {
	return fmt.Sprintf("%s is a Balancer V2 pool but not a Managed Pool: %s", e.Address, silence(e.Silent))
}

// Code returns the stable code for scripts.
func (e *NotManagedError) Code() string { return "pool.not_managed" }

// Hint returns what the user should do next.
func (e *NotManagedError) Hint() string {
	return "mpool supports only the Managed Pools of 2022-10-21 (v1) and 2023-04-11 (v2)"
}

func silence(getters []string) string {
	switch len(getters) {
	case 0:
		return "it was not created as one"
	case 1:
		return getters[0] + " does not answer"
	}
	return fmt.Sprintf("%s and %d more do not answer", getters[0], len(getters)-1)
}

// BlockError says that the node does not have the block or its state.
type BlockError struct {
	Block  BlockRef
	Pruned bool    // the node has the block but no longer its state
	Other  *Header // the block that the node returned instead
}

func (e *BlockError) Error() string {
	if e.Other != nil {
		return fmt.Sprintf("the node was asked for block %s but returned block %d, %s", e.Block, e.Other.Number, e.Other.Hash)
	}
	if e.Pruned {
		return fmt.Sprintf("the node no longer has the state of block %s", e.Block)
	}
	return fmt.Sprintf("the node has no block %s", e.Block)
}

// Code returns the stable code for scripts.
func (e *BlockError) Code() string { return "node.block" }

// Passing says whether another node behind the same address may have the block, which one of them
// has reported.
func (e *BlockError) Passing() bool { return e.Block.hash != (common.Hash{}) && !e.Pruned }

// Hint returns what the user should do next.
func (e *BlockError) Hint() string {
	if e.Other != nil {
		return "use another node: this one is not reliable"
	}
	if e.Pruned {
		return "use an archive node, or a newer block"
	}
	return "omit --block to read the latest block"
}

// ofState turns an error about a block's state into a BlockError if the node has deleted that
// state.
func ofState(err error, at BlockRef) error {
	var answer *wire.NodeError
	if errors.As(err, &answer) && answer.Pruned() {
		return &BlockError{Block: at, Pruned: true}
	}
	return err
}
