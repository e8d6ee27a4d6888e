// Package gethtest runs a go-ethereum inside a test's process on the state of a development chain.
// It runs the published contracts on another EVM, and the test sets the clock, also backwards. Only
// tests may import it.
package gethtest

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
)

// State reads the whole state of an anvil as the genesis of another node.
func State(ctx context.Context, anvil *rpc.Client) (types.GenesisAlloc, error) {
	var packed hexutil.Bytes
	if err := anvil.CallContext(ctx, &packed, "anvil_dumpState"); err != nil {
		return nil, err
	}
	text, err := unzip(packed)
	if err != nil {
		return nil, err
	}
	var state struct {
		Accounts map[common.Address]dumped `json:"accounts"`
	}
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, err
	}
	alloc := types.GenesisAlloc{}
	for address, account := range state.Accounts {
		if alloc[address], err = account.genesis(); err != nil {
			return nil, fmt.Errorf("%s: %w", address, err)
		}
	}
	return alloc, nil
}

func unzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// dumped is an account as anvil's dump holds it.
type dumped struct {
	Nonce   json.RawMessage        `json:"nonce"` // a number or a hexadecimal string
	Balance *hexutil.Big           `json:"balance"`
	Code    hexutil.Bytes          `json:"code"`
	Storage map[string]common.Hash `json:"storage"`
}

func (d dumped) genesis() (types.Account, error) {
	nonce, err := quantity(strings.Trim(string(d.Nonce), `"`))
	if err != nil {
		return types.Account{}, err
	}
	storage := make(map[common.Hash]common.Hash, len(d.Storage))
	for slot, value := range d.Storage {
		place, err := quantity(slot)
		if err != nil {
			return types.Account{}, err
		}
		storage[common.BigToHash(place)] = value
	}
	return types.Account{Nonce: nonce.Uint64(), Code: d.Code, Balance: d.Balance.ToInt(), Storage: storage}, nil
}

func quantity(text string) (*big.Int, error) {
	n, ok := new(big.Int).SetString(text, 0)
	if !ok {
		return nil, fmt.Errorf("%q is not a number", text)
	}
	return n, nil
}
