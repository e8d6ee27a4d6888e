package chain

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// Touched lists the transactions of a block whose events are of the pool, or of
// the Vault about the pool, in the block's order.
func (c *Client) Touched(ctx context.Context, pool ops.Pool, block common.Hash) ([]common.Hash, error) {
	var logs []struct {
		Address     common.Address `json:"address"`
		Topics      []common.Hash  `json:"topics"`
		Transaction common.Hash    `json:"transactionHash"`
	}
	err := c.do(ctx, request{method: "eth_getLogs", into: &logs, params: []any{
		map[string]any{"blockHash": block, "address": []common.Address{pool.Address, pool.Vault}},
	}})
	if err != nil {
		return nil, err
	}
	var hashes []common.Hash
	for _, log := range logs {
		own := log.Address == pool.Address || len(log.Topics) > 1 && log.Topics[1] == pool.ID
		if own && !slices.Contains(hashes, log.Transaction) {
			hashes = append(hashes, log.Transaction)
		}
	}
	return hashes, nil
}
