package failure

// exitOfCode returns the exit code for a code that always has the same one, wherever it occurs: what
// was typed, named or set wrongly is Misuse. Other codes have the exit code with which they are
// created.
func exitOfCode(code string) (exit int, known bool) {
	switch code {
	case "usage", "config", "config.unknown_key", "config.writable", // a flag, an argument or a setting
		"pool.no_code",        // an address without a pool
		"pool.no_pool",        // an address of another contract
		"chain", "node.chain", // another chain than the one asked for
		"signer.named",                                          // a missing key
		"file.unreadable", "prices.bad", "gas.bad", "swaps.bad": // a named file
		return Misuse, true
	case "locked":
		return Locked, true
	}
	return Plain, false
}

// Meaning returns what an exit code means to a script.
func Meaning(code int) string {
	switch code {
	case Done:
		return "done, or nothing to do; without anything to sign, safe check, hash, sign and propose end with 3"
	case Misuse:
		return "a mistake in what was typed, set or named: a bad value, another chain, a key or file that is not there"
	case Refused:
		return "refused: by a finding, as a stale plan or one with nothing to sign, at the prompt, by the signer, by --fail-if; or wait ended without its change"
	case Simulation:
		return "the simulation reverts or differs from the prediction; nothing was sent"
	case Unconfirmed:
		return "a transaction is pending or unknown: run mpool resume"
	case Mined:
		return "mined, but reverted, late, only in part, or the pool differs from the prediction or stays shut"
	case Changes:
		return "there is something to change, or a check failed: with --detailed-exitcode, and of pool drift and pool fmt --check"
	case Locked:
		return "another mpool is sending"
	case Interrupted:
		return "interrupted before anything was sent or signed"
	}
	return "an error, for example of the node; nothing was sent, or the node rejected it"
}
