package chain

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/revert"
)

// signedMessages is the storage slot of a Safe's mapping of on-chain signed messages, in all
// versions since 1.0.0.
const signedMessages = 7

// AcceptsMessage simulates whether the Safe s.Owner, in the form in which the Safe that it owns
// asks (EIP-1271), accepts a message of its owners. It sets the message as signed in the Safe's
// storage, so the Safe must accept it without a signature. known is false if the node does not
// support such a call.
func (c safes) AcceptsMessage(ctx context.Context, at BlockRef, s ContractSignature, message common.Hash) (accepts, known bool, err error) {
	s.Signature = nil
	data, magic := s.call()
	slot := crypto.Keccak256Hash(message[:], wordOf(signedMessages))
	overrides := map[common.Address]any{s.Owner: map[string]any{"stateDiff": map[common.Hash]common.Hash{slot: common.BigToHash(common.Big1)}}}
	var answer hexutil.Bytes
	err = c.wire.Patiently(ctx, func() error {
		return wire.AsRevert(c.wire.Do(ctx, wire.Request{Method: "eth_call", Params: []any{callArgs(ops.Call{To: s.Owner, Data: data}), at.param(), overrides}, Into: &answer}))
	})
	var revert *revert.Reason
	var refused *wire.NodeError
	switch {
	case errors.As(err, &revert):
		return false, true, nil
	case errors.As(err, &refused):
		return false, false, nil
	}
	return len(answer) == 32 && bytes.Equal(answer[:4], magic), err == nil, err
}
