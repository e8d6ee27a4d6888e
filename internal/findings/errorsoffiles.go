package findings

// errorsOfFiles are the codes of errors of files, flags and settings.
func errorsOfFiles() []Row {
	return []Row{
		{"backtest.failed", "error", "a condition of --fail-if holds", "see the result"},
		{"config", "error", "the configuration is invalid", "correct the named key"},
		{"config.exists", "error", "there is a configuration already, and mpool init never changes one", "add the lines of mpool init --print, or use --config with another file"},
		{"config.node_key", "warn", "the node's address may contain a key, so mpool init did not write it into the configuration", "set MPOOL_RPC_URL in the environment"},
		{"config.unknown_key", "error", "the configuration has an unknown key", "correct or remove the key"},
		{"file.unwritten", "error", "a temporary file could not be written", "make room on the disk"},
		{"encoding", "error", "call data cannot be encoded", "report it"},
		{"error", "error", "an error without a code of its own", "see the message"},
		{"file", "error", "a file cannot be written or is not usable", "see the message"},
		{"file.unreadable", "error", "a file cannot be read", "check the path and its permissions"},
		{"history", "error", "the pool's past cannot be computed", "use another node"},
		{"level", "error", "--require asks for a simulation that the node cannot make", "use another node, or --fork"},
		{"output", "error", "the output could not be written", "make room, and run it again"},
		{"panic", "error", "internal error: a bug in mpool", "report it; run mpool tx list before you send again"},
		{"plan", "error", "the plan file is invalid", "write a new plan file with --out"},
		{"policy.unchecked", "error", "policies cannot be checked here", "plan with a node"},
		{"position", "error", "the value of the position cannot be computed", "see the message"},
		{"prices.bad", "error", "a price file is invalid", "see docs/backtest.md"},
		{"prices.gap", "error", "a price file has a gap", "use --gaps or --timerange"},
		{"prices.large", "error", "prices of a pool file are too many to hold", "use fewer or evenly spaced rows"},
		{"prices.none", "error", "there is no price for a token", "add its prices, or use --price-map"},
		{"prices.unreadable", "error", "a price file cannot be read", "check its path and permissions"},
		{"projection", "error", "the pool's later state cannot be computed", "use an earlier time"},
		{"signer", "error", "the signer refused or failed", "see the message"},
		{"signer.missing", "error", "the key of a sender is not given", "add it, for example --manager-account NAME"},
		{"simulation", "error", "the node's simulation is invalid", "use another node"},
		{"strategy.policy", "error", "the policies would refuse a step of the strategy", "change the strategy, or use --policies off"},
		{"strategy.refused", "error", "the contract would reject a step of the strategy", "change the strategy"},
		{"swaps.bad", "error", "a file of swaps is invalid", "see docs/backtest.md"},
		{"token", "error", "the address is not a token", "check the address"},
		{"usage", "error", "the command line is invalid", "see mpool --help"},
		{"weights.wrong_way", "error", "the new end is not in the direction of the flag", "use --extend-to for a later end, --shorten-to for an earlier one"},
	}
}
