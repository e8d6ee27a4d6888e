package safe

import (
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
)

// TestTypeHashes compares the type hashes with the constants in the contracts.
func TestTypeHashes(t *testing.T) {
	for text, want := range map[string]string{
		"EIP712Domain(uint256 chainId,address verifyingContract)": "0x47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218",
		"EIP712Domain(address verifyingContract)":                 "0x035aff83d86937d35b32e04f0ddc6ff469290eef2f1b692d8a815c89404d4749",
		safeTxType: "0xbb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8",
	} {
		if got := crypto.Keccak256Hash([]byte(text)).Hex(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
