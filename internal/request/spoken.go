package request

import (
	"regexp"

	"mpool/internal/text"
)

// AmountFirst returns a hint for a swap that is typed as it is spoken, 0.5 WETH USDC; empty for other
// arguments.
func AmountFirst(command string, args []string) string {
	number := regexp.MustCompile(`^[0-9][0-9,]*(\.[0-9]+)?%?$`)
	for i := range min(2, len(args)) {
		if len(args) == i+3 && number.MatchString(args[i]) {
			pool := "POOL"
			if i == 1 {
				pool = text.ShellWord(args[0])
			}
			return "did you mean: " + command + " " + pool + " " + text.ShellWord(args[i+1]+"="+args[i]) + " " + text.ShellWord(args[i+2])
		}
	}
	return ""
}
