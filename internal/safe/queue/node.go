package queue

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/safe/review"
)

// Node is what is asked of a chain to look at a queue; a *chain.Client is one.
type Node interface {
	review.Node
	Consents
	CodeHash(ctx context.Context, at chain.BlockRef, address common.Address) (common.Hash, error)
}

// Consents say who has agreed to a Safe's transaction: on the chain, or by a contract that
// accepts a signature (EIP-1271).
type Consents interface {
	Approvals(ctx context.Context, at chain.BlockRef, safe common.Address, hash common.Hash, owners []common.Address) ([]common.Address, error)
	Accepts(ctx context.Context, at chain.BlockRef, s chain.ContractSignature) (bool, error)
}

// Races say what Safes are, and which transaction has used a nonce of one.
type Races interface {
	Safes(ctx context.Context, at chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error)
	SafeRaceOf(ctx context.Context, safe common.Address, nonce uint64, hash common.Hash, since uint64) (chain.SafeRace, error)
}
