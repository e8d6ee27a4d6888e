package poolfile

// form is the kind of value of a key.
type form string

const (
	word  form = "word"  // text or a number
	yesno form = "yesno" // true or false, on or off
	words form = "words" // a list of words
	group form = "group" // a mapping with keys of its own
	list  form = "list"  // a list of groups
	gate  form = "gate"  // a boolean or a group
)

// key is a key of a pool file. The readers and the schema use the same table of keys.
type key struct {
	name    string
	form    form
	doc     string
	of      []key // keys of a group, a list or a gate
	null    bool  // null is allowed: it clears the pool's value
	needed  bool
	example string
}

// keys lists the keys of a pool file, in the order of import.
func keys() []key {
	return []key{
		{name: "chain", form: word, doc: "the chain, by name or ID; mpool refuses to use the file on another chain", example: "gnosis"},
		{name: "pool", form: word, doc: "the pool's address, or its name in the configuration"},
		{name: "name", form: word, doc: "the pool's name; it cannot change"},
		{name: "generation", form: word, doc: "1 or 2 (v1 or v2); a pool of the other generation is refused (backtests default to 2)"},
		{name: "owner", form: word, doc: "the owner's address; a pool with another owner is refused"},
		{name: "tokens", form: list, of: tokenKeys(), doc: "all tokens of the pool; a plan ignores their order"},
		{name: "tolerance", form: word, doc: "differences of weight up to this are ignored, in points: 0.1%", example: "0.1%"},
		{name: "weight_ramp", form: group, of: paceKeys(), doc: "how fast weights change"},
		{name: "swap_fee", form: word, doc: "the swap fee: 0.3%", example: "0.3%"},
		{name: "swap_fee_ramp", form: group, of: []key{{name: "duration", form: word, doc: "how long a change of the swap fee takes, from the current fee: 2d", needed: true}}, doc: "without it the swap fee changes at once"},
		{name: "aum_fee", form: word, doc: "the yearly AUM fee: 2%", example: "2%"},
		{name: "protocol_fee", form: word, doc: "current: keep the protocol's share of the AUM fee, of which the pool has a copy, at Balancer's current one", example: "current"},
		{name: "swaps", form: yesno, doc: "whether swaps are enabled"},
		{name: "joins_exits", form: yesno, doc: "whether joins and exits are enabled (v2)"},
		{name: "allowlist", form: gate, of: allowlistKeys(), doc: "whether only those on the allowlist can join: true or false, or a group with its members"},
		{name: "removal", form: group, of: []key{{name: "burn", form: word, doc: "how much of the owner's BPT to burn: none, fair or an amount", needed: true}}, doc: "how to remove tokens that are not listed; without it, unlisted tokens are refused"},
		{name: "shut", form: group, of: shutKeys(), doc: "how to shut the pool while a token is added or removed"},
		{name: "guards", form: group, of: guardKeys(), doc: "limits by prices from outside, for plans of this file"},
		{name: "policies", form: group, of: policyKeys(), doc: "limits for plans of this file, beside those of the configuration: the stricter one counts, and no override exceeds them"},
		{name: "strategy", form: group, of: strategyKeys(), doc: "sets the weights: a strategy file of the backtest, and where its prices come from"},
		{name: "weight_change", form: group, of: changeKeys(), doc: "for a backtest: a weight change that runs, from weight to end_weight"},
		{name: "swap_fee_change", form: group, of: changeKeys(), doc: "for a backtest: a change of the swap fee that runs"},
		{name: "create", form: group, of: createKeys(), doc: "for a pool that is to be created"},
	}
}

func tokenKeys() []key {
	return []key{
		{name: "symbol", form: word, doc: "the token's symbol", needed: true},
		{name: "address", form: word, doc: "the token's address (default: the pool's token with that symbol)"},
		{name: "decimals", form: word, doc: "its decimals; a token with another number is refused (backtests default to 18)"},
		{name: "asset_manager", form: word, doc: "its asset manager, which can never change; another one is refused"},
		{name: "weight", form: word, doc: "its weight: 40%, or rest for what the others leave", example: "40%"},
		{name: "end_weight", form: word, doc: "for a backtest: the weight at the end of weight_change"},
		{name: "balance", form: word, doc: "for a backtest: whole tokens"},
		{name: "breaker", form: group, null: true, of: []key{
			{name: "lower", form: word, doc: "lowest market price, as a share of that at the time of setting: 0.1 to 1"},
			{name: "upper", form: word, doc: "highest market price, as a share of that at the time of setting: up to 10"},
		}, doc: "the circuit breaker's bounds; null clears them"},
		{name: "add", form: group, of: []key{
			{name: "price", form: word, doc: `the price of one token in another token of the pool, to compute the deposit: "2000 USDC"; or feed for the configured feeds`},
			{name: "amount", form: word, doc: "the deposit, instead of a price or compared with it"},
			{name: "mint", form: word, doc: "BPT to mint for the deposit: none, fair or an amount"},
			{name: "mint_to", form: word, doc: "recipient of the minted BPT"},
		}, doc: "how to add the token if the pool does not have it; without it, a missing token is refused"},
	}
}

