package main

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/execution"
	"mpool/internal/flagvalue"
	"mpool/internal/signer"
)

func addSendingFlags(f *execution.Options, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVarP(&f.Yes, "yes", "y", false, "send without asking")
	addSigningFlags(f, flags)
	addOfferFlags(&f.Offer, flags)
	f.Timeout = 5 * time.Minute
	flags.Var((*flagvalue.Wait)(&f.Timeout), "timeout", "how long to wait for confirmation")
	addSettingFlags(flags, "from", "confirmations", "state_dir", "check_rpc_urls", "publish_url", "gas_estimate_multiplier", "max_fee_per_gas", "explorer")
}

// addPolicyFlags adds the flags of plans that policies check.
func addPolicyFlags(f *execution.Options, cmd *cobra.Command) {
	addOverrideFlags(&f.Override, cmd.Flags())
	addPriceFlags(cmd.Flags())
}

// addPriceFlags adds the flags about the cost of a weight change.
func addPriceFlags(flags *pflag.FlagSet) {
	addSettingFlags(flags, "arb_interval", config.KeyArbGas, config.KeyGasPrice, config.KeyCoinPrice, config.KeyPoolValue)
}

func addSigningFlags(f *execution.Options, flags *pflag.FlagSet) {
	addSignerFlags(flags, &f.Signer)
	flags.BoolVar(&f.Signer.Unlocked, "unlocked", false, "have the node sign, as development chains can")
}

// addSignerFlags adds the flags about signing.
func addSignerFlags(flags *pflag.FlagSet, o *signer.Options) {
	flags.StringVar(&o.PrivateKey, "private-key", "", "key to sign with: @FILE, - for standard input, or env:NAME")
	flags.StringVar(&o.Keystore, "keystore", "", "encrypted key file to sign with [ETH_KEYSTORE]")
	flags.StringVar(&o.Account, "account", "", "name of a key in Foundry's keystore folder to sign with [ETH_KEYSTORE_ACCOUNT]")
	addDeviceFlags(flags, o)
	flags.StringVar(&o.PasswordFile, "password-file", "", "file with the key's password (default: ask for it) [ETH_PASSWORD]")
}

// addDeviceFlags adds the flags for keys that are not on this machine.
func addDeviceFlags(flags *pflag.FlagSet, o *signer.Options) {
	flags.BoolVarP(&o.Ledger, "ledger", "l", false, "sign with the connected Ledger")
	flags.StringVar(&o.DerivationPath, "mnemonic-derivation-path", "", "derivation path on the Ledger instead of m/44'/60'/0'/0/0")
	flags.StringVar(&o.URL, "signer", "", "external signer, clef or Web3Signer, such as http://127.0.0.1:8550 [MPOOL_SIGNER]")
	flags.StringVar((*string)(&o.API), "signer-api", "", "API of the external signer, clef or web3signer (default: detected)")
	flags.BoolVar(&o.PlainHTTP, "signer-plain-http", false, "allow an external signer on another machine without https")
}
