package findings

// poolFiles are the codes of a pool file and its strategy.
func poolFiles() []Row {
	const correct = "correct the file; mpool pool import writes a file of the current pool"
	return []Row{
		{"poolfile.decided", "refuse", "the plan is of an earlier decision of the pool file's strategy, for which max_oracle_loss was checked", "plan again with mpool pool plan"},
		{"limits.loose", "note", "the pool file sets a limit that is wider than yours, or that limits nothing", "rely on your own limits: the stricter one counts"},
		{"poolfile.asset_manager", "refuse", "the file says another asset manager of a token than the pool: it can never change", correct},
		{"poolfile.decimals", "refuse", "the file says other decimals of a token than the token", correct},
		{"poolfile.generation", "refuse", "the file says another generation (v1 or v2) than the pool's", correct},
		{"poolfile.half", "error", "mpool holds back changes of the file because an operation is unfinished", "mpool resume"},
		{"poolfile.joins_exits", "refuse", "the file disables joins and exits, and a v1 pool has no switch for them", correct},
		{"poolfile.max_oracle_deviation", "refuse", "the pool's price differs from the price feeds by more than the file's guard allows, or the guard cannot be checked", "wait for arbitrage, correct the feeds, or change the guard in the file"},
		{"poolfile.nothing", "warn", "the pool file sets nothing, so every pool matches it", "add what the pool should be; mpool pool import writes a file of the current pool"},
		{"poolfile.owner", "refuse", "the file says another owner than the pool's: mpool does not change it", correct},
		{"poolfile.rounds", "error", "the pool still differs from its file after many plans", "look for another sender that changes the pool, then run mpool pool plan"},
		{"poolfile.tokens", "refuse", "the file's tokens are ambiguous, or it does not say how to add or remove one", correct},
		{"poolfile.weight_ramp", "refuse", "the file's weight change is impossible for this pool", correct},
		{"strategy.attack", "error", "a false price could move the strategy's weights by more than max_oracle_loss allows", "bound the strategy's steps, or allow a larger max_oracle_loss"},
		{"strategy.attack_partly", "warn", "attacks were tried at some of the strategy's decisions only: there are too many rows of prices to try each", "give the strategy prices of a shorter time"},
		{"strategy.exec", "error", "a program of the pool file was not allowed to run, or failed", "see the message"},
		{"strategy.feeds", "error", "the strategy does not have the price of each token", "correct feeds in the configuration"},
		{"strategy.late", "error", "the strategy's prices end before a decision that is due, and max_oracle_loss holds for one decision only", "add the row that the message names"},
		{"strategy.old", "error", "the strategy's newest prices are too old", "update the price files"},
		{"strategy.target", "note", "from which prices the strategy's weights are computed", "nothing to do"},
	}
}

// feeds are the codes about price feeds without a price, and about their difference from the pool.
func feeds() []Row {
	const as, wait = "refuse warn error", "wait until it answers, or correct the feed in the configuration"
	const correct = "correct the feed in the configuration"
	return []Row{
		{"feed.ambiguous", as, "two tokens of the pool have the symbol by which the configuration names a feed", "name the feed by the token's address"},
		{"feed.bounds", as, "a feed's price is outside the configured bounds", correct},
		{"feed.decimals", as, "a feed does not answer decimals(), or differs from the configuration", correct},
		{"feed.deviation", "note warn", "how far the pool's price is from the price feeds; a warning beyond 5% where no policy sets a limit", "find out which of the two is wrong"},
		{"feed.disagree", as, "the feed and the price file disagree by more than is allowed", "find out which of them is wrong"},
		{"feed.form", as, "the contract does not answer as a price feed does", correct},
		{"feed.future", as, "a price is from after the block's time", wait},
		{"feed.missing", as, "a token has no price feed, so max_oracle_deviation cannot be checked", "add a feed for each token; or --override max_oracle_deviation --reason TEXT"},
		{"feed.negative", as, "a feed's price is below zero", wait},
		{"feed.phase", as, "a feed has another aggregator than the configuration says", "check the new aggregator, then correct the configuration"},
		{"feed.pool", as, "the pool's price cannot be compared with the price feeds", "see the message"},
		{"feed.rate", as, "a token's rate provider does not answer getRate() with a rate above zero", correct},
		{"feed.round", as, "a feed's round is not complete", wait},
		{"feed.sequencer", as, "the rollup's sequencer is down, was down a short time ago, or its feed does not answer", wait},
		{"feed.stale", as, "a price is older than the configuration allows", wait},
		{"feed.unchecked", "warn", "max_oracle_deviation is not checked: without a node, or for a later time", "mpool send checks it"},
		{"feed.unquoted", as, "the second source, feed_file, has no price for a token", "add the token to the file"},
		{"feed.zero", as, "a price is zero, or too small or too large to compute with", wait},
	}
}
