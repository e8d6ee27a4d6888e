package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/internal/named"
	"mpool/internal/ops"
)

// TokenInfo is what a token says about itself; empty for a contract that is not a token.
type TokenInfo struct {
	Symbol   named.Symbol // untrusted text, at most 32 bytes: strip before printing
	Decimals uint8
	Known    bool // whether Decimals is known
}

// TokenInfos reads the symbols and decimals of tokens at a block.
func (a accounts) TokenInfos(ctx context.Context, at BlockRef, tokens []common.Address) (map[common.Address]TokenInfo, error) {
	infos := make(map[common.Address]TokenInfo, len(tokens))
	for _, token := range tokens {
		var decimals, symbol hexutil.Bytes
		err := a.patiently(ctx, func() error { return a.askToken(ctx, at, token, &decimals, &symbol) })
		if err != nil {
			return nil, err
		}
		n, ok := oneWord(decimals)
		known := ok && n.IsUint64() && n.Uint64() <= 255
		info := TokenInfo{Symbol: named.Symbol(tokenText(symbol)), Known: known}
		if known {
			info.Decimals = uint8(n.Uint64())
		}
		infos[token] = info
	}
	return infos, nil
}

// askToken treats an error of the contract as a missing answer.
func (a accounts) askToken(ctx context.Context, at BlockRef, token common.Address, decimals, symbol *hexutil.Bytes) error {
	getter := erc20.NewERC20()
	ask := func(data []byte, into *hexutil.Bytes) request {
		return request{method: "eth_call", params: []any{callArgs(ops.Call{To: token, Data: data}), at.param()}, into: into}
	}
	errs, err := a.batch(ctx, []request{ask(getter.PackDecimals(), decimals), ask(getter.PackSymbol(), symbol)})
	if err != nil {
		return err
	}
	for _, err := range errs {
		var answer *NodeError
		if err != nil && !errors.As(err, &answer) {
			return err
		}
	}
	return nil
}
