package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/failure"
)

// The exit codes in a command's help are those that its flags can bring about.
func TestExitCodesOfEveryCommand(t *testing.T) {
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		if cmd.HasSubCommands() || cmd.RunE == nil || strings.HasPrefix(cmd.CommandPath(), "mpool devnet") {
			return
		}
		want := []int{failure.Done, failure.Plain, failure.Misuse}
		if cmd.Flags().Lookup("timeout") != nil && cmd.Flags().Lookup("until") == nil { // it sends and waits
			want = append(want, failure.Refused, failure.Unconfirmed, failure.Mined, failure.Locked, failure.Interrupted)
		}
		if cmd.Flags().Lookup("fork") != nil {
			want = append(want, failure.Simulation)
		}
		if cmd.Flags().Lookup("detailed-exitcode") != nil {
			want = append(want, failure.Changes)
		}
		if strings.Count(cmd.Long, "Exit codes:") != 1 {
			t.Errorf("%s: its help has not the exit codes, once", cmd.CommandPath())
		}
		for _, code := range want {
			if !strings.Contains(cmd.Long, fmt.Sprintf("\n  %3d  ", code)) {
				t.Errorf("%s: %d is missing", cmd.CommandPath(), code)
			}
		}
		checks := cmd.Name() == "drift" || cmd.Name() == "fmt" // what they find is their exit code
		if cmd.Flags().Lookup("detailed-exitcode") == nil && !checks && strings.Contains(cmd.Long, "\n    7  ") {
			t.Errorf("%s: 7 without --detailed-exitcode", cmd.CommandPath())
		}
	})
}

// An operation's help begins with its examples and its own flags, and ends with the pages
// that have the others.
func TestOperationHelp(t *testing.T) {
	help := try(t, nil, "fee-set", "--help").out
	last := -1
	for _, line := range []string{"Change the swap fee at once\n", "\nUsage:\n", "\nExamples:\n", "\nFlags:\n      --within ", "\nfee-set changes ", "\nExit codes:\n", "\n" + moreFlags + "\n"} {
		at := strings.Index(help, line)
		if at <= last {
			t.Errorf("%q is not where it belongs:\n%s", line, help)
		}
		last = at
	}
	if strings.Contains(help, "  --account ") || strings.Contains(help, "  --fork ") || !strings.HasSuffix(help, moreFlags+"\n") {
		t.Error(help)
	}
	if help := try(t, nil, "status", "--help").out; !strings.Contains(help, "\nFlags:\n") || strings.Contains(help, "Signing") {
		t.Errorf("status: %s", help)
	}
}

// Every flag of every operation is in its own help, or on one of the pages that it
// names; and each operation has three examples.
func TestEveryFlagIsExplained(t *testing.T) {
	pages := ""
	for _, topic := range []string{"signing", "proof", "reports", "flags"} {
		pages += try(t, nil, "help", topic).out
	}
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		if !isOperation(cmd) {
			return
		}
		help := operationHelp(cmd)
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && f.Name != "help" && f.Name != senderFlag && !strings.Contains(help+pages, "--"+f.Name+" ") && !strings.Contains(help+pages, "--"+f.Name+"\n") {
				t.Errorf("%s: --%s is explained nowhere", cmd.CommandPath(), f.Name)
			}
		})
		if n := strings.Count(cmd.Example, cmd.CommandPath()); n < 3 {
			t.Errorf("%s has %d examples", cmd.CommandPath(), n)
		}
	})
}

// The root's help fits a screen of 40 lines of 80 columns, and names each command once,
// completion among them.
func TestFirstScreen(t *testing.T) {
	help := try(t, nil, "--help").out
	lines := strings.Split(strings.TrimRight(help, "\n"), "\n")
	if len(lines) > 40 || help != try(t, nil).out || help != try(t, nil, "help").out {
		t.Errorf("%d lines:\n%s", len(lines), help)
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 80 {
			t.Errorf("too wide: %s", line)
		}
	}
	named := map[string]int{}
	for _, s := range shelves() {
		for _, line := range s.lines {
			for _, name := range strings.Split(line[0], ", ") {
				named[name]++
			}
		}
	}
	root := newRoot(newApp(world{}))
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "help" {
			continue
		}
		if cmd.IsAvailableCommand() && named[cmd.Name()] != 1 || !cmd.IsAvailableCommand() && named[cmd.Name()] != 0 {
			t.Errorf("%s is named %d times", cmd.Name(), named[cmd.Name()])
		}
		delete(named, cmd.Name())
	}
	delete(named, "help")
	if len(named) > 0 {
		t.Errorf("no commands: %v", named)
	}
}

// Policies are for changes of weights and fees, of balances, and for what opens a
// pool; tokens that come and go among them,
// and --arb-interval is for the price of weight changes.
func TestPolicyFlags(t *testing.T) {
	fees := []string{"fee-ramp", "fee-set", "swaps enable", "open", "add-token", "remove-token", "manage-balance deposit", "manage-balance update", "manage-balance withdraw", "first-join", "pool plan", "pool apply"}
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		name := strings.TrimPrefix(cmd.CommandPath(), "mpool ")
		if len(operationExitCodes(cmd)) == 0 {
			return
		}
		files := slices.Contains([]string{"safe exec", "pool plan", "pool apply", "recipe apply"}, name) // which take any plan
		weights, fee := name == "weights-update" || files, slices.Contains(fees, name)
		if has := cmd.Flags().Lookup("override") != nil; has != (weights || fee) {
			t.Errorf("%s has --override: %t", name, has)
		}
		if has := cmd.Flags().Lookup("arb-interval") != nil; has != weights {
			t.Errorf("%s has --arb-interval: %t", name, has)
		}
	})
}

// eachCommand does something with a command and all below it.
func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}
