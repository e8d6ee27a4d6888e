package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/flagvalue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
)

func addSafeFlags(f *signing.Options, flags *pflag.FlagSet) {
	flags.Var(flagvalue.Address{Value: &f.Safe}, "safe", "the Safe, where the file does not say which")
	flags.BoolVar(&f.Checksum, "require-checksum", false, "refuse a batch whose checksum is wrong or missing")
	addQueueFlags(&f.Queue, flags)
	addSettingFlags(flags, "safe_transaction_service")
	addTrustFlags(&f.Options, flags)
}

// addTrustFlags adds what makes a warning of a refusal.
func addTrustFlags(f *review.Options, flags *pflag.FlagSet) {
	addRecipientFlags(f, flags)
	addOverrideFlags(&f.Override, flags)
}

func addRecipientFlags(f *review.Options, flags *pflag.FlagSet) {
	flags.Var((*flagvalue.Addresses)(&f.Recipients), "recipient", "somebody whom the batch may send coins or tokens to: to all others it is refused; repeatable")
	flags.StringArrayVar(&f.Pools, "pool", nil, "a pool that is yours, beside those of the configuration: all others are recipients as anybody is; repeatable")
	flags.StringArrayVar(&f.Prices, "price", nil, `what a token costs, from outside, such as "WETH=2000 USDC": what the Safe gives and gets in trades is held against it; repeatable`)
	flags.Var(percentFlag{&f.Slippage}, "max-slippage", "how much less than what it gives the Safe may get, and how far limits may be from what the simulation gave")
}
