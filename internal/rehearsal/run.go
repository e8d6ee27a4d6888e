package rehearsal

import (
	"context"
	"errors"
	"slices"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/planner"
	"mpool/internal/report"
	"mpool/internal/text"
)

// RunOptions say what to try and what to report.
type RunOptions struct {
	After    []string
	Proof    Options
	Override planner.Override // for plans; operations of a batch have their own fields
	Strictly bool             // ignore all overrides
}

// RunFiles tries the operations of the files and returns the report, whatever the result is.
func (s *Stage) RunFiles(ctx context.Context, files []string, flags *RunOptions) (*report.View, error) {
	flags.Proof.Fork = true
	if flags.Strictly && len(flags.Override.Policies) > 0 {
		return nil, failure.Usage("use only one of --no-override and --override").WithHint("omit one of them")
	}
	if err := errors.Join(flags.Proof.Check(false), flags.Override.Check(), flags.Proof.Report.Check(s.UI.Options.JSON, s.Inputs, "", append(files, flags.After...)...)); err != nil {
		return nil, err
	}
	earlier, err := s.readCandidates(ctx, flags.After)
	if err != nil {
		return nil, err
	}
	list, err := s.readCandidates(ctx, files)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		if c.calls != nil {
			return nil, failure.Usage("%s is a Safe batch with fixed calls: it can run before a dry run, but cannot be planned", text.Quote(c.file)).
				WithHint("use it with --after, or check it with: mpool safe check %s", text.ShellWord(c.file))
		}
	}
	if err := flags.canOverride(list); err != nil {
		return nil, err
	}
	on, err := commonChain(append(earlier, list...))
	if err != nil {
		return nil, err
	}
	client, err := s.Nodes.Dial(ctx, on)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	f, err := s.startFork(ctx, client, flags.Proof.Base, &flags.Proof)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = s.tryAll(ctx, client, f, earlier, list, flags)
	if errors.Is(err, context.Canceled) {
		return nil, err // no report after Ctrl-C
	}
	found := NewReportView(f.Result(), list, err)
	s.priceReport(ctx, client, found)
	found.Next = s.nextOf(list, found)
	return found, nil
}

// canOverride refuses an override that no file can take: a batch has its own.
func (o *RunOptions) canOverride(list []*candidate) error {
	if len(o.Override.Policies) == 0 || slices.ContainsFunc(list, func(c *candidate) bool { return c.plan != nil }) {
		return nil
	}
	return failure.Usage("--override is for plans: the operations of a batch name their own overrides").
		WithHint("write override: %s and reason: TEXT in the operation of %s", strings.Join(o.Override.Policies, ","), text.ShellWord(list[0].file))
}

// tryAll mines what is queued, then tries the candidates until one fails.
func (s *Stage) tryAll(ctx context.Context, client *chain.Client, f *fork.Fork, earlier, list []*candidate, flags *RunOptions) error {
	for _, some := range [][]*candidate{earlier, list} {
		if err := checkWaits(f.Base.Time, some); err != nil {
			return err
		}
	}
	for _, c := range earlier {
		if err := s.queue(ctx, client, f, c); err != nil {
			return err
		}
	}
	looks, err := flags.Proof.looks(f.Base.Time, s.Settings.Zone())
	if err != nil {
		return err
	}
	for i, c := range list {
		request, err := s.request(ctx, client, f, c, &flags.Override, flags.Strictly)
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
