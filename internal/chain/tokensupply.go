package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// Supply is the supply of a token, in its smallest unit.
type Supply struct {
	Total uint256.Int
	Held  uint256.Int // balance of the given holder; zero if the token does not answer
}

// Supplies reads the supply of tokens and a holder's balance at one block. A token that does not
// report its supply has no entry.
func (a accounts) Supplies(ctx context.Context, at BlockRef, holder common.Address, tokens []common.Address) (map[common.Address]Supply, error) {
	getter := erc20.NewERC20()
	answers := make([]hexutil.Bytes, 2*len(tokens))
	var requests []wire.Request
	for i, token := range tokens {
		for j, data := range [][]byte{getter.PackTotalSupply(), getter.PackBalanceOf(holder)} {
			requests = append(requests, wire.Request{Method: "eth_call", Params: []any{callArgs(ops.Call{To: token, Data: data}), at.param()}, Into: &answers[2*i+j]})
		}
	}
	supplies := map[common.Address]Supply{}
	if len(requests) == 0 {
		return supplies, nil
	}
	errs, err := a.wire.BatchPatiently(ctx, requests)
	if err != nil {
		return nil, err
	}
	for _, err := range errs {
		var refused *wire.NodeError
		if err != nil && !errors.As(err, &refused) {
			return nil, err
		}
	}
	for i, token := range tokens {
		total, ok := oneWord(answers[2*i])
		if held, _ := oneWord(answers[2*i+1]); ok && errs[2*i] == nil {
			supplies[token] = Supply{Total: total, Held: held}
		}
	}
	return supplies, nil
}
