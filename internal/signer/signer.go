// Package signer turns an unsigned transaction into a signed one. It knows
// nothing of pools; only the code that sends imports it.
package signer

import (
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

// Sign has tx signed for one chain, and checks that what came back is this very
// transaction, signed by the signer's account.
func Sign(ctx context.Context, s Signer, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	mistake.Point("signer")
	signed, err := s.SignTx(ctx, tx, chainID)
	if err != nil {
		return nil, err
	}
	return signed, Verify(tx, signed, s.Address(), chainID)
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
