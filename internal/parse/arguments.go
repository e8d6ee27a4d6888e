package parse

import (
	"strings"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// Usage is how a command is called: its name, and the names of its arguments.
type Usage struct {
	Command string
	Words   []string // optional ones are in brackets
}

// Wrong says which argument is missing, or which one is one too many.
func (u Usage) Wrong(args []string, hint string) error {
	var wanted []string
	for _, word := range u.Words {
		if !strings.HasPrefix(word, "[") {
			wanted = append(wanted, word)
		}
	}
	usage := strings.Join(append([]string{u.Command}, u.Words...), " ")
	if len(args) >= len(wanted) {
		return failure.Usage("unexpected argument %s (usage: %s)", text.Quote(args[min(len(u.Words), len(args)-1)]), usage).WithHint("%s", hint)
	}
	missing := wanted[len(args)]
	if missing == "ID" {
		hint = "mpool tx list shows the IDs"
	}
	return failure.Usage("missing argument %s (usage: %s)", missing, usage).WithHint("%s", hint)
}
