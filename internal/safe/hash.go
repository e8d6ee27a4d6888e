package safe

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// Hashes are the hashes that a hardware wallet shows for a Safe transaction. Owners sign SafeTx.
type Hashes struct {
	Domain  common.Hash `json:"domain"`       // for this Safe on this chain
	Message common.Hash `json:"message"`      // for the transaction's fields
	SafeTx  common.Hash `json:"safe_tx_hash"` // over Domain and Message: owners sign this
}

// safeTxType is the EIP-712 type of the struct that owners sign, since version 1.0.0.
const safeTxType = "SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)"

// NewHashes mirrors domainSeparator and getTransactionHash of the Safe contract. Before 1.3.0 the
// domain has no chain ID, so that a signature is valid on every chain where the same Safe is.
func NewHashes(v Version, chainID uint64, safe common.Address, tx Transaction) Hashes {
	h := Hashes{Domain: Domain(v, chainID, safe), Message: message(tx)}
	h.SafeTx = crypto.Keccak256Hash([]byte{0x19, 0x01}, h.Domain[:], h.Message[:])
	return h
}

// Domain mirrors domainSeparator of the Safe contract.
func Domain(v Version, chainID uint64, safe common.Address) common.Hash {
	if v.OnAnyChain() {
		return crypto.Keccak256Hash(crypto.Keccak256([]byte("EIP712Domain(address verifyingContract)")), word(safe))
	}
	return crypto.Keccak256Hash(
		crypto.Keccak256([]byte("EIP712Domain(uint256 chainId,address verifyingContract)")),
		number(uint256.NewInt(chainID)), word(safe))
}

// message mirrors the inner hash of encodeTransactionData.
func message(tx Transaction) common.Hash {
	return crypto.Keccak256Hash(
		crypto.Keccak256([]byte(safeTxType)),
		word(tx.To), number(&tx.Value), crypto.Keccak256(tx.Data), number(uint256.NewInt(uint64(tx.Operation))),
		number(&tx.SafeTxGas), number(&tx.BaseGas), number(&tx.GasPrice),
		word(tx.GasToken), word(tx.RefundReceiver), number(uint256.NewInt(tx.Nonce)))
}

func word(a common.Address) []byte { return common.LeftPadBytes(a[:], 32) }

func number(n *uint256.Int) []byte { b := n.Bytes32(); return b[:] }
