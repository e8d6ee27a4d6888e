package findings

// hindsight are the codes about past prices, a pool's history, and waiting.
func hindsight() []Row {
	return []Row{
		{"history.apart", "error", "model and pool drift apart in the time range", "use a shorter --timerange"},
		{"history.tokens", "error", "the pool has other tokens in the time range", "use another --timerange"},
		{"prices.short", "error", "the prices are too few for what is asked", "use prices over a longer time"},
		{"wait.never", "error", "the condition can no longer come true", "check the condition and the pool: mpool status"},
		{"wait.replaced", "error", "another change has replaced the change that mpool wait waits for", "look at the pool with mpool status, and wait again"},
		{"wait.timeout", "error", "the condition did not come true within --timeout", "wait again"},
	}
}
