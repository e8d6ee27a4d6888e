package signer

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Apply returns tx signed by another wallet. made is a signature of 65 bytes (r, s, v) or the whole
// signed transaction. It does not check that the signature is of tx; Verify does.
func Apply(tx *types.Transaction, made []byte, chainID *big.Int) (*types.Transaction, error) {
	if len(made) != crypto.SignatureLength {
		var signed types.Transaction
		if signed.UnmarshalBinary(made) != nil {
			return nil, errors.New("neither a signature of 65 bytes nor a signed transaction")
		}
		return &signed, nil
	}
	signature := append([]byte{}, made...)
	if v := signature[64]; v == 27 || v == 28 { // numbered as in message signatures
		signature[64] -= 27
	}
	if signature[64] > 1 {
		return nil, errors.New("the last byte of the signature must be 0, 1, 27 or 28")
	}
	return tx.WithSignature(types.LatestSignerForChainID(chainID), signature)
}
