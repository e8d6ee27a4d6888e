package findings

// safes are the codes of a Safe and its transactions.
func safes() []Row {
	return []Row{
		{"safe.changes", "refuse", "the transaction changes the Safe itself", "do not sign it unless you mean it"},
		{"safe.deadline", "note", "until when the transaction must be executed; after that it reverts and must be signed again", "use a longer --within or --duration"},
		{"safe.delegatecall", "refuse", "the queued transaction is a delegatecall to unknown code", "do not sign it"},
		{"safe.executor", "note", "only a certain account can execute the transaction", "execute it from that account"},
		{"safe.failed", "refuse error", "the call fails but uses up the Safe's nonce", "do not sign it; plan again"},
		{"safe.gas", "refuse warn", "the gas fields of the transaction are not all zero; with a safeTxGas anyone can use up its nonce without its effect", "ask the author of the transaction for one with gas fields of 0"},
		{"safe.guard", "warn error", "the Safe's guard rejects the transaction", "ask the Safe's owners about its guard"},
		{"safe.guard.consent", "warn", "the guard rejects on-chain approvals and may allow signatures", "sign with keys"},
		{"safe.guard.executor", "note", "the guard lets only owners execute the transaction", "execute it from an owner"},
		{"safe.late", "warn", "a weight change can be executed shortly before its end, and its cost is then above max_arbitrage_cost", "give the last signature only when it is executed at once"},
		{"safe.loses", "refuse warn", "the Safe loses tokens", "check the receivers; name them with --recipient if you mean it"},
		{"safe.nonce.beside", "warn", "another plan or batch in the folder is another transaction with the same nonce of the Safe", "execute one, then sign the next one"},
		{"safe.nonce.later", "refuse warn", "earlier transactions of the Safe are not executed yet; it is refused if it opens a pool, has no effect now, or starts from what they leave (weights, fee ramps, tokens, trades)", "execute them first, or use --after-queue; --later-nonce accepts the last kind"},
		{"safe.nonce.queue", "note", "the plan was made and simulated after the queued transactions", "nothing to do"},
		{"safe.queue.stays", "warn", "fully signed transactions wait behind a queued one that loses its nonce, and stay valid without it", "reject those first"},
		{"safe.nonce.taken", "refuse", "another transaction with this nonce is queued", "compare both, and sign only one"},
		{"safe.nonce.used", "warn", "the nonce is already used", "plan again"},
		{"safe.others", "warn", "the plan has calls of other accounts before or after the Safe's", "execute all of them in order"},
		{"safe.queue.unread", "note", "mpool could not check for another transaction with this nonce", "check the Safe's queue"},
		{"safe.refund", "refuse error", "the Safe pays a refund to the executor", "do not sign it unless you mean it"},
		{"safe.right", "refuse note", "an account gets a right over the Safe's assets", "name it with --spender, or --trust-manager, if you mean it"},
		{"safe.rights", "refuse", "mpool cannot check who gets rights: too many accounts, or hidden ones", "do not sign it"},
		{"safe.stale", "refuse", "the Safe's transaction no longer matches what the operation needs", "plan again, and collect signatures for the new plan"},
		{"safe.untold", "refuse", "the simulation does not show the final balance of moved tokens", "use another node, or check the tokens"},
		{"safe.untried", "refuse", "the Safe's transaction cannot be simulated", "do not sign it before you know why"},
		{"safe.value", "warn", "what the Safe gives and gets differ in value", "check the prices"},
		{"safe.version.old", "warn refuse", "the Safe has an old version: signatures are valid on several chains, and anyone can let a signed transaction fail with too little gas; a transaction after the queue is refused", "upgrade the Safe; until then execute transactions yourselves, with much gas"},
		{"safe.voids", "refuse warn note", "the transaction only uses up its nonce, and voids what else has it", "sign it only if you want to cancel the other"},
		{"service.elsewhere", "warn", "the chain is a development chain, but the Safe transaction service is on another machine", "use a service on this machine, or omit it"},
		{"service.hash", "warn error", "the transaction service shows data that does not match the hash", "do not sign what it shows"},
	}
}
