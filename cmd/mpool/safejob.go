package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/flagvalue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
)

func addSafeFlags(f *signing.Options, flags *pflag.FlagSet) {
	flags.Var(flagvalue.Address{Value: &f.Safe}, "safe", "the Safe, if the file does not name it")
	flags.BoolVar(&f.Checksum, "require-checksum", false, "refuse a batch with a wrong or missing checksum")
	addQueueFlags(&f.Queue, flags)
	addSettingFlags(flags, "safe_transaction_service")
	addTrustFlags(&f.Options, flags)
}

// addChecksumFlag adds the flag of commands that stop if mpool cannot vouch for a batch.
func addChecksumFlag(f *signing.Options, flags *pflag.FlagSet) {
	flags.BoolVar(&f.AnyChecksum, "ignore-checksum", false, "accept a batch with a wrong checksum")
}

// addNonceFlags adds the nonce of commands that sign, and what accepts one that comes later.
func addNonceFlags(nonce *signing.Nonce, f *signing.Options, flags *pflag.FlagSet, usual string) {
	flags.Var(nonceFlag{nonce}, "nonce", "nonce of the Safe transaction (default: "+usual+")")
	flags.BoolVar(&f.LaterNonce, "later-nonce", false, "accept a later nonce for changes of weights, a fee ramp, tokens and trades, although the earlier transactions were not simulated")
}

// addTrustFlags adds the flags that turn a refusal into a warning.
func addTrustFlags(f *review.Options, flags *pflag.FlagSet) {
	addRecipientFlags(f, flags)
	addOverrideFlags(&f.Override, flags)
}

func addRecipientFlags(f *review.Options, flags *pflag.FlagSet) {
	for _, c := range f.Consents() {
		if addresses := (*flagvalue.Addresses)(c.Accounts); c.Most == nil {
			flags.Var(addresses, c.Flag, c.Usage)
		} else {
			flags.Var(flagvalue.Shared{Addresses: addresses, Most: c.Most}, c.Flag, c.Usage)
		}
	}
	flags.StringArrayVar(&f.Pools, "pool", nil, "a pool of yours, in addition to those in the configuration; other pools count as recipients; repeatable")
	flags.StringArrayVar(&f.Prices, "price", nil, `outside price of a token, such as "WETH=2000 USDC", to check what the Safe gives and gets in trades; repeatable`)
	flags.Var(percentFlag{&f.Slippage}, "max-slippage", "accepted loss of the Safe in trades, and distance of limits from the simulated result")
}
