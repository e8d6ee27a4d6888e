package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/planner"
)

func addOfferFlags(f *planner.Offer, flags *pflag.FlagSet) {
	flags.Uint64Var(&f.GasLimit, "gas-limit", 0, "gas limit instead of the estimate")
	flags.Var(&f.GasPrice, "gas-price", "most to pay for a unit of gas, such as 20gwei")
	flags.Var(&f.Tip, "priority-gas-price", "tip for a unit of gas, such as 1gwei")
	flags.BoolVar(&f.Legacy, "legacy", false, "send transactions of type 0, for chains without EIP-1559")
}
