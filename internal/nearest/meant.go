package nearest

// Meant returns words of other programs and of everyday speech for a command. They are not aliases:
// mpool only suggests the command to anyone who types one.
func Meant(command string) []string {
	switch command {
	case "mpool shut":
		return []string{"pause", "halt", "freeze", "emergency", "close"}
	case "mpool open":
		return []string{"unpause", "unshut", "reopen"}
	case "mpool swaps disable", "mpool joins-exits disable":
		return []string{"pause", "stop", "off", "halt"}
	case "mpool swaps enable", "mpool joins-exits enable":
		return []string{"unpause", "resume", "start", "on"}
	case "mpool weights-update":
		return []string{"rebalance", "reweight", "weights", "weight", "set-weights"}
	case "mpool fee-set":
		return []string{"fee", "swap-fee", "set-fee"}
	case "mpool join":
		return []string{"deposit", "add-liquidity"}
	case "mpool exit":
		return []string{"withdraw", "remove-liquidity"}
	case "mpool create":
		return []string{"new", "deploy"}
	case "mpool dry-run":
		return []string{"simulate", "test"}
	case "mpool history":
		return []string{"log", "events"}
	case "mpool pool plan":
		return []string{"diff"}
	}
	return nil
}
