package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/keyring"
	"mpool/internal/signer"
)

func addManagerFlags(f *execution.Manager, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Signer.PrivateKey, "manager-private-key", "", "asset manager's key, where it is another: @FILE, - or env:NAME")
	flags.StringVar(&f.Signer.Keystore, "manager-keystore", "", "asset manager's encrypted key file")
	flags.StringVar(&f.Signer.Account, "manager-account", "", "name of the asset manager's key in Foundry's keystore folder")
	flags.StringVar(&f.Signer.URL, "manager-signer", "", "external signer that holds the asset manager's key")
	flags.StringVar(&f.Signer.PasswordFile, "manager-password-file", "", "file with the password of the asset manager's key")
	flags.BoolVar(&f.Partial, "partial", false, "send only the calls of the keys given, up to the first of somebody else")
}

// oneKey is a keyring of one signer, which is open already.
func oneKey(key signer.Signer) *keyring.Ring {
	return &keyring.Ring{ByAddress: map[common.Address]signer.Signer{key.Address(): key}}
}
