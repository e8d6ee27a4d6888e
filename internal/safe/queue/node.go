package queue

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/safe/review"
)

// Node is the part of a chain that a queue reads. *chain.Client implements it.
type Node interface {
	review.Node
	Consents
	CodeHash(ctx context.Context, at chain.BlockRef, address common.Address) (common.Hash, error)
}

// Consents reads who has agreed to a Safe transaction: by an approval on the chain, or as a contract
// that accepts a signature (EIP-1271).
type Consents interface {
	Approvals(ctx context.Context, at chain.BlockRef, safe common.Address, hash common.Hash, owners []common.Address) ([]common.Address, error)
	Accepts(ctx context.Context, at chain.BlockRef, s chain.ContractSignature) (bool, error)
}

// Races reads Safes, and which transaction used a nonce of a Safe.
type Races interface {
	Safes(ctx context.Context, at chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error)
	SafeRaceOf(ctx context.Context, safe common.Address, nonce uint64, hash common.Hash, since uint64) (chain.SafeRace, error)
}
