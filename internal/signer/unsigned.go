package signer

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
)

// Unsigned returns the bytes that another wallet has to sign, and their hash. For a type 0 transaction
// they are those of EIP-155.
func Unsigned(tx *types.Transaction, chainID *big.Int) (raw []byte, hash common.Hash, err error) {
	switch tx.Type() {
	case types.LegacyTxType:
		raw, err = rlp.EncodeToBytes([]any{tx.Nonce(), tx.GasPrice(), tx.Gas(), tx.To(), tx.Value(), tx.Data(), chainID, uint(0), uint(0)})
	case types.DynamicFeeTxType:
		raw, err = rlp.EncodeToBytes([]any{chainID, tx.Nonce(), tx.GasTipCap(), tx.GasFeeCap(), tx.Gas(), tx.To(), tx.Value(), tx.Data(), tx.AccessList()})
		raw = append([]byte{tx.Type()}, raw...)
	default:
		err = fmt.Errorf("mpool does not create type %d transactions", tx.Type())
	}
	return raw, crypto.Keccak256Hash(raw), err
}
