package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/manual"
)

// exitCodesPage returns the help topic about exit codes.
func exitCodesPage() string {
	var rows []manual.Row
	for _, code := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 130} {
		rows = append(rows, manual.Row{Name: fmt.Sprintf("%3d", code), Meaning: failure.Meaning(code)})
	}
	return "The exit code tells a script what to do next.\n\n" + manual.Rows(rows)
}

// withExitCodes appends the possible exit codes to the help of a command.
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
