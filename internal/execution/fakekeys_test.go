package execution

import (
	"context"
	"crypto/ecdsa"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/signer"
)

// fakeKeys returns the given signers.
type fakeKeys struct {
	signers  map[common.Address]*fakeSigner
	unlocked bool
	opened   int
	err      error
}

func (k *fakeKeys) ring() *keyring.Ring {
	ring := &keyring.Ring{ByAddress: map[common.Address]signer.Signer{}, Unlocked: k.unlocked}
	for address, s := range k.signers {
		ring.ByAddress[address] = s
	}
	return ring
}

func (k *fakeKeys) Open(_ context.Context, f keyring.Options, _, left *ops.Plan) (*keyring.Ring, error) {
	k.opened++
	if k.err != nil {
		return nil, k.err
	}
	ring := k.ring()
	return ring, ring.Covers(left, f.Partial)
}

func (k *fakeKeys) OpenOwn(_ context.Context, _ keyring.Options, from common.Address) (*keyring.Ring, error) {
	k.opened++
	if k.signers[from] == nil {
		return nil, failure.New(failure.Refused, "signer", "no key of %s", from)
	}
	return k.ring(), k.err
}

func (*fakeKeys) Missing(signer.Options) error { return nil }

func (k *fakeKeys) WithEnvironment(o signer.Options) signer.Options { return o }

// fakeSigner signs with a public test key.
type fakeSigner struct {
	key     *ecdsa.PrivateKey
	address common.Address
	signed  []*types.Transaction
	err     error
	alters  func(*types.Transaction) *types.Transaction
}

func newFakeSigner(digit string) *fakeSigner {
	key, err := crypto.HexToECDSA(strings.Repeat(digit, 64))
	if err != nil {
		panic(err)
	}
	return &fakeSigner{key: key, address: crypto.PubkeyToAddress(key.PublicKey)}
}

func owner() *fakeSigner { return newFakeSigner("1") }

func manager() *fakeSigner { return newFakeSigner("2") }

func (s *fakeSigner) Address() common.Address { return s.address }

func (s *fakeSigner) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	if s.err != nil {
		return nil, s.err
	}
	if s.alters != nil {
		tx = s.alters(tx)
	}
	s.signed = append(s.signed, tx)
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), s.key)
}
