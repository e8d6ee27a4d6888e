package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/rehearsal"
	"mpool/internal/report"
)

func newDryRun(a *app) *cobra.Command {
	var flags rehearsal.RunOptions
	cmd := &cobra.Command{
		Use:   "dry-run FILE...",
		Short: "Try plans and batches on a fork, one after the other",
		Long:  withExitCodes(rehearsal.Help, 0, 1, 2, 3, 4, 7, 130),
		Example: `  mpool dry-run batch.yaml --plot
  mpool dry-run plan.json --after queued.json --html report.html
  mpool dry-run batch.yaml --md --junit report.xml --detailed-exitcode`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			found, err := a.stage.RunFiles(cmd.Context(), args, &flags)
			if err != nil {
				return err
			}
			found.Behind(nodeWords(cmd, "dry-run"))
			return a.finish(found, &flags)
		},
	}
	addDryRunFlags(&flags, cmd)
	return cmd
}

func addDryRunFlags(f *rehearsal.RunOptions, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.After, "after", nil, "plan or batch that is queued and mined first; repeatable")
	flags.StringVar(&f.Proof.Block, "fork-block", "latest", "block to fork: a number, a hash, latest or finalized")
	flags.StringArrayVar(&f.Proof.At, "at", nil, "additional time at which to check the pool after the last operation: +3d, 2026-12-31T00:00Z, \"2026-12-31 09:00\" (in --tz); repeatable")
	flags.StringVar(&f.Proof.Anvil, "anvil", "", "anvil program (default: the one on PATH or the installed one)")
	flags.BoolVar(&f.Proof.Detailed, "detailed-exitcode", false, "exit with 7 if there is something to change")
	addOverrideFlags(&f.Override, flags)
	flags.BoolVar(&f.Strictly, "no-override", false, "ignore all overrides, including those in batches")
	addReportFlags(&f.Proof.Report, flags)
}

// finish shows the report and writes its files, also if an operation failed.
func (a *app) finish(v *report.View, flags *rehearsal.RunOptions) error {
	shown, err := a.stage.Finish(v, &flags.Proof.Report)
	if err != nil {
		return err
	}
	if flags.Proof.Detailed && v.Calls() > 0 {
		a.exit = failure.Changes
	}
	if err := a.show(shown); err != nil {
		return failure.New(failure.Plain, "output", "cannot write the report to standard output: %s", failure.Innermost(err)).Because(err).WithHint("free some space there, then run it again")
	}
	return nil
}
