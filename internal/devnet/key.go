package devnet

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// wellKnownKeys returns the keys of the first two accounts of every anvil and Hardhat chain: the
// owner and the asset manager. The keys are public and protect nothing.
func wellKnownKeys() []string {
	return []string{
		"0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
		"0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
	}
}

// KnownKey returns the private key of one of these accounts.
func KnownKey(account common.Address) (string, bool) {
	for _, text := range wellKnownKeys() {
		key, err := crypto.HexToECDSA(strings.TrimPrefix(text, "0x"))
		if err == nil && crypto.PubkeyToAddress(key.PublicKey) == account {
			return text, true
		}
	}
	return "", false
}
