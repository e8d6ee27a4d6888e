package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
)

// The exit codes in a command's help are those that its flags can bring about.
func TestExitCodesOfEveryCommand(t *testing.T) {
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		if cmd.HasSubCommands() || cmd.RunE == nil || strings.HasPrefix(cmd.CommandPath(), "mpool devnet") {
			return
		}
		want := []int{failure.Done, failure.Plain, failure.Misuse}
		if cmd.Flags().Lookup("timeout") != nil { // it sends and waits
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
		if cmd.Flags().Lookup("detailed-exitcode") == nil && strings.Contains(cmd.Long, "\n    7  ") {
			t.Errorf("%s: 7 without --detailed-exitcode", cmd.CommandPath())
		}
	})
}

// A command's own flags come first, and the many that all of them have after.
func TestFlagsInGroups(t *testing.T) {
	help := try(t, nil, "fee-set", "--help").out
	last := -1
	for _, line := range []string{"\nFlags:\n      --within ", "\nSigning and sending:\n", "  --account ", "\nProof and reports:\n", "  --fork ", "\nGlobal Flags:\n", "-r, --rpc-url "} {
		at := strings.Index(help, line)
		if at <= last {
			t.Errorf("%q is not where it belongs:\n%s", line, help)
		}
		last = at
	}
	if help := try(t, nil, "status", "--help").out; !strings.Contains(help, "\nFlags:\n") || strings.Contains(help, "Signing") {
		t.Errorf("status: %s", help)
	}
}

// Policies are for changes of weights and fees, of balances, and for what opens a
// pool; tokens that come and go among them,
// and --arb-interval is for the price of weight changes.
func TestPolicyFlags(t *testing.T) {
	fees := []string{"fee-ramp", "fee-set", "swaps enable", "open", "add-token", "remove-token", "manage-balance deposit", "manage-balance update", "manage-balance withdraw", "init"}
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
