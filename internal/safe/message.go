package safe

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// MessageHashes are the hashes for a message that a Safe accepts by EIP-1271, for example a Safe that
// is an owner of another Safe. The accepting Safe's owners sign Signed.
type MessageHashes struct {
	Domain  common.Hash `json:"message_domain"`    // of the accepting Safe
	Message common.Hash `json:"message_hash"`      // of the bytes that the Safe is shown
	Signed  common.Hash `json:"safe_message_hash"` // over Domain and Message: its owners sign this
}

// NewMessageHashes mirrors getMessageHashForSafe of the Safe project's fallback handlers. accepts is
// the Safe that has to accept the message.
func NewMessageHashes(v Version, chainID uint64, accepts common.Address, message []byte) MessageHashes {
	h := MessageHashes{Domain: Domain(v, chainID, accepts)}
	h.Message = crypto.Keccak256Hash(crypto.Keccak256([]byte("SafeMessage(bytes message)")), crypto.Keccak256(message))
	h.Signed = crypto.Keccak256Hash([]byte{0x19, 0x01}, h.Domain[:], h.Message[:])
	return h
}

// Shown returns the bytes that a Safe passes to an owner that is a contract: the hash from version
// 1.5.0 on, and the hash's preimage before.
func (h Hashes) Shown(v Version) []byte {
	if v.Before(5) {
		return h.Preimage()
	}
	return h.SafeTx[:]
}
