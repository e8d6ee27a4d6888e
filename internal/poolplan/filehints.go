package poolplan

import (
	"slices"

	"mpool/internal/ops"
)

// fileHint returns the hint of a finding for the author of a pool file, which has keys instead of flags.
func fileHint(f ops.Finding) string {
	const slower = "use a longer duration or a smaller max_change in weight_ramp"
	switch f.Code {
	case "weights.jump":
		return slower + ": gradual changes cost less"
	case "weights.fast":
		return slower + "; the arbitrage cost assumes constant prices: mpool help cost"
	case "weights.tight":
		return slower
	case "breaker.trips":
		return "set the circuit breaker again in the file, or give trades more time: " + slower
	case "fee.drop":
		return "add swap_fee_ramp: {duration: 7d} to lower it gradually"
	case "swaps.gap":
		return "a pool file sets no protective fee: keep swaps out of it, and run mpool swaps enable POOL --fee-ramp 50%:now:7d, which starts with a high fee and lowers it"
	case "fee.tight":
		return "use a longer duration in swap_fee_ramp"
	}
	return f.Hint // the policies' hints name keys already
}

// fileHints returns findings with the hints for a pool file.
func fileHints(findings []ops.Finding) []ops.Finding {
	found := slices.Clone(findings) // the plan keeps its own
	for i := range found {
		found[i].Hint = fileHint(found[i])
	}
	return found
}
