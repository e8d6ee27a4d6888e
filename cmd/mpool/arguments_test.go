package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
)

func TestWrongWords(t *testing.T) {
	const id = "mpool: hint: mpool tx list shows the IDs\n"
	tests := []struct {
		args string
		want string
	}{
		{"tx show", "mpool: error: missing argument ID (usage: mpool tx show ID)\n" + id},
		{"tx bump", "mpool: error: missing argument ID (usage: mpool tx bump ID)\n" + id},
		{"tx cancel", "mpool: error: missing argument ID (usage: mpool tx cancel ID)\n" + id},
		{"tx close", "mpool: error: missing argument ID (usage: mpool tx close ID)\n" + id},
		{"tx show a b", "mpool: error: unexpected argument \"b\" (usage: mpool tx show ID)\nmpool: hint: example: mpool tx show 20260131T120000Z-1a2b3c4d\n"},
		{"fee-set", "mpool: error: missing argument FEE (usage: mpool fee-set [POOL] FEE)\nmpool: hint: example: mpool fee-set 0x… 0.3%\n"},
		{"send", "mpool: error: missing argument PLAN (usage: mpool send PLAN)\nmpool: hint: example: mpool send plan.json --account owner\n"},
		{"position a b c", "mpool: error: unexpected argument \"c\" (usage: mpool position [POOL] [ADDRESS])\n"},
		{"stauts", "mpool: error: unknown command \"stauts\"\nmpool: hint: did you mean: mpool status\n"},
		{"tx shwo", "mpool: error: unknown command \"shwo\"\nmpool: hint: did you mean: mpool tx show\n"},
		{"pool plna", "mpool: error: unknown command \"plna\"\nmpool: hint: did you mean: mpool pool plan\n"},
		{"safe chekc", "mpool: error: unknown command \"chekc\"\nmpool: hint: did you mean: mpool safe check\n"},
		{"recipe lits", "mpool: error: unknown command \"lits\"\nmpool: hint: did you mean: mpool recipe list\n"},
		{"swaps enabel", "mpool: error: unknown command \"enabel\"\nmpool: hint: did you mean: mpool swaps enable\n"},
		{"tx frobnicate", "mpool: error: unknown command \"frobnicate\"\nmpool: hint: mpool tx --help\n"},
	}
	for _, test := range tests {
		got := try(t, nil, strings.Fields(test.args)...)
		if got.code != failure.Misuse || !strings.HasPrefix(got.err, test.want) {
			t.Errorf("mpool %s: %+v\nwant %s", test.args, got, test.want)
		}
	}
}

// No command leaves this check to cobra, which says "accepts 1 arg(s), received 0".
func TestNoCommandCountsWords(t *testing.T) {
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		if cmd.Args == nil {
			return
		}
		for _, args := range [][]string{nil, {"a", "b", "c", "d"}} {
			if err := cmd.Args(cmd, args); err != nil && strings.Contains(err.Error(), "arg(s)") {
				t.Errorf("%s %q: %s", cmd.CommandPath(), args, err)
			}
		}
	})
}
