package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/planner"
)

func addOfferFlags(f *planner.Offer, flags *pflag.FlagSet) {
	flags.Uint64Var(&f.GasLimit, "gas-limit", 0, "gas limit instead of the estimate")
	flags.Var(&f.GasPrice, "gas-price", "max fee per gas, such as 20gwei")
	flags.Var(&f.Tip, "priority-gas-price", "max priority fee per gas, such as 1gwei")
	flags.BoolVar(&f.Legacy, "legacy", false, "send legacy (type 0) transactions")
}
