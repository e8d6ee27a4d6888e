package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/flagvalue"
	"mpool/internal/study"
)

func addOthersFlags(f *study.Others, flags *pflag.FlagSet) {
	f.Sandwich = "off"
	flags.StringVar(&f.Arb, "arb", "every:1", "when arbitrage trades: every:1 for each step, poisson:12s for this average interval, or off")
	flags.StringVar(&f.ArbShare, "arb-share", "100%", "share of the best trade that arbitrage makes")
	flags.IntVar(&f.Latency, "latency", 0, "arbitrage sees prices from this many steps ago")
	flags.StringSliceVar(&f.Noise, "noise", nil, "user trades: ratio:0.5 of arbitrage, daily:0.2 of TVL, or file:SWAPS.csv (time,in,out,amount,limit); repeatable")
	flags.Var(flagvalue.Choice{Value: &f.Sandwich, Of: []string{"off", "on"}}, "sandwich", "sandwich attacks on each user swap, where they pay for their gas: on or off")
	flags.StringVar(&f.Slippage, "slippage-limit", "0.5%", "slippage tolerance of user swaps")
	flags.StringSliceVar(&f.Thin, "thin", nil, "times of day (UTC) with less market depth: 02:00-06:00=10%; repeatable")
	flags.StringVar(&f.MaxVolume, "max-volume-share", "", "limit arbitrage per step to this share of the volume column")
	flags.Uint64Var(&f.Seed, "seed", 1, "seed of the random numbers")
}
