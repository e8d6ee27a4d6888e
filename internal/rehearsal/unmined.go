package rehearsal

import (
	"context"
	"errors"

	"mpool/internal/arbcost"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/report"
)

// Unmined is a plan of which a fork mines nothing, because it is refused or there is nothing to do. It
// gets a report too, if the user asked for one.
type Unmined struct {
	Before   *ops.Snapshot
	Op       ops.Operation
	Filed    *ops.Plan // the plan in the file; nil: no file
	Override *planner.Override
}

// TellRefused writes the requested reports of a refused plan. It returns the refusal, also if they
// cannot be written.
func (s *Stage) TellRefused(ctx context.Context, client *chain.Client, flags *Options, u Unmined, refusal error) error {
	var f *failure.Failure
	if !flags.Report.Wants() || !errors.As(refusal, &f) || f.Exit != failure.Refused {
		return refusal
	}
	v, err := s.tellUnmined(ctx, client, flags, u, refusal)
	if err != nil {
		s.UI.Warn("report", "%s", err)
	}
	if shown := flags.Report.Instead(v); shown != nil {
		return f.WithResult(shown)
	}
	return refusal
}

// TellNothing writes the requested reports of a plan with nothing to do.
func (s *Stage) TellNothing(ctx context.Context, client *chain.Client, flags *Options, u Unmined, p *planner.Proposal) error {
	if !flags.Report.Wants() {
		return nil
	}
	v, err := s.tellUnmined(ctx, client, flags, u, nil)
	if shown := flags.Report.Instead(v); shown != nil {
		p.View.Rehearsed = report.Rehearsed{Report: v, Instead: shown}
	}
	return err
}

// tellUnmined finds the plan's findings on a fork, as a dry run does, and writes the reports. The view
// is nil if there is no fork.
func (s *Stage) tellUnmined(ctx context.Context, client *chain.Client, flags *Options, u Unmined, refusal error) (*report.View, error) {
	f, err := s.startFork(ctx, client, chain.AtHash(u.Before.Block.Hash), flags)
	if err != nil {
		return nil, failure.New(failure.ExitOf(err), failure.CodeOf(err), "there is no report: %s", err).Because(err)
	}
	defer f.Close()
	var price *arbcost.Cost
	s.Plans.AskGas(ctx, client, u.Before)
	if err := s.askFeeds(ctx, client, f, u.Before); err != nil {
		return nil, err
	}
	objects := judge(s.Plans, s.Plans.Policies(network.ID(u.Before.ChainID), u.Override), &price)
	advise := func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		objections, err := objects(before, plan)
		return append((&candidate{plan: u.Filed}).stale(plan), objections...), err
	}
	_, err = f.Run(ctx, fork.Request{Pool: u.Before.Pool.Address, Operation: u.Op, Advise: advise})
	v := NewReportView(f.Result(), nil, err)
	if v.Prices = []*arbcost.Cost{price}; v.Failure() == nil {
		v.Stop, v.Verdict = refusal, fork.Refused // the fork has not found the refusal
	}
	return v, flags.Report.Write(s.Inputs, v, s.UI.Reader())
}

// untried reports that a fork failed, in the requested forms.
func (s *Stage) untried(f *fork.Fork, p *planner.Proposal, flags *Options, why error) error {
	v := NewReportView(f.Result(), nil, why)
	v.NotTried = append(v.NotTried, report.NotTried{Operation: p.Plan.Operation.Name()})
	if err := flags.Report.Write(s.Inputs, v, s.UI.Reader()); err != nil {
		s.UI.Warn("report", "%s", err)
	}
	shown := flags.Report.Instead(v)
	if shown == nil {
		return why
	}
	return failure.New(failure.ExitOf(why), failure.CodeOf(why), "%s", why).Because(why).WithResult(shown)
}
