package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/planner"
	"mpool/internal/report"
	"mpool/internal/text"
)

// dryRunFlags say what is tried out, and what is told of it.
type dryRunFlags struct {
	after    []string
	proof    proofFlags
	override planner.Override // for plans; operations of a batch have fields for it
	strictly bool             // no override counts
}

func newDryRun(a *app) *cobra.Command {
	var flags dryRunFlags
	cmd := &cobra.Command{
		Use:   "dry-run FILE...",
		Short: "Try plans and batches out on a fork, one after the other",
		Long: withExitCodes(`dry-run mines what the files say on an anvil fork of the node, in order, so that each
operation sees what those before it did. It compares the pool with the prediction
after each call and later, until the end of its changes, and tries what users would
do next. Nobody's key is needed, nothing is sent, and the node is only read. It ends
with the first operation that is refused, reverts or comes out otherwise.

A FILE is a plan that was written with --out, or a batch: a list of operations in
YAML or JSON, with the command's flags as fields (docs/batch.schema.json). --after
names files of the same kinds, or batches of a Safe, whose calls are signed or queued
and not mined yet: they are mined before, and the report is about what comes after.
--override and --reason are for plans; a batch's operations have them as fields.
With --no-override no override counts, whoever wrote it: for pipelines, in which
the policies are to hold whatever a batch says.

The report is text, with --md Markdown and with --json one document. Others are
written to files beside it: --html a page that needs nothing else, --junit for the
test view of a pipeline, --svg and --png the charts. They are written whatever comes
out, each whole or not at all.`, 0, 1, 2, 3, 4, 7, 130),
		Example: `  mpool dry-run batch.yaml --plot
  mpool dry-run plan.json --after queued.json --html report.html
  mpool dry-run batch.yaml --md --junit report.xml --detailed-exitcode`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			found, err := a.dryRun(cmd.Context(), args, &flags)
			if err != nil {
				return err
			}
			return a.finish(found, &flags)
		},
	}
	addDryRunFlags(&flags, cmd)
	return cmd
}

func addDryRunFlags(f *dryRunFlags, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.after, "after", nil, "plan or batch that is queued and mined before; repeatable")
	flags.StringVar(&f.proof.block, "fork-block", "latest", "block to fork: a number, a hash, latest or finalized")
	flags.StringArrayVar(&f.proof.at, "at", nil, "another time to look at the pool after the last operation: +3d, 2026-12-31T00:00:00Z; repeatable")
	flags.StringVar(&f.proof.anvil, "anvil", "", "anvil program instead of the one on PATH or the installed one")
	flags.BoolVar(&f.proof.detailed, "detailed-exitcode", false, "exit with 7 where there is something to change")
	addOverrideFlags(&f.override, flags)
	flags.BoolVar(&f.strictly, "no-override", false, "let no override count, of a batch neither: policies hold")
	addReportFlags(&f.proof.report, flags)
}

// dryRun tries the files' operations out, and tells what came of it, whatever that is.
func (a *app) dryRun(ctx context.Context, files []string, flags *dryRunFlags) (*report.View, error) {
	flags.proof.fork = true
	if flags.strictly && len(flags.override.Policies) > 0 {
		return nil, failure.Usage("--no-override lets no override count, and --override is one").WithHint("leave one of them out")
	}
	if err := errors.Join(flags.proof.check(false), flags.override.Check(), flags.proof.report.check(a.ui.Options.JSON, a.inputs, "", append(files, flags.after...)...)); err != nil {
		return nil, err
	}
	earlier, err := a.readCandidates(ctx, flags.after)
	if err != nil {
		return nil, err
	}
	list, err := a.readCandidates(ctx, files)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		if c.calls != nil {
			return nil, failure.Usage("%s is a Safe's batch, whose calls are what they are: it can be queued before, and not planned", text.Quote(c.file)).
				WithHint("give it with --after, or look at it with: mpool safe check %s", text.ShellWord(c.file))
		}
	}
	on, err := commonChain(append(earlier, list...))
	if err != nil {
		return nil, err
	}
	client, err := a.nodes.Dial(ctx, on)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	f, err := a.startFork(ctx, client, flags.proof.base, &flags.proof)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = a.tryAll(ctx, client, f, earlier, list, flags)
	if errors.Is(err, context.Canceled) {
		return nil, err // whoever interrupts wants no report
	}
	found := newReportView(f.Result(), list, err)
	a.priceReport(ctx, client, found)
	return found, nil
}

// tryAll runs what is queued and then the candidates, until one does not hold.
func (a *app) tryAll(ctx context.Context, client *chain.Client, f *fork.Fork, earlier, list []*candidate, flags *dryRunFlags) error {
	for _, some := range [][]*candidate{earlier, list} {
		if err := checkWaits(f.Base.Time, some); err != nil {
			return err
		}
	}
	for _, c := range earlier {
		if err := a.queue(ctx, f, c); err != nil {
			return err
		}
	}
	looks, err := flags.proof.looks(f.Base.Time)
	if err != nil {
		return err
	}
	for i, c := range list {
		request, err := a.request(ctx, client, f, c, &flags.override, flags.strictly)
		if err != nil {
			return err
		}
		if i == len(list)-1 {
			request.Looks = looks
		}
		step, err := f.Run(ctx, request)
		if errors.Is(err, fork.ErrPast) {
			return failure.Usage("--at: %s", err).Because(err)
		}
		if err != nil || step.Verdict != fork.OK {
			return err
		}
	}
	return nil
}

// finish shows and writes the report, whatever is in it.
func (a *app) finish(v *report.View, flags *dryRunFlags) error {
	v.Plot, v.Columns = flags.proof.report.plot, a.ui.Columns()
	written := flags.proof.report.write(a.inputs, v)
	err := v.Failure()
	if err == nil {
		err = written
	} else if written != nil {
		a.ui.Warn("report", "%s", written)
	}
	var shown text.View = v
	if flags.proof.report.md {
		shown = report.Markdown{View: v}
	}
	if err != nil {
		var f *failure.Failure
		if !errors.As(err, &f) {
			f = failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s", err).Because(err)
		}
		return f.WithResult(shown)
	}
	if flags.proof.detailed && v.Calls() > 0 {
		a.exit = failure.Changes
	}
	if err := a.show(shown); err != nil {
		return failure.New(failure.Plain, "output", "the report could not be written to standard output: %s", failure.Innermost(err)).Because(err).WithHint("make room where it goes, and run it again")
	}
	return nil
}
