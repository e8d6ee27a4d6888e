package failure

// exitOfCode is the one table of what mistakes of a kind end with, in every command and
// whoever finds them: what was typed, named or set wrongly is misuse. Codes that are not in
// it have the exit code that they are made with.
func exitOfCode(code string) (exit int, known bool) {
	switch code {
	case "usage", "config", "config.unknown_key", // a flag, a word, a setting
		"chain", "node.chain", // another chain than the one asked for
		"signer.named",                             // a key that is not there
		"file.unreadable", "prices.bad", "gas.bad": // a file that was named
		return Misuse, true
	case "locked":
		return Locked, true
	}
	return Plain, false
}
