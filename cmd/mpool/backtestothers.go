package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/flagvalue"
	"mpool/internal/study"
)

func addOthersFlags(f *study.Others, flags *pflag.FlagSet) {
	f.Sandwich = "off"
	flags.StringVar(&f.Arb, "arb", "every:1", "when arbitrage comes: every:1 for each step, poisson:12s for after so long on average, or off")
	flags.StringVar(&f.ArbShare, "arb-share", "100%", "the part of the best trade that arbitrage makes")
	flags.IntVar(&f.Latency, "latency", 0, "arbitrage sees the prices of so many steps ago")
	flags.StringSliceVar(&f.Noise, "noise", nil, "users who trade: ratio:0.5 of arbitrage, daily:0.2 of the value, or file:SWAPS.csv (time,in,out,amount,limit); repeatable")
	flags.Var(flagvalue.Choice{Value: &f.Sandwich, Of: []string{"off", "on"}}, "sandwich", "a searcher moves each user's swap to its limit and back, where that pays its gas: on or off")
	flags.StringVar(&f.Slippage, "slippage-limit", "0.5%", "how much less than the pool would give a user's swap may get")
	flags.StringSliceVar(&f.Thin, "thin", nil, "times of the day (UTC) with less depth outside: 02:00-06:00=10%; repeatable")
	flags.StringVar(&f.MaxVolume, "max-volume-share", "", "arbitrage of a step is at most this part of the volume column")
	flags.Uint64Var(&f.Seed, "seed", 1, "of what comes by chance")
}
