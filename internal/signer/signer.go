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
)

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

// SignTx signs tx for one chain. Verify the result before sending it.
func (k *Key) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), k.private.key)
}
