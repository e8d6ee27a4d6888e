package answer

import (
	"slices"
	"strings"
)

// WantsJSON looks for --json or --jq in the arguments, so that an error about another flag is JSON too.
func WantsJSON(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.ContainsFunc(args, func(arg string) bool {
		return arg == "--json" || arg == "--json=true" || arg == "--jq" || strings.HasPrefix(arg, "--jq=")
	})
}
