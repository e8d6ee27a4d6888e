package findings

// deposits are the codes about tokens that an owner moves into and out of a pool.
func deposits() []Row {
	return []Row{
		{"allowance", "refuse", "the Vault's allowance of a token is below the deposit", "approve exactly the deposit first"},
		{"allowance.left", "note", "the Vault can still take tokens of the account after the deposit", "revoke it if you do not need it"},
		{"allowance.reset", "note", "the Vault has an allowance of the token already; it is reset and will be zero", "nothing to do"},
		{"balance", "refuse", "the asset manager has less of the token than the deposit", "send it the missing amount, or deposit less"},
		{"cash", "refuse", "the Vault does not hold enough of the token to pay; the rest may be with the asset manager", "use a smaller amount or another token, or deposit first"},
		{"cash.little", "warn note", "almost nothing of the token will be left in the Vault: most swaps to it and most exits revert", "withdraw less, or deposit soon"},
		{"cash.none", "warn", "nothing of the token will be left in the Vault: swaps to it and exits revert", "withdraw less, or deposit soon"},
		{"deposit.later", "warn", "the call adds a token without its deposit: until it is deposited, anyone who can swap takes other tokens for nothing, and anyone who can join takes a share of the deposit", "deposit in the same transaction, or use mpool add-token"},
		{"deposit.missing", "refuse", "the Safe adds a token without its deposit in the same transaction: until then others take tokens for nothing", "use mpool add-token, which makes one transaction of both"},
		{"deposit.much", "warn", "others exited right before the deposit: the surplus is withdrawn before the pool opens", "nothing to do"},
		{"deposit.none", "refuse", "a token is added without a deposit: nobody could join or exit", "use --amount or --price"},
		{"deposit.rounded", "note", "the deposit is rounded down because the token has few decimals", "use a larger deposit"},
		{"deposit.traded", "note", "the pool's balance of the token differs from the planned deposit: others have used the pool since, or added the token", "check mpool history"},
		{"managed.gain", "warn note", "the asset manager reports a gain: the pool's price moves at once", "check the amount"},
		{"managed.report", "refuse warn", "a batch or plan reports a part of a pool as gained or lost, which no deposit backs", "check the amounts; if they are right, use --accept-report POOL"},
		{"managed.loss", "warn note", "the asset manager reports a loss: the pool's price moves at once", "check the amount"},
		{"managed.lost", "warn note", "a removed token stays with its asset manager", "deposit it first if it must be withdrawn with the rest"},
		{"managed.moved", "refuse", "the managed balance has changed since the plan was made", "plan again"},
		{"manager.none", "refuse", "the new token would have no asset manager, so nobody could deposit it", "name one with --asset-manager ADDRESS"},
		{"manager.other", "warn", "the new token's asset manager is another one than that of the other tokens, and can withdraw all of it", "check the address"},
		{"manager.stuck", "refuse", "the new token's asset manager would be the pool or the Vault, which can never deposit", "name your own account with --asset-manager ADDRESS"},
		{"supply.grown", "refuse", "others joined since the plan was made: its amounts are too small", "run the same command again"},
		{"withdraw.to", "note", "where withdrawn tokens go; they stay part of the pool's balance until a loss is reported", "nothing to do"},
	}
}
