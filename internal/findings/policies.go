package findings

// policies are the codes of policies, and about what others can do around a plan.
func policies() []Row {
	return []Row{
		{"cost.gas", "warn", "the arbitrage cost with gas exceeds a limit only because of the gas price", "wait for cheaper gas, or change the weights in smaller steps"},
		{"exposure.breaker", "warn", "a circuit breaker stops the traders who would restore a token's price", "clear it first, and set it again when the price has settled"},
		{"exposure.dust", "refuse", "the plan leaves an open pool with almost none of a token: anyone can empty the pool", "deposit what the weight is worth"},
		{"exposure.end", "warn", "the pool that the plan leaves gives a part of itself to traders", "leave each token with the share of value that its weight says"},
		{"exposure.gift", "warn", "the plan raises the value of BPT, and someone who joins before and exits after shares in it", "use --mint fair, or shut joins meanwhile"},
		{"exposure.join", "refuse", "anyone can take what is paid into this pool", "wait until the owner has shut the pool or deposited the token"},
		{"exposure.now", "warn", "the pool is open now: anyone can take almost all of it", "run mpool shut first"},
		{"exposure.opens", "refuse warn", "the plan lets accounts join while adding or removing a token is unfinished", "finish that first: mpool resume, or the same command again"},
		{"exposure.push", "warn", "someone who trades right before and after this takes a part of the pool", "use --publish-url, or shut the pool first and check its balances"},
		{"exposure.unknown", "refuse warn note", "mpool could not check against the market what strangers could take", "give the prices, or compare them with the market"},
		{"exposure.value", "warn", "the pool values a token at far more than its last known price", "deposit more of it, or lower its weight first"},
		{"exposure.window", "refuse", "between the plan's calls anyone can take a part of the pool", "plan again with the pool shut meanwhile, or use one Safe for all calls"},
		{"override.unneeded", "note", "a policy is overridden that does not apply", "omit the --override"},
		{"policy.max_arbitrage_cost", "refuse warn", "the arbitrage cost, or the loss of LPs by a mint or a withdrawal, or what others can take, exceeds max_arbitrage_cost", "use a longer --duration; or --override max_arbitrage_cost --reason TEXT"},
		{"policy.max_oracle_deviation", "refuse warn", "the pool's price differs from the price feeds by more than max_oracle_deviation", "wait for arbitrage; or --override max_oracle_deviation --reason TEXT"},
		{"policy.max_price_impact", "refuse warn", "swap fee and price impact take more of what is paid than max_price_impact", "use a smaller amount, or set another limit in the configuration; swap, join and exit have no --override"},
		{"policy.max_swap_fee_drop_per_day", "refuse warn", "the swap fee falls by more points within a day than max_swap_fee_drop_per_day", "use a longer --duration; or --override max_swap_fee_drop_per_day --reason TEXT"},
		{"policy.max_weight_change_per_day", "refuse warn", "a weight moves by more points within a day than max_weight_change_per_day", "use a longer --duration; or --override max_weight_change_per_day --reason TEXT"},
		{"policy.min_duration", "refuse warn", "the weight change is shorter than min_duration", "use a longer --duration; or --override min_duration --reason TEXT"},
	}
}

