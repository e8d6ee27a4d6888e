// Package signer signs transactions and structured data. It knows nothing about pools. Only code that
// opens keys, signs or sends imports it.
package signer

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"fmt"
	"io"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/mistake"
)

// Signer signs for one account. Do not trust its answer without verification: call Sign, which does
// both.
type Signer interface {
	Address() common.Address
	SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error)
}

// callSigner is a Signer that needs the name of the function that a transaction calls.
type callSigner interface {
	signCall(ctx context.Context, tx *types.Transaction, chainID *big.Int, method string) (*types.Transaction, error)
}

// Sign has s sign tx for one chain, and verifies that the result is the same transaction, signed by
// the account of s. method is the signature of the called function, such as "setSwapEnabled(bool)",
// for signers that show it. It is passed on only if the calldata begins with its selector.
func Sign(ctx context.Context, s Signer, tx *types.Transaction, chainID *big.Int, method string) (signed *types.Transaction, err error) {
	mistake.Point("signer")
	if asks, is := s.(callSigner); is && calls(tx.Data(), method) {
		signed, err = asks.signCall(ctx, tx, chainID, method)
	} else {
		signed, err = s.SignTx(ctx, tx, chainID)
	}
	if err != nil {
		return nil, err
	}
	return signed, Verify(tx, signed, s.Address(), chainID)
}

// calls says that calldata begins with the selector of a function.
func calls(data []byte, method string) bool {
	return len(data) >= 4 && bytes.Equal(data[:4], crypto.Keccak256([]byte(method))[:4])
}

// Key signs with a private key in memory.
type Key struct {
	private privateKey
	address common.Address
}

// privateKey hides the key behind a type that never prints it.
type privateKey struct {
	secret
	key *ecdsa.PrivateKey
}

func newKey(key *ecdsa.PrivateKey) *Key {
	return &Key{private: privateKey{key: key}, address: crypto.PubkeyToAddress(key.PublicKey)}
}

// Address is the account of the key.
func (k *Key) Address() common.Address { return k.address }

// Format prints only the account, for every verb: without it, printing could follow the pointer to the
// key.
func (k *Key) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "key of "+k.address.Hex()) }

// SignTx signs tx for one chain.
func (k *Key) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), k.private.key)
}
