package findings

// switches are the codes about who may trade and join: allowlist, swaps, joins and exits.
func switches() []Row {
	return []Row{
		{"allowlist.already", "note", "an address is on the allowlist already, or is not on it, and is skipped", "nothing to do"},
		{"allowlist.contract", "note", "an address to be added is a contract: those who join through it as a relayer are checked by their own address", "add the accounts that join"},
		{"allowlist.empty", "warn", "the allowlist is or will be empty: nobody can join while it is enabled", "add addresses with mpool allowlist add, or use mpool allowlist disable"},
		{"allowlist.off", "note", "the allowlist is not enabled, so its members have no effect", "enable it with mpool allowlist enable"},
		{"allowlist.open", "note", "after the operation anyone can join", "nothing to do if you mean it"},
		{"allowlist.owner", "warn", "the owner is not on the allowlist and cannot join", "add the owner if it needs to join"},
		{"allowlist.zero", "warn", "the zero address is to be added, which can never join", "check the list"},
		{"doors.contract", "warn", "the owner is a contract of an unknown kind: calls that wait in it may be executable by anyone and in any order", "queue the calls that open the pool only when the others are mined"},
		{"doors.empty", "refuse", "the pool holds almost none of a token: anyone could empty it as soon as it is opened", "finish adding or removing the token first"},
		{"doors.members", "refuse warn", "members of the allowlist can still join while a token has no balance", "use --suspend-members, or --trust-members if you trust them"},
		{"doors.open", "refuse", "the plan leaves the pool open between its calls: anyone could empty it", "plan again, so that mpool shuts the pool around the calls"},
		{"joins_exits.frozen", "warn", "swaps, joins and exits will all be disabled: no function of the pool works", "enable one of them"},
		{"joins_exits.locked", "warn", "LPs are locked in: no exit is possible (BAL#358)", "use --keep-exits where there is one, or enable joins and exits soon"},
		{"shut.kept", "note", "parts of the pool were shut before and stay shut", "mpool open reopens all of it"},
		{"shut.weights", "note", "weights or the swap fee keep changing while the pool is shut", "freeze them with mpool weights-update --freeze"},
		{"swaps.disabled", "warn", "swaps are disabled and will stay disabled", "run mpool swaps enable"},
		{"swaps.exits", "note", "while swaps are disabled, proportional exits stay possible", "nothing to do"},
		{"swaps.gap", "warn", "enabling swaps exposes the price gap since they were disabled to arbitrage at once", "use --fee-ramp 50%:0.3%:7d"},
		{"swaps.weights", "warn", "weights change while nobody can trade: enabling swaps later exposes the whole price gap at once", "freeze the weights, or keep swaps enabled"},
		{"window", "note", "between which calls a token has no balance, and what is shut meanwhile", "nothing to do"},
		{"window.exits", "warn", "LPs cannot exit while joins are shut", "use --keep-exits"},
		{"window.lasts", "note", "how long the pool is estimated to be shut", "nothing to do"},
		{"window.members", "warn", "members of the allowlist are trusted not to join while a token has no balance", "use --suspend-members"},
	}
}
