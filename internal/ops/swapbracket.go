package ops

// swapStep switches swaps on or off around calls that belong together.
func swapStep(pool *Snapshot, enabled bool) step {
	why := "nobody shall swap until the tokens are in order; only the owner may stop it"
	if enabled {
		why = "the tokens are in order again; only the owner may enable swaps"
	}
	call := SetSwaps{Enabled: enabled}.call(pool)
	call.Why = why
	return step{call: call, does: func(s *Snapshot) error { s.Pool.SwapEnabled = enabled; return nil }}
}

// bracketed puts steps between stopping and allowing swaps. Where swaps are
// stopped already, they are taken to be stopped by the first step of this very
// operation.
func bracketed(pool *Snapshot, steps []step) []step {
	if len(steps) > 0 && pool.Pool.SwapEnabled {
		steps = append([]step{swapStep(pool, false)}, steps...)
	}
	if len(steps) > 0 || !pool.Pool.SwapEnabled {
		steps = append(steps, swapStep(pool, true))
	}
	return steps
}
