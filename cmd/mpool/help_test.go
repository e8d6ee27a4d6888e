package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/failure"
	"mpool/internal/manual"
)

// The exit codes in a command's help match what its flags make possible.
func TestExitCodesOfEveryCommand(t *testing.T) {
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		if cmd.HasSubCommands() || cmd.RunE == nil || strings.HasPrefix(cmd.CommandPath(), "mpool devnet") || strings.HasPrefix(cmd.CommandPath(), "mpool completion") || cmd.Name() == "help" {
			return // cobra's own commands
		}
		want := []int{failure.Done, failure.Plain, failure.Misuse}
		if cmd.Flags().Lookup("timeout") != nil && cmd.Flags().Lookup("until") == nil { // a command that sends and waits
			want = append(want, failure.Refused, failure.Unconfirmed, failure.Mined, failure.Locked, failure.Interrupted)
		}
		if cmd.Flags().Lookup("fork") != nil {
			want = append(want, failure.Simulation)
		}
		if cmd.Flags().Lookup("detailed-exitcode") != nil {
			want = append(want, failure.Changes)
		}
		_, words, found := strings.Cut(cmd.Long, "\n\nExit codes ")
		codes := strings.Split(strings.TrimSuffix(words, ": mpool help exit-codes"), ", ")
		if !found {
			t.Errorf("%s: its help has not the exit codes", cmd.CommandPath())
		}
		for _, code := range want {
			if !slices.Contains(codes, strconv.Itoa(code)) {
				t.Errorf("%s: %d is missing", cmd.CommandPath(), code)
			}
		}
		checks := cmd.Name() == "drift" || cmd.Name() == "fmt" // their findings set the exit code
		if cmd.Flags().Lookup("detailed-exitcode") == nil && !checks && slices.Contains(codes, "7") {
			t.Errorf("%s: 7 without --detailed-exitcode", cmd.CommandPath())
		}
	})
}

// The README has the same table as mpool help exit-codes.
func TestExitCodesOfReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 130} {
		row := fmt.Sprintf("\n| %d | %s |\n", code, failure.Meaning(code))
		if !strings.Contains(strings.ReplaceAll(string(text), "`", ""), row) {
			t.Errorf("the README has not:%s", row)
		}
	}
}

// Every page has one layout: purpose, usage, examples, own flags, details, and the pages of the other
// flags.
func TestHelpLayout(t *testing.T) {
	for _, one := range []struct {
		command string
		parts   []string
	}{
		{"fee-set", []string{"Change the swap fee at once\n", "\nUsage:\n", "\nExamples:\n", "\nFlags:\n      --within DURATION ", "\nfee-set changes ", "\nExit codes 0, ", "\nMore flags: mpool help signing|proof|reports|flags\n"}},
		{"status", []string{"Show the state of a pool", "\nUsage:\n", "\nExamples:\n", "\nFlags:\n  -b, --block BLOCK ", "\nstatus reads ", "\nExit codes 0, ", "\nMore flags: mpool help flags\n"}},
		{"tx", []string{"List, inspect", "\nUsage:\n  mpool tx COMMAND\n", "\nExamples:\n", "\nCommands:\n", "\nMore flags: mpool help flags\n"}},
	} {
		help, last := try(t, nil, one.command, "--help").out, -1
		for _, part := range one.parts {
			at := strings.Index(help, part)
			if at <= last {
				t.Errorf("%s: %q is not where it belongs:\n%s", one.command, part, help)
			}
			last = at
		}
		if strings.Contains(help, "  --account ") || strings.Contains(help, "  --fork ") || strings.Contains(help, "--rpc-url URL") {
			t.Error(help)
		}
	}
}

// Every flag of a command is explained in its own help or on a page that the help names.
func TestEveryFlagIsExplained(t *testing.T) {
	eachPage(t, func(cmd *cobra.Command, help string) {
		_, names, _ := strings.Cut(help, "\nMore flags: mpool help ")
		for _, topic := range strings.Split(strings.TrimSpace(names), "|") {
			help += try(t, nil, "help", topic).out
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && f.Name != "help" && !strings.Contains(help, "--"+f.Name+" ") && !strings.Contains(help, "--"+f.Name+"\n") {
				t.Errorf("%s: --%s is explained nowhere", cmd.CommandPath(), f.Name)
			}
		})
	})
}

