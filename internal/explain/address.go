package explain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/text"
)

// refuseAddress says what to do with an address, and of a token that it is one. Without a node it takes it for
// that of a pool.
func (r *Reader) refuseAddress(ctx context.Context, words string) error {
	f := failure.Usage("explain does not take addresses")
	client, err := r.Nodes.Dial(ctx, r.Settings.Chain)
	if err != nil {
		return f.WithHint("mpool status %s shows a pool", words) //nolint:nilerr // the node only adds to the words
	}
	defer client.Close()
	address := common.HexToAddress(words)
	infos, err := client.TokenInfos(ctx, chain.Latest(), []common.Address{address})
	if info := infos[address]; err == nil && info.Known && !r.isPool(ctx, client, address) {
		return failure.Usage("explain does not take addresses; this is the token %s with %s, and not a pool", info.Symbol, text.Plural(int(info.Decimals), "decimal")).
			WithHint("mpool status POOL shows a pool and its tokens")
	}
	return f.WithHint("mpool status %s shows a pool", words)
}

func (r *Reader) isPool(ctx context.Context, client *chain.Client, address common.Address) bool {
	_, err := client.Snapshot(ctx, address, chain.Latest())
	return err == nil
}
