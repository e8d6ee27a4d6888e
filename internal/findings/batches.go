package findings

// batches are the codes of batch files.
func batches() []Row {
	return []Row{
		{"batch.calls", "refuse", "the batch has so many operations that the first line cannot name them all", "split it into batches of at most 12 operations"},
		{"batch.chain", "warn", "the batch file does not name a chain", "check that the batch is for this chain"},
		{"batch.chain.number", "note", "the chain ID is a number; the Transaction Builder writes a string", "nothing to do"},
		{"batch.chain.other", "refuse", "the batch is for another chain than the node's", "use --rpc-url or --chain of the batch's chain"},
		{"batch.checksum", "refuse", "the checksum does not match: the file was changed", "get the file again from its author"},
		{"batch.checksum.missing", "note", "the file has no checksum, so accidental changes cannot be detected", "nothing to do"},
		{"batch.data", "refuse", "the call data of a transaction is invalid", "get the file again from its author"},
		{"batch.delegatecall", "refuse", "a transaction is a delegatecall: foreign code would run as the Safe itself", "do not sign it"},
		{"batch.differs", "refuse", "the call data differs from the method and inputs that the file shows", "do not sign it; ask its author"},
		{"batch.empty", "refuse", "the batch has no transactions", "get the file again from its author"},
		{"batch.field", "note", "the file has a field that the Transaction Builder ignores", "nothing to do"},
		{"batch.inputs", "refuse", "the inputs of a transaction are invalid, or tools read them differently", "ask its author to write them unambiguously"},
		{"batch.limits", "refuse", "the batch carries limits of a pool file that mpool cannot read", "use a newer version of mpool, or get the file again from its author"},
		{"batch.long", "warn", "the batch has so many transactions that some wallets fail", "split the batch"},
		{"batch.meta", "warn", "the file does not say where it comes from", "ask its author"},
		{"batch.method", "warn", "mpool cannot check the call data against the method and inputs", "check the call data itself"},
		{"batch.number", "refuse", "a value is a number where a string of decimal digits is needed", "write it as a string"},
		{"batch.operation", "refuse error", "a transaction has an invalid kind of operation, or one that a dry run does not support", "check it with mpool safe check"},
		{"batch.padded", "warn", "an argument is a padded address where a pool ID is expected", "check the argument"},
		{"batch.payable", "warn", "a transaction sends native tokens to a method that is not payable", "check the value"},
		{"batch.raw", "note", "a transaction has call data and no method", "check the call data itself"},
		{"batch.safe", "note refuse", "the Safe's address in the file is invalid or not in checksum format", "check the address"},
		{"batch.safe.none", "refuse", "the named address is not a Safe on this chain", "check the address and the chain"},
		{"batch.safe.other", "refuse", "the batch is for another Safe than --safe", "check the address"},
		{"batch.safe.unnamed", "warn", "the batch does not name its Safe", "use --safe ADDRESS"},
		{"batch.to", "refuse", "the receiver of a transaction is invalid", "get the file again from its author"},
		{"batch.transaction", "refuse", "a transaction in the file is not an object", "get the file again from its author"},
		{"batch.unsimulated", "warn", "mpool cannot check whether the whole batch reverts", "use a node with eth_simulateV1"},
		{"batch.value", "refuse", "the value of a transaction is invalid", "write it as decimal digits"},
		{"batch.value.hex", "warn", "a value is hexadecimal, which the Transaction Builder rejects", "write it as decimal digits"},
		{"batch.version", "warn", "the file has another format version than 1.0", "check the file with care"},
		{"check.pool", "warn", "a call uses an address as a pool that is not a valid one", "check the address"},
	}
}
