package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
)

func newExitCodesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "What the exit codes mean",
		Long:  "The exit code tells a script what to do next.\n\n" + exitCodeLines(0, 1, 2, 3, 4, 5, 6, 7, 8, 130),
	}
}

// withExitCodes ends the help of a command with the codes that it can have.
func withExitCodes(long string, codes ...int) string {
	return long + "\n\nExit codes:\n" + exitCodeLines(codes...)
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

func exitCodeLines(codes ...int) string {
	var lines []string
	for _, code := range codes {
		lines = append(lines, fmt.Sprintf("  %3d  %s", code, exitCodeMeaning(code)))
	}
	return strings.Join(lines, "\n")
}

func exitCodeMeaning(code int) string {
	switch code {
	case failure.Done:
		return "done, or nothing to do"
	case failure.Misuse:
		return "invalid command line or configuration"
	case failure.Refused:
		return "refused: a finding, a stale plan, declined at the prompt, or by the signer"
	case failure.Simulation:
		return "the simulation reverts or differs from the prediction; nothing was sent"
	case failure.Unconfirmed:
		return "a transaction is pending or unknown: run mpool resume"
	case failure.Mined:
		return "mined, but reverted, or the pool differs from the prediction"
	case failure.Changes:
		return "there is something to change, or a check failed (with --detailed-exitcode; and of pool drift and pool fmt --check)"
	case failure.Locked:
		return "another mpool is sending"
	case failure.Interrupted:
		return "interrupted before anything was sent"
	}
	return "error; nothing was sent"
}
