package chain

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Only the Safe's own event about this transaction counts.
func TestSafeExecuted(t *testing.T) {
	safe, hash := common.HexToAddress("0x5afe"), common.HexToHash("0x1234")
	success := crypto.Keccak256Hash([]byte("ExecutionSuccess(bytes32,uint256)"))
	failure := crypto.Keccak256Hash([]byte("ExecutionFailure(bytes32,uint256)"))
	payment := make([]byte, 32)
	both := append(hash.Bytes(), payment...)
	tests := []struct {
		name string
		log  Log
		want bool
	}{
		{"1.3.0", Log{safe, []common.Hash{success}, both}, true},
		{"1.4.1", Log{safe, []common.Hash{success, hash}, payment}, true},
		{"failure of 1.3.0", Log{safe, []common.Hash{failure}, both}, false},
		{"failure of 1.4.1", Log{safe, []common.Hash{failure, hash}, payment}, false},
		{"another contract", Log{common.HexToAddress("0x1"), []common.Hash{success, hash}, payment}, false},
		{"another transaction", Log{safe, []common.Hash{success, {9}}, payment}, false},
		{"another transaction of 1.3.0", Log{safe, []common.Hash{success}, append([]byte{9}, both...)}, false},
		{"nothing", Log{Address: safe}, false},
	}
	for _, test := range tests {
		if got := SafeExecuted([]Log{test.log}, safe, hash); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
