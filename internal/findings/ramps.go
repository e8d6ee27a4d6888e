package findings

// ramps are the codes about weights, fees and their changes.
func ramps() []Row {
	return []Row{
		{"aum.anyone", "note", "anyone can collect the AUM fee; the recipients stay the same", "choose the sender with --from ADDRESS"},
		{"aum.due", "note", "how much AUM fee is due, and to whom it is paid", "nothing to do"},
		{"aum.high", "warn", "the AUM fee rises to more than 5% a year, or at least twofold to more than 1%; the finding says what LPs pay a year for each 1,000,000 of TVL", "check the percentage, which is per year: use a lower AUM fee unless you mean it"},
		{"aum.recovery", "warn", "the pool is in recovery mode and charges no AUM fee: the new fee cannot be verified before that ends", "check the fee again when recovery mode has ended"},
		{"aum.share", "note", "the pool takes over Balancer's current protocol share of the AUM fee", "anyone can send this: choose the sender with --from ADDRESS"},
		{"fee.drop", "warn", "the swap fee falls at once: arbitrage that it prevented happens at once", "lower it gradually with mpool fee-ramp"},
		{"fee.high", "note warn", "the swap fee rises to more than 10%, or at least fivefold to more than 1%; a note while swaps are disabled, if the fee falls within 14 days to one that is not high, as after a pause", "check the percentage: use a lower swap fee, or a ramp of at most 14 days, unless you mean it"},
		{"fee.jump", "note", "by how much the swap fee changes when mined", "nothing to do"},
		{"fee.late", "warn", "the start time has passed: the fee ramp starts when mined and still ends as planned", "plan again to use the full duration"},
		{"fee.replaces", "warn", "a swap fee change is running: this one replaces it", "nothing to do if you mean it"},
		{"fee.tight", "warn", "the transaction must be mined soon, or it reverts (BAL#326)", "use a longer --within, a later --end or a longer --duration"},
		{"freeze.far", "warn", "until the freeze settles the weights can still move by the stated points", "use a shorter --within, or freeze again when it is mined"},
		{"freeze.window", "note", "until the freeze has settled, tokens cannot be added or removed (BAL#349)", "wait until the stated time"},
		{"price.far", "warn", "the deposit is more than 1% off the given price: the difference is lost to arbitrage", "omit --amount: mpool computes the deposit"},
		{"price.implied", "note", "at which price the pool will trade the new token", "compare it with the market"},
		{"price.off", "note", "how far the deposit is from the arbitrage-free amount, and what that costs", "nothing to do"},
		{"price.unchecked", "warn", "the deposit is not checked against a price", "give the token's price with --price"},
		{"weights.at_rest", "refuse", "no weight change is running or scheduled", "start one with mpool weights-update --to"},
		{"weights.fast", "warn", "the change takes less than a day: if prices move meanwhile, faster changes cost more", "use a longer --duration"},
		{"weights.jump", "warn", "the weights change at once, and the pool loses the difference to arbitrage", "use a --duration of several days"},
		{"weights.late", "warn", "the start time has passed: the change starts when mined and still ends as planned", "plan again to use the full duration"},
		{"weights.other_change", "refuse", "the weight change that the plan is about has been replaced", "review the current change, then plan again"},
		{"weights.replaces", "warn", "a weight change is running: this one replaces it", "nothing to do if you mean it"},
		{"weights.tight", "warn", "the transaction must be mined soon, or it reverts (BAL#326)", "use a later --end or a longer --duration"},
	}
}
