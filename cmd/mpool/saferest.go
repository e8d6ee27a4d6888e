package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/safe/signing"
	"mpool/internal/text"
)

// restLine is the command for what a plan still needs when a Safe has done its
// part of it.
func restLine(cmd *cobra.Command, job *signing.Request) string {
	if job.Proposal.OfSafe(len(job.Calls)) {
		return safeLine(cmd, "safe hash", text.ShellWord(job.Path))
	}
	return safeLine(cmd, "send", text.ShellWord(job.Path), "--partial --account NAME")
}
