package chain

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/safecontract"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/revert"
)

// Approvals returns the owners of a Safe who have approved a hash on the chain with approveHash. It
// takes one round trip.
func (c safes) Approvals(ctx context.Context, at BlockRef, safe common.Address, hash common.Hash, owners []common.Address) ([]common.Address, error) {
	getter := safecontract.NewSafe()
	answers := make([]hexutil.Bytes, len(owners))
	var requests []wire.Request
	for i, owner := range owners {
		call := ops.Call{To: safe, Data: getter.PackApprovedHashes(owner, hash)}
		requests = append(requests, wire.Request{Method: "eth_call", Params: []any{callArgs(call), at.param()}, Into: &answers[i]})
	}
	errs, err := c.wire.BatchPatiently(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	if err != nil {
		return nil, err
	}
	var approved []common.Address
	for i, answer := range answers {
		if n, ok := oneWord(answer); ok && !n.IsZero() {
			approved = append(approved, owners[i])
		}
	}
	return approved, nil
}

// ContractSignature is a signature by a contract that owns a Safe.
type ContractSignature struct {
	Owner     common.Address
	Hash      common.Hash
	Preimage  []byte // preimage of Hash
	Signature []byte
	// ByHash says that the Safe passes the hash to the contract, as Safes do from 1.5.0 on, and not
	// the preimage.
	ByHash bool
}

// Accepts asks a contract whether it accepts the signature (EIP-1271), in the same form as the Safe
// does. A revert means no.
func (c safes) Accepts(ctx context.Context, at BlockRef, s ContractSignature) (bool, error) {
	data, magic := s.call()
	var answer hexutil.Bytes
	err := c.wire.Patiently(ctx, func() error {
		return wire.AsRevert(c.wire.Do(ctx, wire.Request{Method: "eth_call", Params: []any{callArgs(ops.Call{To: s.Owner, Data: data}), at.param()}, Into: &answer}))
	})
	var revert *revert.Reason
	if errors.As(err, &revert) {
		return false, nil
	}
	return len(answer) == 32 && bytes.Equal(answer[:4], magic), err
}

// call returns the calldata of isValidSignature in one of its two forms, and the magic answer for
// yes.
func (s ContractSignature) call() (data, magic []byte) {
	if s.ByHash {
		magic = crypto.Keccak256([]byte("isValidSignature(bytes32,bytes)"))[:4]
		return slices.Concat(magic, s.Hash[:], wordOf(64), lengthAnd(s.Signature)), magic
	}
	magic = crypto.Keccak256([]byte("isValidSignature(bytes,bytes)"))[:4]
	shown := lengthAnd(s.Preimage)
	return slices.Concat(magic, wordOf(64), wordOf(64+len(shown)), shown, lengthAnd(s.Signature)), magic
}

func wordOf(n int) []byte {
	word := uint256.NewInt(uint64(n)).Bytes32()
	return word[:]
}

// lengthAnd is the ABI encoding of bytes: length and padded content.
func lengthAnd(b []byte) []byte {
	return append(wordOf(len(b)), common.RightPadBytes(b, (len(b)+31)/32*32)...)
}

// SafeExecuted says whether the events show that a Safe executed the transaction with this hash,
// and that its call did not fail. Safes of 1.3.0 have the hash in the data, later ones in a topic.
func SafeExecuted(logs []Log, safe common.Address, hash common.Hash) bool {
	success := crypto.Keccak256Hash([]byte("ExecutionSuccess(bytes32,uint256)"))
	for _, log := range logs {
		if log.Address != safe || len(log.Topics) == 0 || log.Topics[0] != success {
			continue
		}
		if len(log.Topics) == 2 && log.Topics[1] == hash || len(log.Topics) == 1 && bytes.HasPrefix(log.Data, hash[:]) {
			return true
		}
	}
	return false
}
