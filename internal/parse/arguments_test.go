package parse

import (
	"strings"
	"testing"

	"mpool/internal/failure"
)

func TestWrongArguments(t *testing.T) {
	for _, c := range []struct{ usage, args, want, hint string }{
		{"tx show ID", "", "missing argument ID (usage: mpool tx show ID)", "mpool tx list shows the IDs"},
		{"fee-set [POOL] FEE", "", "missing argument FEE (usage: mpool fee-set [POOL] FEE)", "example"},
		{"send PLAN", "a b", `unexpected argument "b" (usage: mpool send PLAN)`, "example"},
		{"feeds", "a b", `unexpected argument "a" (usage: mpool feeds)`, "example"},
		{"swap [POOL] IN OUT", "a", "missing argument OUT (usage: mpool swap [POOL] IN OUT)", "example"},
	} {
		command, words, _ := strings.Cut(c.usage, " ")
		if command == "tx" {
			command, words = "tx show", "ID"
		}
		err := Usage{Command: "mpool " + command, Words: strings.Fields(words)}.Wrong(strings.Fields(c.args), "example")
		if err.Error() != c.want || failure.HintOf(err) != c.hint {
			t.Errorf("%s %s: %v, %q", c.usage, c.args, err, failure.HintOf(err))
		}
	}
}
