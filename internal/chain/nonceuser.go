package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain/wire"
	"mpool/internal/network"
)

// NonceUser finds the transaction in a block after since that used a nonce of an account; the zero
// hash if the nonce is unused. The node needs the states of these blocks.
func (t Transactions) NonceUser(ctx context.Context, account common.Address, nonce, since uint64) (common.Hash, error) {
	head, err := t.blocks.Header(ctx, Latest())
	if err != nil || head.Number <= since {
		return common.Hash{}, err
	}
	blocks := head.Number - since
	i, err := firstWhere(blocks+1, func(i uint64) (bool, error) {
		if i > blocks {
			return true, nil // stands for a future block
		}
		state, err := t.blocks.AccountAt(ctx, account, AtNumber(since+i))
		return state.Nonce > nonce, err
	})
	if err != nil || i > blocks {
		return common.Hash{}, err
	}
	return t.sentIn(ctx, since+i, account, nonce)
}

// sentIn finds an account's transaction with this nonce in a block.
func (t Transactions) sentIn(ctx context.Context, number uint64, account common.Address, nonce uint64) (common.Hash, error) {
	var block *struct {
		Transactions []struct {
			Hash  common.Hash    `json:"hash"`
			From  common.Address `json:"from"`
			Nonce hexutil.Uint64 `json:"nonce"`
		} `json:"transactions"`
	}
	err := t.wire.Do(ctx, wire.Request{Method: "eth_getBlockByNumber", Params: []any{hexutil.Uint64(number), true}, Into: &block})
	if err != nil {
		return common.Hash{}, err
	}
	if block != nil {
		for _, tx := range block.Transactions {
			if tx.From == account && uint64(tx.Nonce) == nonce {
				return tx.Hash, nil
			}
		}
	}
	return common.Hash{}, &BlockError{Block: AtNumber(number)} // the block was replaced meanwhile
}

// provedUser refuses the node's word that a transaction used a nonce of an account, unless the account has
// signed that transaction with this nonce. Chains for development also mine what nobody has signed.
func (t Transactions) provedUser(ctx context.Context, user common.Hash, account common.Address, nonce uint64) error {
	tx, _, err := t.blocks.Transaction(ctx, user)
	if err != nil {
		return err
	}
	if tx != nil && tx.Nonce() == nonce && (network.ID(tx.ChainId().Uint64()).ForDevelopment() || signedBy(tx, account)) {
		return nil
	}
	return &wire.UnableError{Node: t.wire.Node(), What: "prove what used the nonce", Answer: fmt.Sprintf("it returned %s, which %s has not signed with nonce %d", user, account, nonce)}
}

func signedBy(tx *types.Transaction, account common.Address) bool {
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	return err == nil && from == account
}