// Every page fits 80 columns, names the values of flags in words, and has examples that a shell parses:
// three for a command that changes a pool, two for others that do something.
func TestHelpPages(t *testing.T) {
	said := map[string]bool{} // many commands have the same flag
	eachPage(t, func(cmd *cobra.Command, help string) {
		for _, line := range strings.Split(help, "\n") {
			if utf8.RuneCountInString(line) > manual.Columns || strings.Contains(line, "\t") {
				t.Errorf("%s: too wide: %s", cmd.CommandPath(), line)
			}
		}
		least := 2
		if isOperation(cmd) {
			least = 3
		}
		if n := strings.Count(cmd.Example, "  mpool "); n < least && cmd.Name() != "completion" && cmd.Parent().Name() != "completion" {
			t.Errorf("%s has %d examples in its help, and needs %d: Example of the command, or example of its entry in internal/request", cmd.CommandPath(), n, least)
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.NoOptDefVal == "" && !f.Hidden && takes(cmd, f) == "" && !said[f.Name] {
				said[f.Name] = true
				t.Errorf("%s: help does not say what --%s takes (%s): taken() of internal/manual/takes.go says it", cmd.CommandPath(), f.Name, f.Value.Type())
			}
		})
	})
	for _, topic := range []string{"signing", "proof", "reports", "cost", "policies", "flags", "exit-codes"} {
		for _, line := range strings.Split(try(t, nil, "help", topic).out, "\n") {
			if utf8.RuneCountInString(line) > manual.Columns {
				t.Errorf("help %s: too wide: %s", topic, line)
			}
		}
	}
}

// eachPage calls do with the help of each command below the root.
func eachPage(t *testing.T, do func(cmd *cobra.Command, help string)) {
	t.Helper()
	root := newRoot(newApp(world{}))
	root.InitDefaultCompletionCmd()
	eachCommand(root, func(cmd *cobra.Command) {
		if cmd.HasParent() && cmd.IsAvailableCommand() {
			do(cmd, helpPage(cmd))
		}
	})
}

// The root's help fits 40 lines of 80 columns and names each command once, also completion. Commands that
// have no place yet come in addition.
func TestFirstScreen(t *testing.T) {
	help := try(t, nil, "--help").out
	lines := strings.Split(strings.TrimRight(help, "\n"), "\n")
	placed, rest, _ := strings.Cut(help, "\nMore commands\n")
	_, end, _ := strings.Cut(rest, "\n\n")
	if n := strings.Count(placed+end, "\n"); n > 40 || help != try(t, nil).out || help != try(t, nil, "help").out {
		t.Errorf("%d lines, and at most 40: join or shorten lines of Shelves() of internal/manual/first.go:\n%s", n, help)
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 80 {
			t.Errorf("too wide: %s", line)
		}
	}
	named := map[string]int{}
	for _, s := range manual.Shelves() {
		for _, line := range s.Lines {
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
		if named[cmd.Name()] > 1 || !cmd.IsAvailableCommand() && named[cmd.Name()] != 0 {
			t.Errorf("%s is named %d times by Shelves() of internal/manual/first.go", cmd.Name(), named[cmd.Name()])
		}
		if cmd.IsAvailableCommand() && !regexp.MustCompile(`(?m)^  ([a-z-]+, )*`+cmd.Name()+`[, ]`).MatchString(help) {
			t.Errorf("%s is not on the first screen", cmd.Name())
		}
		delete(named, cmd.Name())
	}
	delete(named, "help")
	if len(named) > 0 {
		t.Errorf("no commands: %v", named)
	}
}

// Commands that change weights, fees or balances, or open a pool, have the flags of policies. Commands
// that change weights have --arb-interval.
func TestPolicyFlags(t *testing.T) {
	fees := []string{"fee-ramp", "fee-set", "swaps enable", "open", "add-token", "remove-token", "manage-balance deposit", "manage-balance update", "manage-balance withdraw", "first-join", "pool plan", "pool apply"}
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		name := strings.TrimPrefix(cmd.CommandPath(), "mpool ")
		if len(operationExitCodes(cmd)) == 0 {
			return
		}
		files := slices.Contains([]string{"safe exec", "pool plan", "pool apply", "recipe apply"}, name) // they take any plan
		weights, fee := name == "weights-update" || files, slices.Contains(fees, name)
		if has := cmd.Flags().Lookup("override") != nil; has != (weights || fee) {
			t.Errorf("%s has --override: %t; judged of its entry in internal/request decides that, and fees in this test repeats it", name, has)
		}
		if has := cmd.Flags().Lookup("arb-interval") != nil; has != weights {
			t.Errorf("%s has --arb-interval: %t", name, has)
		}
	})
}

// eachCommand calls do with a command and all below it.
func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}
