package safe

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// MessageHashes are what the owners of a Safe sign so that it accepts a message
// (EIP-1271), as of a Safe that is itself an owner of another one.
type MessageHashes struct {
	Domain  common.Hash `json:"message_domain"`    // of the Safe that accepts
	Message common.Hash `json:"message_hash"`      // of the bytes that it is shown
	Signed  common.Hash `json:"safe_message_hash"` // of both: what its owners sign
}

// NewMessageHashes mirrors getMessageHashForSafe of the Safe project's fallback handlers,
// for the Safe that has to accept the message.
func NewMessageHashes(v Version, chainID uint64, accepts common.Address, message []byte) MessageHashes {
	h := MessageHashes{Domain: Domain(v, chainID, accepts)}
	h.Message = crypto.Keccak256Hash(crypto.Keccak256([]byte("SafeMessage(bytes message)")), crypto.Keccak256(message))
	h.Signed = crypto.Keccak256Hash([]byte{0x19, 0x01}, h.Domain[:], h.Message[:])
	return h
}

// Shown returns what a Safe of a version passes to owners that are contracts: the hash from
// 1.5.0 on, and before that its preimage.
func (h Hashes) Shown(v Version) []byte {
	if v.Before(5) {
		return h.Preimage()
	}
	return h.SafeTx[:]
}
