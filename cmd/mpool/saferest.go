package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/safe/signing"
	"mpool/internal/text"
)

// restLine returns the command for the rest of a plan after a Safe has done its calls.
func restLine(cmd *cobra.Command, job *signing.Request) string {
	if job.Proposal.OfSafe(len(job.Calls)) {
		return safeLine(cmd, "safe hash", text.ShellWord(job.Path))
	}
	return safeLine(cmd, "send", text.ShellWord(job.Path), "--partial --account NAME")
}
