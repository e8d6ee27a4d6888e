package findings

// errorsOfNodes are the codes of errors of nodes and contracts.
func errorsOfNodes() []Row {
	return []Row{
		{"check.unvouched", "error", "mpool found no reason not to sign the batch, but it does not know what a call does, or the file's checksum is wrong", "verify it yourself; then name the called contract with --contract, use --ignore-checksum, or sign at a terminal without --yes"},
		{"node", "error", "the node gives an error or an invalid answer", "use another node with --rpc-url"},
		{"node.block", "error", "the node does not have the block or its state", "use a newer block, or an archive node"},
		{"node.chain", "error", "the node is on another chain than --chain", "change --rpc-url or --chain so that they match"},
		{"node.first_block", "error", "the chain has no block after its first", "mine a block: cast rpc evm_mine"},
		{"node.limit", "error", "the node limits requests", "wait, or use another node"},
		{"node.logs", "error", "the node does not serve the events", "use another node with --rpc-url"},
		{"node.reorganised", "error", "a block was replaced while mpool read it", "run it again"},
		{"node.unable", "error", "the node does not have a method that mpool needs", "use another node with --rpc-url"},
		{"node.unreachable", "error", "the node cannot be reached", "check --rpc-url"},
		{"pool.no_code", "error", "there is no contract at the pool's address", "check the address and --rpc-url"},
		{"pool.no_pool", "error", "the contract is not a pool", "check the address"},
		{"pool.no_factory", "error", "no Managed Pool factory is known on the chain", "check the node, or set contracts.factory_v1 or contracts.factory_v2"},
		{"pool.not_owned", "error", "the pool that is to be written is not one of the owner's by a known factory", "check the address, the owner and the chain"},
		{"pool.not_managed", "error", "the pool is not a Managed Pool", "check the address"},
		{"transaction.unknown", "error", "the node does not know the transaction", "check the hash and --rpc-url"},
	}
}

// errorsOfSafes are the codes of errors of Safes and their transaction service.
func errorsOfSafes() []Row {
	return []Row{
		{"safe.calls", "error", "the plan's calls cannot be one transaction of the Safe", "see the message"},
		{"safe.contract", "error", "a contract that is an owner rejects its signature (EIP-1271)", "have it sign again"},
		{"safe.executed", "error", "the Safe's transaction was executed by someone else", "check the result with mpool status"},
		{"safe.multi_send", "error", "the chain has no MultiSendCallOnly contract at the expected address", "set contracts.multi_send_call_only"},
		{"safe.nonce", "error", "the file is for a nonce that is used, or not the next", "plan again"},
		{"safe.none", "error", "the address is not a Safe", "check the address and the chain"},
		{"safe.order", "error", "calls of other accounts come first", "send them first"},
		{"safe.owner", "error", "the signer is not an owner of the Safe", "use an owner's key"},
		{"safe.pools", "error", "the batch has calls for several pools", "use one batch for each pool"},
		{"safe.queue.long", "error", "the Safe's queue is too long to check", "execute or remove queued transactions"},
		{"safe.queue.now", "error", "the plan depends on a queued transaction that may never be executed", "collect its signatures first"},
		{"safe.queue.other", "error", "the queue is of another Safe than the calls", "check --safe"},
		{"safe.queue.unknown", "error", "the Safe's next transaction is unknown", "check the transaction service"},
		{"safe.queue.unsigned", "error", "a queued transaction is not fully signed", "collect its signatures first"},
		{"safe.sender", "error", "the sender is a Safe and has no key", "use mpool safe hash and mpool safe sign"},
		{"safe.signature", "error", "a signature file is invalid or of another transaction", "sign again"},
		{"safe.threshold", "error", "signatures are missing", "collect the missing signatures"},
		{"safe.unknown", "error", "the Safe's transaction is a delegatecall to unknown code", "do not sign it"},
		{"safe.untrusted", "error", "the Safe's contract is not one that mpool knows", "check the Safe"},
		{"safe.version", "error", "mpool does not support this version of Safe", "use the Safe's own app"},
		{"safe.write", "error", "the batch file cannot be written", "check the path"},
		{"service", "error", "the transaction service gives an error or an invalid answer", "try again, or use files"},
		{"service.entry", "error", "an entry of the transaction service is not a valid transaction", "do not sign it"},
	}
}