// pools are the codes about what anyone can do, and about senders and proofs.
func pools() []Row {
	return []Row{
		{"exit.unlimited", "warn", "the exit has no limit: it runs at any price", "use a --slippage below 100%"},
		{"init.manager", "refuse", "an asset manager that you did not name can take what the first join pays in", "check that this is your pool; if it is meant, add --trust-manager ADDRESS"},
		{"init.listed", "warn", "the sender of a first join was on the allowlist before and stays there; an unfinished first join may have put it there", "remove it afterwards with mpool allowlist remove, or give --keep-listed if it should stay"},
		{"init.open", "warn", "the allowlist is not enabled: someone else can make the first join at their own prices", "enable it first: mpool allowlist enable"},
		{"init.taken", "refuse", "the pool already had another first join, which set its prices", "compare the pool's prices with the market, then use mpool join"},
		{"init.prices", "warn", "the amounts of the first join do not match the given prices: arbitrage takes the difference", "use the amounts in the hint, or correct the prices"},
		{"init.two", "note", "the owner and the sender must both sign calls of this plan", "nothing to do"},
		{"init.unchecked", "warn", "the first join sets the pool's prices, and no token prices were given to check them", "give --price for each token"},
		{"join.unlimited", "warn", "the join has no limit: it runs at any price", "use a --slippage below 100%"},
		{"manager.safe", "note", "the asset manager is a Safe: its owners sign the calls", "write the plan with --out plan.json, then mpool safe hash plan.json"},
		{"gas.tip", "warn", "the node proposes a priority fee far above the base fee", "compare it with another node, or set --priority-gas-price"},
		{"max_fee_per_gas", "warn error", "the max fee exceeds the limit max_fee_per_gas", "wait for cheaper gas, or raise max_fee_per_gas"},
		{"owner.contract", "note", "the owner is a contract: the call must come from it", "send the call from that contract"},
		{"owner.safe", "note", "the owner is a Safe: its owners sign the calls", "write the plan with --out plan.json, then mpool safe hash plan.json"},
		{"pool.half", "warn", "the pool holds none of a token that has a weight: adding or removing it is unfinished, and BPT pay less until then", "wait until the owner has finished that"},
		{"plan.tolerance", "warn", "the plan file has another tolerance for its current numbers than your own", "check the plan's tolerance, or plan again"},
		{"pool.unproven", "refuse warn error", "the contract is not proven to be a Balancer pool", "check the address; --pool-unproven trusts the contract"},
		{"publish.late", "warn", "the operator of --publish-url can hold a weight change back until shortly before its end, and its cost is then above max_arbitrage_cost", "if it is not mined in time, run mpool tx cancel with --publish-url public"},
		{"signed.late", "warn", "anyone with the signed file can send a weight change shortly before its end, and its cost is then above max_arbitrage_cost", "send it soon, and give the file only to those who send it"},
		{"given_up.mined", "warn", "a transaction that was rejected and given up is mined after all", "check the pool"},
		{"reorg", "warn", "a mined transaction is pending again, because its block is no longer part of the chain", "wait until it is mined again"},
		{"reorg.unchecked", "warn", "mpool cannot check whether the blocks of a record are still part of the chain", "use a node that answers"},
		{"publish.private", "note", "signed transactions go only to --publish-url", "nothing to do"},
		{"revert", "refuse error", "the contract rejects the call", "see the reason, and mpool explain CODE"},
		{"sender", "refuse warn", "the sender is not the account that may send this", "check --from and the pool"},
		{"sender.gas", "warn note", "a sender has not enough native tokens for the gas fee", "send it some before you send the plan"},
		{"sender.safe", "note", "the sender is a Safe: its owners sign the calls", "write the plan with --out plan.json, then mpool safe hash plan.json"},
		{"simulation.called", "warn", "the node cannot simulate the change: mpool only checked that the call does not revert", "use a node with eth_simulateV1"},
		{"slippage.wide", "warn", "the limit is 5% or more off the quote: others who trade first can take that much", "use a smaller --slippage"},
		{"swap.tight", "warn", "the swap must be mined soon, or it reverts (BAL#508)", "use a longer --within"},
		{"swap.unlimited", "warn", "the swap has no limit: it runs at any price", "use a --slippage below 100%"},
		{"trust.exits", "warn", "the owner can disable joins and exits", "join only if you trust the owner"},
		{"trust.manager", "warn", "an asset manager can take tokens out of the pool", "join only if you trust the asset manager"},
		{"trust.owner", "note", "what the owner can change", "join only if you trust the owner"},
		{"trust.reported", "warn refuse", "a part of the pool is outside the Vault, and only its asset managers report that it exists", "join only if you trust the asset manager's reports"},
		{"users", "warn note", "what users of the pool can no longer do after the change, or between its calls", "check that you mean it"},
		{"wait", "note", "on which later state a batch's operation was planned", "nothing to do"},
	}
}
