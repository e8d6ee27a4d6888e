package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/safe/queue"
)

// Owners reads what a Safe's owners have approved, which of them are contracts, and which transaction
// used a nonce. *chain.Client implements it.
type Owners interface {
	queue.Consents
	queue.Races
	Contracts(ctx context.Context, at chain.BlockRef, addresses []common.Address) ([]common.Address, error)
	AcceptsMessage(ctx context.Context, at chain.BlockRef, s chain.ContractSignature, message common.Hash) (accepts, known bool, err error)
}
