package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
)

// Presence says whether a block is part of a node's chain.
type Presence string

// The answers about a block. Beyond: the node's chain ends before the block's number, so that the node is
// behind, or the block is gone.
const (
	There  Presence = "part of the chain"
	Gone   Presence = "no longer part of the chain"
	Beyond Presence = "beyond the node's newest block"
)

// PresenceOf looks for a block by its number, because nodes keep removed blocks by their hash.
func PresenceOf(ctx context.Context, node interface {
	Header(ctx context.Context, at BlockRef) (*Header, error)
}, number uint64, hash common.Hash) (Presence, error) {
	head, err := node.Header(ctx, Latest())
	switch {
	case err != nil:
		return "", err
	case head.Number < number:
		return Beyond, nil
	}
	at, err := node.Header(ctx, AtNumber(number))
	switch {
	case err != nil:
		return "", err
	case at.Hash != hash:
		return Gone, nil
	}
	return There, nil
}
