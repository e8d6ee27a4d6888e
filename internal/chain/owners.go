package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// FactoriesOn returns the factories of a chain that have code at a block: the named ones and
// Balancer's.
func (f Foundry) FactoriesOn(ctx context.Context, chainID uint64, at BlockRef) ([]Factory, error) {
	var candidates []common.Address
	for _, address := range f.known.addresses() {
		if f.known.on(address, chainID) {
			candidates = append(candidates, address)
		}
	}
	there, err := f.accounts.Contracts(ctx, at, candidates)
	if err != nil {
		return nil, err
	}
	var found []Factory
	for _, address := range there {
		found = append(found, Factory{Address: address, Generation: f.known.generation(address, chainID), ChainID: chainID})
	}
	return found, nil
}

// CreatedTopics are the topics of the event that reports a new pool.
func CreatedTopics() [][]common.Hash { return [][]common.Hash{{poolCreated()}, {}} }

// CreatedPool returns the pool of such an event.
func CreatedPool(l types.Log) common.Address { return common.BytesToAddress(l.Topics[1][:]) }

// Owners returns the owners of pools at one block. The owner is the zero address if a pool does not
// answer.
func (f Foundry) Owners(ctx context.Context, at BlockRef, pools []common.Address) ([]common.Address, error) {
	getter := managedpool.NewManagedPool()
	answers := make([]hexutil.Bytes, len(pools))
	var requests []wire.Request
	for i, pool := range pools {
		call := ops.Call{To: pool, Data: getter.PackGetOwner()}
		requests = append(requests, wire.Request{Method: "eth_call", Params: []any{callArgs(call), at.param()}, Into: &answers[i]})
	}
	if err := f.wire.Many(ctx, requests); err != nil {
		return nil, err
	}
	owners := make([]common.Address, len(pools))
	for i, answer := range answers {
		if word, ok := oneWord(answer); ok {
			owners[i] = common.Address(word.Bytes20())
		}
	}
	return owners, nil
}
