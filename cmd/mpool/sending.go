package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/planner"
	"mpool/internal/signer"
)

// sendingFlags are understood by every command that can send.
type sendingFlags struct {
	yes      bool
	signer   signer.Options
	manager  managerFlags
	offer    planner.Offer
	override planner.Override
	timeout  time.Duration
	// ready are signers that are open already; nil: those that the flags name.
	ready *keyring.Ring
}

func addSendingFlags(f *sendingFlags, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVarP(&f.yes, "yes", "y", false, "send without asking")
	addSigningFlags(f, flags)
	addOfferFlags(&f.offer, flags)
	f.timeout = 5 * time.Minute
	flags.Var((*waitFlag)(&f.timeout), "timeout", "how long to wait for the transaction")
	addSettingFlags(flags, "from", "confirmations", "state_dir", "check_rpc_urls", "publish_url", "gas_estimate_multiplier", "max_fee_per_gas")
}

func (f *sendingFlags) keys() keyring.Options {
	return keyring.Options{Signer: f.signer, Manager: f.manager.signer, Partial: f.manager.partial, Ready: f.ready}
}

func (f *sendingFlags) terms() planner.Terms {
	return planner.Terms{Offer: &f.offer, Override: &f.override}
}

// addPolicies adds the flags of those that make plans.
func addPolicyFlags(f *sendingFlags, cmd *cobra.Command) {
	addOverrideFlags(&f.override, cmd.Flags())
	addSettingFlags(cmd.Flags(), "arb_interval", config.KeyArbGas, config.KeyGasPrice, config.KeyCoinPrice, config.KeyPoolValue)
}

func addSigningFlags(f *sendingFlags, flags *pflag.FlagSet) {
	addSignerFlags(flags, &f.signer)
	flags.BoolVar(&f.signer.Unlocked, "unlocked", false, "have the node sign, as development chains can")
}

// addSignerFlags are the ways to sign without the node.
func addSignerFlags(flags *pflag.FlagSet, o *signer.Options) {
	flags.StringVar(&o.PrivateKey, "private-key", "", "key to sign with: @FILE, - for standard input, or env:NAME")
	flags.StringVar(&o.Keystore, "keystore", "", "encrypted key file to sign with [ETH_KEYSTORE]")
	flags.StringVar(&o.Account, "account", "", "name of a key in Foundry's keystore folder to sign with [ETH_KEYSTORE_ACCOUNT]")
	addDeviceFlags(flags, o)
	flags.StringVar(&o.PasswordFile, "password-file", "", "file with the key's password; asked for otherwise [ETH_PASSWORD]")
}

// addDeviceFlags are the ways to sign with a key that is not on this machine.
func addDeviceFlags(flags *pflag.FlagSet, o *signer.Options) {
	flags.BoolVarP(&o.Ledger, "ledger", "l", false, "sign with the Ledger that is plugged in")
	flags.StringVar(&o.DerivationPath, "mnemonic-derivation-path", "", "the Ledger's account instead of m/44'/60'/0'/0/0")
	flags.StringVar(&o.URL, "signer", "", "external signer, clef or Web3Signer, such as http://127.0.0.1:8550 [MPOOL_SIGNER]")
	flags.StringVar((*string)(&o.API), "signer-api", "", "what the external signer speaks, clef or web3signer; found out otherwise")
	flags.BoolVar(&o.PlainHTTP, "signer-plain-http", false, "allow an external signer on another machine without https")
}

// check finds out whether there is one way to sign, before anything is read.
func (f *sendingFlags) check(e *engine) error {
	if err := f.override.Check(); err != nil {
		return err
	}
	f.signer = e.opener.WithEnvironment(f.signer)
	if err := f.checkTimeout(); err != nil {
		return err
	}
	if err := f.refuseNodeSigner(e.plans); err != nil {
		return err
	}
	if err := f.signer.Check(); err != nil {
		return failure.Usage("%s", err).Because(err).WithHint("give one of %s", signer.Ways)
	}
	if err := f.manager.signer.Check(); err != nil && !errors.Is(err, signer.ErrNone) {
		return failure.Usage("the asset manager's key: %s", err).Because(err).WithHint("give one of --manager-account NAME, --manager-keystore FILE, --manager-private-key @FILE, --manager-signer URL")
	}
	return nil
}

func (f *sendingFlags) checkTimeout() error {
	if f.timeout <= 0 {
		return failure.Usage("--timeout %s is no time to wait", f.timeout)
	}
	return nil
}

// namesSigner says whether a flag names a way to sign.
func (f *sendingFlags) namesSigner() bool { return !errors.Is(f.signer.Check(), signer.ErrNone) }

// silent says that a signer is named that tells its address without asking for a
// password.
func (f *sendingFlags) silent() bool {
	o := f.signer
	return o.PrivateKey != "" || o.URL != "" || o.Ledger || o.PasswordFile != "" && (o.Keystore != "" || o.Account != "")
}

// none says that neither a flag nor the environment names a way to sign.
func (f *sendingFlags) none(k *keyring.Opener) bool {
	return errors.Is(k.WithEnvironment(f.signer).Check(), signer.ErrNone)
}
