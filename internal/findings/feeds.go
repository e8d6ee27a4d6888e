package findings

// feeds are the codes of price feeds, pool files and strategies.
func feeds() []Row {
	return []Row{
		{"feed.bounds", "error refuse warn", "a feed's price is outside the bounds in the configuration", "check the price and the bounds"},
		{"feed.decimals", "error refuse warn", "a feed has other decimals than configured, or does not answer decimals()", "check the feed's address"},
		{"feed.deviation", "note", "how far the pool's price is from its feed", "nothing to do"},
		{"feed.disagree", "error refuse warn", "a feed and the price file differ by more than allowed", "find out which is right"},
		{"feed.form", "error refuse warn", "the contract does not answer as a feed does", "check the feed's address"},
		{"feed.future", "error refuse warn", "a price is from after the block's time", "check the node and the price file"},
		{"feed.negative", "error refuse warn", "a feed gives a negative price", "use another feed"},
		{"feed.phase", "error refuse warn", "the feed has another aggregator than configured", "check the feed, then change its phase in the configuration"},
		{"feed.rate", "error refuse warn", "the rate contract does not give a rate above zero", "check its address"},
		{"feed.round", "error refuse warn", "the feed's round is not complete", "wait for the next round"},
		{"feed.sequencer", "error refuse warn", "the chain's sequencer is down, or has just restarted", "wait until prices are current"},
		{"feed.stale", "error refuse warn", "a price is too old", "wait for an update, or use another feed"},
		{"feed.zero", "error refuse warn", "a price is zero or cannot be computed", "use another feed"},
		{"history.apart", "error", "model and pool drift apart in the time range", "use a shorter --timerange"},
		{"history.tokens", "error", "the pool has other tokens in the time range", "use another --timerange"},
		{"policy.max_oracle_deviation", "refuse warn", "a price of the pool is further from its feed than max_oracle_deviation", "wait, or --override max_oracle_deviation --reason TEXT"},
		{"poolfile.asset_manager", "refuse", "a token of the pool has another asset manager than the file", "correct the file"},
		{"poolfile.decimals", "refuse", "a token has other decimals than the file", "correct the file"},
		{"poolfile.generation", "refuse", "the pool has another version (v1, v2) than the file", "correct the file"},
		{"poolfile.joins_exits", "refuse", "the file sets joins and exits, which a v1 pool cannot disable", "remove it from the file"},
		{"poolfile.owner", "refuse", "the pool has another owner than the file", "correct the file"},
		{"poolfile.rounds", "error", "the pool still differs from the file after several plans", "see mpool pool plan"},
		{"poolfile.tokens", "refuse", "the pool has other tokens than the file", "use mpool add-token or mpool remove-token, or correct the file"},
		{"poolfile.weight_ramp", "refuse", "the weights of the file cannot be reached as it says", "correct the file"},
		{"prices.unreadable", "error", "a price file cannot be read", "check the path"},
		{"strategy.attack", "error", "the strategy makes no decision over the given prices, so an attack's cost is unknown", "use more prices"},
		{"strategy.exec", "error", "the file runs a program, which is not allowed", "allow it only if you trust the file"},
		{"strategy.feeds", "error", "the strategy does not have a price for every token", "correct feeds in the configuration"},
		{"strategy.old", "error", "the newest prices are too old", "update the price file"},
		{"strategy.target", "note", "what the strategy decides", "nothing to do"},
	}
}
