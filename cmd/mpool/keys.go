package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/keyring"
	"mpool/internal/signer"
)

// managerFlags name a second way to sign, for operations in which the owner and
// the asset manager both have a part.
type managerFlags struct {
	signer  signer.Options
	partial bool
}

func addManagerFlags(f *managerFlags, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.signer.PrivateKey, "manager-private-key", "", "asset manager's key, where it is another: @FILE, - or env:NAME")
	flags.StringVar(&f.signer.Keystore, "manager-keystore", "", "asset manager's encrypted key file")
	flags.StringVar(&f.signer.Account, "manager-account", "", "name of the asset manager's key in Foundry's keystore folder")
	flags.StringVar(&f.signer.URL, "manager-signer", "", "external signer that holds the asset manager's key")
	flags.StringVar(&f.signer.PasswordFile, "manager-password-file", "", "file with the password of the asset manager's key")
	flags.BoolVar(&f.partial, "partial", false, "send only the calls of the keys given, up to the first of somebody else")
}

// oneKey is a keyring of one signer, which is open already.
func oneKey(key signer.Signer) *keyring.Ring {
	return &keyring.Ring{ByAddress: map[common.Address]signer.Signer{key.Address(): key}}
}
