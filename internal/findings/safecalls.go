package findings

// safeCalls are the codes about what a batch calls and moves.
func safeCalls() []Row {
	return []Row{
		{"approval.stays", "warn", "an allowance remains after the batch", "approve exactly what the batch uses"},
		{"approval.unlimited", "refuse", "the Safe gives an unlimited allowance", "approve exactly what the batch uses"},
		{"call.approve_hash", "warn", "the Safe approves a hash for another Safe, which mpool cannot check", "check the other Safe's transaction"},
		{"call.funds", "refuse", "the batch sends more native tokens than the Safe has", "fund the Safe, or lower the amount"},
		{"call.no_code", "warn", "there is no contract at the called address: the call does nothing", "check the address"},
		{"call.safe", "refuse", "a call changes the Safe itself: owners, threshold, modules, guard or fallback handler", "do not sign it unless you mean it"},
		{"call.trailing", "warn", "there is extra data after the arguments, which the contract ignores", "ask the author of the batch"},
		{"call.unknown", "warn", "mpool does not know what the call does", "sign only if you know the contract"},
		{"call.value", "refuse note", "the Safe sends native tokens", "name the receiver with --recipient if you mean it"},
		{"creation.factory", "refuse note", "a pool is created by a contract that is not a known factory of Managed Pools", "check the address"},
		{"creation.manager", "refuse note", "an account that is not the Safe would be an asset manager of the new pool", "name it with --trust-manager if you mean it"},
		{"creation.owner", "refuse note", "an account that is not the Safe would own the new pool", "name it with --trust-manager if you mean it"},
		{"pool.gift", "refuse warn", "the batch gives a part of the pool's value to all LPs: a deposit without BPT for it, or too many BPT burned", "use the fair mint or burn; if you mean it, use --recipient POOL"},
		{"pool.other", "refuse note", "a call changes a pool that the batch is not about", "name it with --recipient if you mean it"},
		{"pool.unnamed", "warn error", "a pool's address is not in your configuration", "check the address and name the pool in the configuration"},
		{"token.foreign", "warn", "a called token is not a token of the pool", "check the address"},
		{"token.added", "refuse warn", "a batch adds a token: who can mint it can buy the pool's other tokens", "compare the address, then give an outside price: --price \"0x…=1 USDC\""},
		{"token.burn_of", "refuse", "the batch burns the BPT of another account than the Safe", "do not sign it"},
		{"token.manager", "refuse note", "the new token's asset manager is not a known account", "name it with --trust-manager if you mean it"},
		{"token.mint", "refuse note", "new BPT go to an account that is not known", "name it with --recipient if you mean it"},
		{"token.none", "warn", "a called address is not a token", "check the address"},
		{"token.self", "warn", "the Safe sends tokens to itself; executed by another account, that is a gift", "do not sign it; ask the author what it is for"},
		{"token.transfer", "refuse note", "the Safe sends tokens to an account that is not known", "name it with --recipient if you mean it"},
		{"trade.recipient", "warn", "somebody else than the sender gets what a trade pays out", "check the address; mpool send needs --recipient ADDRESS with --yes"},
		{"trade.limit", "refuse", "the limits of a trade are missing or far from the price", "plan the trade again with --slippage"},
		{"users.shut_out", "warn", "after this, users can no longer do what they could", "check that you mean it"},
		{"vault.balance", "note", "tokens move between the Safe and its internal balances in the Vault", "nothing to do"},
		{"vault.call", "warn", "the call to the Vault is unknown to mpool", "check what it moves, and to whom"},
		{"vault.foreign", "refuse note", "a call goes to a contract that is not Balancer's Vault but looks like it", "check the address"},
		{"vault.relayer", "refuse", "the Safe allows a relayer to act for it in the Vault", "do not sign it unless you mean it"},
		{"vault.sends", "refuse note", "the Safe sends from its internal balances in the Vault", "name the receiver with --recipient if you mean it"},
		{"vault.trades", "warn", "the amount that the Safe gets is known only when mined", "check the limits"},
	}
}
