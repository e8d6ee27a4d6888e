package render

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/network"
	"mpool/internal/planview"
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

// KeyFlag names the key of one account, with a blank before it. A transaction of nobody's,
// anybody sends. whose is "manager-" for the second key of a command.
func KeyFlag(chain uint64, whose string, account common.Address, env func(string) (string, bool)) string {
	variable := DevnetKeyOf(account, env)
	if _, set := env(DevnetKeyVariable); set && account == planview.Nobody() {
		variable = DevnetKeyVariable
	}
	if variable == "" || chain != network.Development {
		return " --" + whose + "account NAME"
	}
	return " --" + whose + "private-key env:" + variable
}
