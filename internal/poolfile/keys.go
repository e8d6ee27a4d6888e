package poolfile

// form is what stands behind a key.
type form string

const (
	word  form = "word"  // text or a number
	yesno form = "yesno" // true or false, on or off
	words form = "words" // a list of words
	group form = "group" // keys of its own
	list  form = "list"  // groups, one after the other
	gate  form = "gate"  // true or false, or a group
)

// key is one key of a pool file: the one table that readers and the schema go by.
type key struct {
	name    string
	form    form
	doc     string
	of      []key // of a group, a list or a gate
	null    bool  // null may stand there: it clears what the pool has
	needed  bool
	example string
}

// keys are those of a pool file, in the order in which import writes them.
func keys() []key {
	return []key{
		{name: "chain", form: word, doc: "the chain, by name or id; a plan for another chain is refused", example: "gnosis"},
		{name: "pool", form: word, doc: "the pool's address, or its name in the configuration"},
		{name: "name", form: word, doc: "the pool's name; it cannot change"},
		{name: "generation", form: word, doc: "1 or 2; a pool of the other generation is refused (a backtest takes 2 where it is left out)"},
		{name: "owner", form: word, doc: "the owner's address; a pool of another owner is refused"},
		{name: "tokens", form: list, of: tokenKeys(), doc: "all tokens of the pool; the order does not count for a plan"},
		{name: "tolerance", form: word, doc: "how far a weight may be from what is wanted and be no drift, in points: 0.1%", example: "0.1%"},
		{name: "weight_ramp", form: group, of: paceKeys(), doc: "how fast weights change"},
		{name: "swap_fee", form: word, doc: "the swap fee: 0.3%", example: "0.3%"},
		{name: "swap_fee_ramp", form: group, of: []key{{name: "duration", form: word, doc: "how long a change of the swap fee takes, from the current fee: 2d", needed: true}}, doc: "without it the swap fee changes at once"},
		{name: "aum_fee", form: word, doc: "the yearly AUM fee: 2%", example: "2%"},
		{name: "swaps", form: yesno, doc: "whether swaps are enabled"},
		{name: "joins_exits", form: yesno, doc: "whether joins and exits are enabled (v2)"},
		{name: "allowlist", form: gate, of: allowlistKeys(), doc: "whether only those on the allowlist can join: true or false, or a group with its members"},
		{name: "removal", form: group, of: []key{{name: "burn", form: word, doc: "BPT of the owner's to burn: none, fair or an amount", needed: true}}, doc: "how a token of the pool that tokens does not list is removed; without it such a token is refused"},
		{name: "shut", form: group, of: shutKeys(), doc: "how the pool is shut while a token is added or removed"},
		{name: "guards", form: group, of: guardKeys(), doc: "what a plan of this file must keep"},
		{name: "strategy", form: group, of: strategyKeys(), doc: "what sets the weights: the file of a backtest's strategy, and where its prices come from"},
		{name: "weight_change", form: group, of: changeKeys(), doc: "for a backtest: a weight change that runs, from weight to end_weight"},
		{name: "swap_fee_change", form: group, of: changeKeys(), doc: "for a backtest: a change of the swap fee that runs"},
		{name: "create", form: group, of: createKeys(), doc: "for a pool that is to be created"},
	}
}

func tokenKeys() []key {
	return []key{
		{name: "symbol", form: word, doc: "the token's symbol", needed: true},
		{name: "address", form: word, doc: "the token's address; where it is left out, the pool's token of that symbol"},
		{name: "decimals", form: word, doc: "its decimals; another number is refused (a backtest takes 18 where it is left out)"},
		{name: "asset_manager", form: word, doc: "its asset manager, which can never change; another one is refused"},
		{name: "weight", form: word, doc: "its weight: 40%, or rest for what the others leave", example: "40%"},
		{name: "end_weight", form: word, doc: "for a backtest: where weight_change leads"},
		{name: "balance", form: word, doc: "for a backtest: whole tokens"},
		{name: "breaker", form: group, null: true, of: []key{
			{name: "lower", form: word, doc: "lowest BPT price, as a share of that at the time of setting: 0.1 to 1"},
			{name: "upper", form: word, doc: "highest BPT price, as a share of that at the time of setting: up to 10"},
		}, doc: "the circuit breaker's bounds; null clears them"},
		{name: "add", form: group, of: []key{
			{name: "price", form: word, doc: `what one costs in a token of the pool, to work the deposit out: "2000 USDC"`},
			{name: "amount", form: word, doc: "the deposit, in place of a price or held against it"},
			{name: "mint", form: word, doc: "BPT to mint for the deposit: none, fair or an amount"},
			{name: "mint_to", form: word, doc: "who gets the minted BPT"},
		}, doc: "how the token is added where the pool does not have it; without it such a token is refused"},
	}
}

func paceKeys() []key {
	return []key{
		{name: "max_change", form: word, doc: "most points that any weight moves in a day: 5%/day", example: "5%/day"},
		{name: "duration", form: word, doc: "how long a change takes: 7d", example: "7d"},
		{name: "max_arbitrage_cost", form: word, doc: "the shortest duration that keeps the arbitrage cost below this share of the pool: 0.05%", example: "0.05%"},
	}
}

func allowlistKeys() []key {
	return []key{
		{name: "enabled", form: yesno, doc: "whether only those on the allowlist can join"},
		{name: "members", form: words, doc: "addresses that are on it"},
		{name: "complete", form: yesno, doc: "whether nobody else may be on it: others are taken off"},
	}
}

func guardKeys() []key {
	return []key{
		{name: "max_oracle_deviation", form: word, doc: "refuse a change while a price of the pool is farther from its feed: 3%"},
		{name: "oracle_attack", form: word, doc: "the attack that max_oracle_loss is about: how far a price is moved, and for how long: 10%/30m where it is left out", example: "10%/30m"},
		{name: "max_oracle_loss", form: word, doc: "refuse a strategy with which an attack on its prices could take more of the pool: 1%"},
	}
}

func strategyKeys() []key {
	return []key{
		{name: "file", form: word, doc: "the strategy, as mpool backtest --strategy reads it", needed: true},
		{name: "prices", form: word, doc: "a file of prices as mpool backtest --prices reads it, - for standard input, or feeds for those of the configuration"},
		{name: "exec", form: words, doc: "a command that writes prices, and its arguments: run without a shell, and only with --allow-exec"},
		{name: "since", form: word, doc: "when its decisions begin, such as 2026-01-01T00:00:00Z; at the first row of the prices where it is left out"},
		{name: "max_age", form: word, doc: "how old the newest prices may be; as long as the signal's every where it is left out"},
	}
}

func shutKeys() []key {
	return []key{
		{name: "members", form: word, doc: "those on the allowlist meanwhile: suspend takes them off it and puts them back, trust leaves them on it"},
		{name: "keep_exits", form: yesno, doc: "on v2: shut joins by the allowlist, so that exits stay possible"},
	}
}

func changeKeys() []key {
	return []key{
		{name: "start", form: word, doc: "when it begins, absolute or as -1d or +1d"},
		{name: "end", form: word, doc: "when it ends"},
		{name: "to", form: word, doc: "of a fee: where it ends"},
	}
}

func createKeys() []key {
	return []key{
		{name: "symbol", form: word, doc: "the BPT's symbol"},
		{name: "owner", form: word, doc: "the owner's address"},
		{name: "allowlist", form: yesno, doc: "whether only those on the allowlist can join; true where it is left out"},
		{name: "salt", form: word, doc: "the salt of the address"},
	}
}
