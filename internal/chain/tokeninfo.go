package chain

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/internal/chain/wire"
	"mpool/internal/named"
	"mpool/internal/ops"
)

// TokenInfo is what a token says about itself; empty for an address that is not a token.
type TokenInfo struct {
	Symbol   named.Symbol // untrusted text, at most 32 bytes: strip before printing
	Decimals uint8
	Known    bool // whether Decimals is known
}

// mostDecimals is the largest number of decimals that a token's amounts can have.
const mostDecimals = 77

// TokenInfos reads the symbols and decimals of addresses at a block, which may be no tokens. The
// gas limit of each call bounds the size of its answer.
func (a accounts) TokenInfos(ctx context.Context, at BlockRef, tokens []common.Address) (map[common.Address]TokenInfo, error) {
	infos := make(map[common.Address]TokenInfo, len(tokens))
	for some := range slices.Chunk(tokens, wire.PerBatch/2) {
		answers, err := askTokens(ctx, a.wire, at, some)
		if err != nil {
			return nil, err
		}
		for i, token := range some {
			info := tokenInfo(answers[2*i], answers[2*i+1])
			if info.Known {
				info.Symbol = info.Symbol.Of(token)
			}
			infos[token] = info
		}
	}
	return infos, nil
}

// tokenInfo reads the answers of decimals() and symbol().
func tokenInfo(decimals, symbol []byte) TokenInfo {
	info := TokenInfo{Symbol: named.Read(tokenText(symbol))}
	if n, ok := oneWord(decimals); ok && !n.GtUint64(mostDecimals) {
		info.Decimals, info.Known = uint8(n.Uint64()), true
	}
	return info
}

// askTokens returns the answers of decimals() and symbol() of each token. An error of the contract
// or the node is an empty answer.
func askTokens(ctx context.Context, w *wire.Conn, at BlockRef, tokens []common.Address) ([]hexutil.Bytes, error) {
	getter := erc20.NewERC20()
	answers := make([]hexutil.Bytes, 2*len(tokens))
	var requests []wire.Request
	for i, token := range tokens {
		for j, data := range [][]byte{getter.PackDecimals(), getter.PackSymbol()} {
			args := callArgs(ops.Call{To: token, Data: data})
			args["gas"] = hexutil.Uint64(symbolGas)
			requests = append(requests, wire.Request{Method: "eth_call", Params: []any{args, at.param()}, Into: &answers[2*i+j]})
		}
	}
	errs, err := w.BatchPatiently(ctx, requests)
	if err != nil {
		return nil, err
	}
	for i, err := range errs {
		var answer *wire.NodeError
		switch {
		case errors.As(err, &answer):
			answers[i] = nil
		case err != nil:
			return nil, err
		}
	}
	return answers, nil
}
