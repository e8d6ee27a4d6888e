package main

import (
	"os"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/planner"
	"mpool/internal/safe/signing"
	"mpool/internal/text"
)

// The formats of --out.
const (
	formatPlan = "plan"
	formatSafe = "safe"
)

func newSafeExport(a *app) *cobra.Command {
	var out string
	var flags signing.Options
	cmd := &cobra.Command{
		Use:   "export PLAN",
		Short: "Write a plan as a Safe batch",
		Long:  withExitCodes(signing.ExportHelp, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe export plan.json --out batch.json
  mpool safe export plan.json --out batch.json --safe 0x…`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return failure.Usage("missing --out: export writes a file").WithHint("add --out batch.json")
			}
			return a.safeExport(cmd, args[0], out, &flags)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the batch to this file")
	addSafeFlags(&flags, cmd.Flags())
	return cmd
}

func (a *app) safeExport(cmd *cobra.Command, path, out string, flags *signing.Options) error {
	if err := flags.Override.Check(); err != nil {
		return err
	}
	plan, client, err := a.nodes.DialPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	defer client.Close()
	p, _, err := a.desk.ProposeOnQueue(cmd.Context(), client, plan, flags)
	if err != nil {
		return err
	}
	return a.leaveBatch(cmd, p, out, signing.BatchOrigin{Plan: path, Safe: flags.Safe})
}

// leaveBatch writes a batch file of the proposal. If there is nothing to do, it writes none and deletes
// an older batch in its place.
func (a *app) leaveBatch(cmd *cobra.Command, p *planner.Proposal, path string, from signing.BatchOrigin) error {
	if err := signing.BatchKind().Replaceable(path); err != nil {
		return err
	}
	if len(p.Plan.Calls) == 0 {
		if err := os.Remove(path); err == nil {
			a.ui.Warn("safe.removed", "%s was from an earlier plan and was deleted: nothing to do", text.Quote(path))
		}
		return a.show(p.View)
	}
	words, err := a.desk.BatchOf(p, from)
	if err != nil {
		return err
	}
	if err := files.Put("the batch", path, words, 0o644); err != nil {
		return err
	}
	p.View.Next = safeLine(cmd, "safe check", append(signing.CheckWords(p, path, from), agreedWords(p, cmd)...)...)
	p.View.NextIs = "nothing was sent; to check the batch before signing:"
	return a.show(p.View)
}
