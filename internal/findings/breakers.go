package findings

// breakers are the codes of circuit breakers, and about what only some pools have.
func breakers() []Row {
	return []Row{
		{"breaker", "refuse", "a circuit breaker cannot be computed", "check the bounds and the pool's balances"},
		{"breaker.again", "warn", "a token that was in the pool before gets its old circuit breaker back", "check it with mpool breakers show and set it again"},
		{"breaker.bounds", "note", "at which prices the circuit breaker will trip", "nothing to do"},
		{"breaker.cleared", "warn", "without a circuit breaker the token can be traded at any price", "nothing to do if you mean it"},
		{"breaker.left", "note", "the pool keeps the circuit breaker of a removed token, for the case that it is added again", "remove it first with mpool breakers clear"},
		{"breaker.near", "warn", "a bound is so close to the price that trades of 0.1% of the balance trip it", "use bounds further away"},
		{"breaker.closer", "note", "the change brings a BPT price closer to a bound of its circuit breaker", "set the circuit breaker again if it is too close"},
		{"breaker.lost", "warn", "a bound of the circuit breaker is not given and will be removed: each call sets both", "give the other bound too"},
		{"breaker.price", "refuse", "the token has no BPT price, so no circuit breaker can be set", "initialise the pool, or deposit the token first"},
		{"breaker.trips", "refuse warn", "a BPT price will be outside its circuit breaker: swaps, joins and exits that push it further revert (BAL#356)", "set the circuit breaker again, or use a longer --duration"},
		{"call.needless", "warn", "a call has no effect: the pool is in this state, or the same change is set already", "omit the call"},
		{"create.aum", "note", "the protocol's share of the AUM fee is that of another fee type", "use AUM fee type 3"},
		{"create.manager", "warn", "a token is created without an asset manager, permanently: it can never be removed", "name an asset manager"},
		{"create.moved", "warn", "the pool was created at another address than previewed: another pool was created first", "use the new address, and do not use the previewed one"},
		{"create.open", "warn", "the pool is created without its allowlist: anyone can make the first join, at any prices", "create it with the allowlist enabled"},
		{"create.provisional", "note", "a v1 factory numbers its pools: a pool that someone else creates first takes the previewed address", "use the address that mpool shows after mining"},
		{"create.owner", "warn", "the owner is the zero address or Balancer's delegate", "name the owner with --owner ADDRESS"},
		{"generation", "refuse", "the pool is v1 and has no switch for joins and exits", "use mpool swaps disable, or the allowlist"},
	}
}
