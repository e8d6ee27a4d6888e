// Package signer turns an unsigned transaction into a signed one. It knows
// nothing of pools; only the code that sends imports it.
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

// Signer signs for one account. What it answers is not to be trusted before it
// is verified: Sign does both.
type Signer interface {
	Address() common.Address
	SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error)
}

// callSigner is a Signer that wants to know what function a transaction calls.
type callSigner interface {
	signCall(ctx context.Context, tx *types.Transaction, chainID *big.Int, method string) (*types.Transaction, error)
}

// Sign has tx signed for one chain, and checks that what came back is this very
// transaction, signed by the signer's account. method is the signature of the
// function that it calls, such as "setSwapEnabled(bool)", for signers that show it or
// want it; what is none of the calldata's is not passed on.
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

// privateKey is beneath a type that cannot print itself.
type privateKey struct {
	secret
	key *ecdsa.PrivateKey
}

func newKey(key *ecdsa.PrivateKey) *Key {
	return &Key{private: privateKey{key: key}, address: crypto.PubkeyToAddress(key.PublicKey)}
}

// Address is the account that the key signs for.
func (k *Key) Address() common.Address { return k.address }

// Format shows the account only, whatever the verb: printing a pointer to a
// struct would follow it to the key.
func (k *Key) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "key of "+k.address.Hex()) }

// SignTx signs tx for one chain.
func (k *Key) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), k.private.key)
}
