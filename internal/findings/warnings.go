package findings

// warnings are the codes of messages while a command runs.
func warnings() []Row {
	return []Row{
		{"allowlist.partial", "warn", "events before a block were not read: members added earlier are missing", "use --from-block 0, or a node with all events"},
		{"allowlist.unread", "warn", "the allowlist's events cannot be read, so its members are unknown", "use another node with --rpc-url"},
		{"doors.alarm", "warn", "mpool shut has shut the pool since: everything shut stays shut", "run mpool open to restore the previous state"},
		{"doors.begun", "warn", "an operation was started, and no record says what was open before: the pool stays shut at its end", "run mpool open"},
		{"doors.foreign", "warn", "another transaction changed a switch of the pool meanwhile: mpool does not change it back", "run mpool explain with its hash"},
		{"doors.unfinished", "warn", "an operation is unfinished and would open the pool at its end; it now leaves it shut", "run mpool open to open the pool again"},
		{"doors.unread", "warn error", "what was shut or opened, or who is on the allowlist, cannot be read from the pool's events", "use another node with --rpc-url"},
		{"doubt", "warn", "the node's answer does not show whether it took the transaction; mpool keeps waiting", "do not send again; run mpool resume"},
		{"fee.unused", "warn", "--fee-ramp has no effect because swaps are not being enabled", "use mpool fee-ramp"},
		{"fork.old_block", "warn", "the forked block is old: later changes are not included", "use a synced node"},
		{"fork.version", "warn", "the fork is another version of anvil than mpool is tested with", "install the tested version"},
		{"history.astray", "warn", "some of the pool's events are missing", "use another node with --rpc-url"},
		{"history.before", "warn", "the node does not have the pool's earlier state: some values are missing", "use an archive node"},
		{"calendar.cleared", "warn", "no change runs, so the older calendar was removed", "nothing to do"},
		{"node.behind", "warn error", "the node's newest block is old", "wait until the node has synced, or use another one"},
		{"node.odd", "warn", "the node gives an unexpected answer; mpool keeps waiting", "use another node if it continues"},
		{"not_sent", "warn", "mpool records, on your word, that a transaction was never sent", "nothing to do"},
		{"cancelled", "warn error", "the last transaction of an operation was cancelled, and its call is sent again", "run mpool tx close to give the operation up"},
		{"pending.late", "warn", "a transaction is pending, and would break a limit if it is mined now", "run mpool tx cancel"},
		{"pool", "warn", "the pool could not be read, so amounts have no units", "check the address"},
		{"prices.far", "warn", "the first prices of a backtest are far from the pool's own, so closing the gap counts as a loss", "check --price-map, or use --rebalance-first"},
		{"prices.skewed", "warn", "the pool's balances do not match the outside prices, and arbitrage will take more than the swap fee", "check the prices; if they are right, join after arbitrage and exit for all tokens before it"},
		{"prices.unknown", "warn", "a line of --prices names no token of the pool", "correct the line, or ignore this if the file serves several pools"},
		{"report", "warn", "a report could not be written, or is incomplete", "see the message"},
		{"safe.nested", "warn", "mpool cannot determine what the owners of an owner Safe sign", "check that Safe"},
		{"safe.queue", "warn error", "a queued transaction of the Safe is refused, or cannot be planned after", "check the Safe's queue with mpool safe queue"},
		{"safe.removed", "warn", "the batch file of an earlier plan was removed: there is nothing to do", "nothing to do"},
		{"strategy.unfinished", "warn", "a change of the strategy's schedule ends after the last row of the prices, so the result has only a part of it", "use prices of a longer time, or a shorter change"},
		{"unfinished", "warn error", "an operation is unfinished", "run mpool resume"},
		{"unfinished.unread", "warn", "mpool cannot find out whether an operation is unfinished", "check the journal folder"},
		{"unseen", "warn", "mpool cannot determine which transaction used a nonce", "check the account on a block explorer"},
	}
}
