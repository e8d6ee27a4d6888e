package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
)

// Headers returns nothing, so that every record counts as one of this chain.
func (p *fakePlans) Headers(context.Context, []uint64) (map[uint64]*chain.Header, error) {
	return nil, nil
}

// Transaction asks the node.
func (p *fakePlans) Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error) {
	return p.node.Transaction(ctx, hash)
}
