package signer

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Apply takes what a wallet elsewhere made of tx: a signature of 65 bytes (r, s,
// v) or the whole signed transaction. Verify says whether it is of this one.
func Apply(tx *types.Transaction, made []byte, chainID *big.Int) (*types.Transaction, error) {
	if len(made) != crypto.SignatureLength {
		var signed types.Transaction
		if signed.UnmarshalBinary(made) != nil {
			return nil, errors.New("neither a signature of 65 bytes nor a signed transaction")
		}
		return &signed, nil
	}
	signature := append([]byte{}, made...)
	if v := signature[64]; v == 27 || v == 28 { // as for messages
		signature[64] -= 27
	}
	if signature[64] > 1 {
		return nil, errors.New("the last byte of the signature must be 0, 1, 27 or 28")
	}
	return tx.WithSignature(types.LatestSignerForChainID(chainID), signature)
}
