package chain

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/internal/named"
)

// TokenName is what a token says about itself.
type TokenName struct {
	Symbol   named.Symbol // untrusted text, at most 32 bytes: strip before printing
	Decimals uint8
}

// TokenNames reads the symbols and decimals of addresses at a block, in one round trip. An address
// that does not answer both has no entry.
func (a accounts) TokenNames(ctx context.Context, addresses []common.Address, at BlockRef) (map[common.Address]TokenName, error) {
	token := erc20.NewERC20()
	questions := [][]byte{token.PackSymbol(), token.PackDecimals()}
	answers := make([]hexutil.Bytes, len(questions)*len(addresses))
	var requests []request
	for i := range answers {
		call := map[string]any{"to": addresses[i/2], "data": hexutil.Bytes(questions[i%2])}
		requests = append(requests, request{method: "eth_call", params: []any{call, at.param()}, into: &answers[i]})
	}
	if len(requests) == 0 {
		return nil, nil
	}
	errs, err := a.batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	names := map[common.Address]TokenName{}
	for i, address := range addresses {
		symbol, isText := symbolOf(answers[2*i])
		decimals, isNumber := decimalsOf(answers[2*i+1])
		if errors.Join(errs[2*i], errs[2*i+1]) == nil && isText && isNumber {
			names[address] = TokenName{named.Symbol(symbol), decimals}
		}
	}
	return names, nil
}

// symbolOf reads a string, or 32 bytes as tokens such as MKR return them.
func symbolOf(answer []byte) (string, bool) {
	text, ok := abiString(answer)
	if len(answer) == 32 {
		text, ok = string(bytes.TrimRight(answer, "\x00")), true
	}
	return text[:min(len(text), 32)], ok && text != ""
}

// decimalsOf refuses numbers above 77, which no token can have.
func decimalsOf(answer []byte) (uint8, bool) {
	var n uint256.Int
	if n.SetBytes(answer); len(answer) != 32 || n.GtUint64(77) {
		return 0, false
	}
	return uint8(n.Uint64()), true
}
