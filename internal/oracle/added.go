package oracle

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/feed"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
)

// Feeds says that the configuration has a feed for a token by its address.
func (r *Reader) Feeds(chainID uint64, token common.Address) bool {
	_, found := r.Source(chainID, token, "")
	return found
}

// AddedPrice is the price of a token that a batch of any author adds to the pool, from the feed that the
// configuration names by the token's address; none without one. A feed that is named by a symbol does
// not count, because anybody can give a token any symbol.
func (r *Reader) AddedPrice(ctx context.Context, node any, pool *ops.Snapshot, token common.Address) (tokenset.TokenPrice, error) {
	reads, can := node.(feed.Node)
	if _, found := r.Source(pool.ChainID, token, ""); !found || !can {
		return tokenset.TokenPrice{}, nil
	}
	price, err := r.Price(ctx, reads, pool, token, "")
	var no *failure.Failure
	if errors.As(err, &no) { // the feed, or those of the pool's tokens, give no price
		return tokenset.TokenPrice{}, nil
	}
	return price, err
}
