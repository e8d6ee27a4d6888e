package devnet

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// wellKnownKey belongs to the first account of every anvil and Hardhat chain. It
// is public and protects nothing.
const wellKnownKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"

// KnownKey is the private key of an account whose key everybody knows.
func KnownKey(account common.Address) (string, bool) {
	key, err := crypto.HexToECDSA(strings.TrimPrefix(wellKnownKey, "0x"))
	if err != nil || crypto.PubkeyToAddress(key.PublicKey) != account {
		return "", false
	}
	return wellKnownKey, true
}