func paceKeys() []key {
	return []key{
		{name: "max_change", form: word, doc: "largest change of any weight in a day, in points: 5%/day", example: "5%/day"},
		{name: "duration", form: word, doc: "how long a change takes: 7d", example: "7d"},
		{name: "max_arbitrage_cost", form: word, doc: "use the shortest duration that keeps the arbitrage cost below this share of TVL: 0.05%", example: "0.05%"},
	}
}

func allowlistKeys() []key {
	return []key{
		{name: "enabled", form: yesno, doc: "whether only those on the allowlist can join"},
		{name: "members", form: words, doc: "addresses on the allowlist"},
		{name: "complete", form: yesno, doc: "true removes everyone who is not listed"},
	}
}

func guardKeys() []key {
	return []key{
		{name: "max_oracle_deviation", form: word, doc: "refuse to move weights, add or remove tokens, or enable swaps while a price of the pool is farther than this from its feed: 3%"},
		{name: "oracle_attack", form: word, doc: "the attack that max_oracle_loss limits: how far a price is moved, and for how long (default 10%/30m)", example: "10%/30m"},
		{name: "thin_hours", form: words, doc: "hours in which the attacked venue is thinner, so that moving its price costs less: 02:00-06:00=10%", example: "02:00-06:00=10%"},
		{name: "oracle_depth", form: word, doc: "value that moves the attacked venue's price by 1%, in the money of the prices, for the cost of the attack: 2000000"},
		{name: "gas_cost", form: word, doc: "gas fee of a trade with the pool, in the money of the prices (default 0)"},
		{name: "max_oracle_loss", form: word, doc: "refuse a strategy if an attack on its prices could take more than this share of the pool: 1%"},
	}
}

func policyKeys() []key {
	return []key{
		{name: "max_arbitrage_cost", form: word, doc: "largest share of TVL that a change may lose to arbitrage: 0.05%", example: "0.05%"},
		{name: "min_duration", form: word, doc: "shortest duration of a weight change: 3d", example: "3d"},
		{name: "max_weight_change_per_day", form: word, doc: "largest change of any weight in a day, in points: 5%", example: "5%"},
		{name: "max_swap_fee_drop_per_day", form: word, doc: "largest drop of the swap fee in a day, in points: 1%", example: "1%"},
	}
}

func strategyKeys() []key {
	return []key{
		{name: "file", form: word, doc: "the strategy, as mpool backtest --strategy reads it, beside the pool file", needed: true},
		{name: "prices", form: word, doc: "a price file as for mpool backtest --prices, beside the pool file, or feeds for the configured feeds"},
		{name: "exec", form: words, doc: "a command that writes prices, with its arguments; mpool runs it without a shell, and only with --allow-exec"},
		{name: "since", form: word, doc: "time of the first decision, such as 2026-01-01T00:00:00Z or 2026-01-01 09:00 Europe/Zurich (default: the first row of the prices)"},
		{name: "max_age", form: word, doc: "maximum age of the newest prices (default: the signal's every)"},
	}
}

func shutKeys() []key {
	return []key{
		{name: "members", form: word, doc: "members of the allowlist while the pool is shut: suspend removes them and adds them again later, trust keeps them"},
		{name: "keep_exits", form: yesno, doc: "on v2: shut joins by the allowlist, so that exits stay possible"},
	}
}

func changeKeys() []key {
	return []key{
		{name: "start", form: word, doc: "when it starts: a time, or -1d or +1d"},
		{name: "end", form: word, doc: "when it ends"},
		{name: "to", form: word, doc: "the fee at the end"},
	}
}

func createKeys() []key {
	return []key{
		{name: "symbol", form: word, doc: "the BPT's symbol"},
		{name: "owner", form: word, doc: "the owner's address"},
		{name: "allowlist", form: yesno, doc: "whether only those on the allowlist can join (default true)"},
		{name: "salt", form: word, doc: "the salt of the address"},
	}
}
