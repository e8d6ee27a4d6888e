package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/execution"
)

func addManagerFlags(f *execution.Manager, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Signer.PrivateKey, "manager-private-key", "", "the asset manager's key, if it is another account: @FILE, - or env:NAME")
	flags.StringVar(&f.Signer.Keystore, "manager-keystore", "", "asset manager's encrypted key file")
	flags.StringVar(&f.Signer.Account, "manager-account", "", "name of the asset manager's key in Foundry's keystore folder")
	flags.StringVar(&f.Signer.URL, "manager-signer", "", "external signer that holds the asset manager's key")
	flags.StringVar(&f.Signer.PasswordFile, "manager-password-file", "", "file with the password of the asset manager's key")
	flags.BoolVar(&f.Partial, "partial", false, "send only the calls of the given keys, up to the first call of another account")
}
