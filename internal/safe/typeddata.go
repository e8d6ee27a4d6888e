package safe

import (
	"encoding/json"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Preimage is the input of the last hash: 0x1901, the domain and the message. Safes before 1.5.0 show
// it to owners that are contracts.
func (h Hashes) Preimage() []byte {
	return append(append([]byte{0x19, 0x01}, h.Domain[:]...), h.Message[:]...)
}

// TypedData is the transaction as EIP-712 JSON, which wallets show and sign. Its hashes are those of
// NewHashes.
func TypedData(v Version, chainID uint64, safe common.Address, tx Transaction) (json.RawMessage, error) {
	type field struct {
		Name string `json:"name"`
		Type string `json:"type"`
	}
	domainType := []field{{"chainId", "uint256"}, {"verifyingContract", "address"}}
	domain := map[string]any{"chainId": hexutil.EncodeUint64(chainID), "verifyingContract": safe.Hex()}
	if v.Before(3) {
		domainType = domainType[1:]
		delete(domain, "chainId")
	}
	return json.Marshal(map[string]any{
		"types": map[string]any{
			"EIP712Domain": domainType,
			"SafeTx": []field{
				{"to", "address"}, {"value", "uint256"}, {"data", "bytes"}, {"operation", "uint8"},
				{"safeTxGas", "uint256"}, {"baseGas", "uint256"}, {"gasPrice", "uint256"},
				{"gasToken", "address"}, {"refundReceiver", "address"}, {"nonce", "uint256"},
			},
		},
		"primaryType": "SafeTx",
		"domain":      domain,
		"message": map[string]any{
			"to": tx.To.Hex(), "value": tx.Value.Dec(), "data": hexutil.Encode(tx.Data), "operation": strconv.Itoa(int(tx.Operation)),
			"safeTxGas": tx.SafeTxGas.Dec(), "baseGas": tx.BaseGas.Dec(), "gasPrice": tx.GasPrice.Dec(),
			"gasToken": tx.GasToken.Hex(), "refundReceiver": tx.RefundReceiver.Hex(), "nonce": strconv.FormatUint(tx.Nonce, 10),
		},
	})
}
