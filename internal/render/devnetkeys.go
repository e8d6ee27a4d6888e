package render

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// DevnetKeyOf returns the variable with the key of this account, among those that mpool devnet prints;
// empty if none has it.
func DevnetKeyOf(account common.Address, env func(string) (string, bool)) string {
	for _, name := range []string{DevnetKeyVariable, DevnetManagerVariable} {
		digits, _ := env(name)
		key, err := crypto.HexToECDSA(strings.TrimPrefix(digits, "0x"))
		if err == nil && crypto.PubkeyToAddress(key.PublicKey) == account {
			return name
		}
	}
	return ""
}
