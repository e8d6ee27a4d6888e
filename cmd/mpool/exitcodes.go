package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/manual"
)

// exitCodesPage is the topic of exit codes.
func exitCodesPage() string {
	var rows []manual.Row
	for _, code := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 130} {
		rows = append(rows, manual.Row{Name: fmt.Sprintf("%3d", code), Meaning: exitCodeMeaning(code)})
	}
	return "The exit code tells a script what to do next.\n\n" + manual.Rows(rows)
}

// withExitCodes ends the help of a command with the codes that it can have.
func withExitCodes(long string, codes ...int) string {
	var words []string
	for _, code := range codes {
		words = append(words, strconv.Itoa(code))
	}
	return long + "\n\nExit codes " + strings.Join(words, ", ") + ": mpool help exit-codes"
}

// operationExitCodes returns the exit codes of a command that changes a pool, according to
// its flags; none for other commands.
func operationExitCodes(cmd *cobra.Command) []int {
	if cmd.Flags().Lookup("broadcast") == nil || cmd.Flags().Lookup("out") == nil {
		return nil
	}
	codes := []int{failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Simulation, failure.Unconfirmed, failure.Mined}
	if cmd.Flags().Lookup("detailed-exitcode") != nil {
		codes = append(codes, failure.Changes)
	}
	return append(codes, failure.Locked, failure.Interrupted)
}

func exitCodeMeaning(code int) string {
	switch code {
	case failure.Done:
		return "done, or nothing to do"
	case failure.Misuse:
		return "a mistake in what was typed, set or named: a bad value, another chain, a key or file that is not there"
	case failure.Refused:
		return "refused: by a finding, as a stale plan, at the prompt, by the signer, by --fail-if; or wait ended without its change"
	case failure.Simulation:
		return "the simulation reverts or differs from the prediction; nothing was sent"
	case failure.Unconfirmed:
		return "a transaction is pending or unknown: run mpool resume"
	case failure.Mined:
		return "mined, but reverted, or the pool differs from the prediction"
	case failure.Changes:
		return "there is something to change, or a check failed: with --detailed-exitcode, and of pool drift and pool fmt --check"
	case failure.Locked:
		return "another mpool is sending"
	case failure.Interrupted:
		return "interrupted before anything was sent"
	}
	return "an error, for example of the node; nothing was sent"
}
