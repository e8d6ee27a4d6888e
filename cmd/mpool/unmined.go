package main

import (
	"context"
	"errors"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/report"
)

// unmined is a plan of which a fork mines nothing: it is refused, or there is
// nothing to do. Whoever asks for a report gets one all the same.
type unmined struct {
	before   *ops.Snapshot
	op       ops.Operation
	filed    *ops.Plan // as the plan file has it; nil: there is none
	override *planner.Override
}

// tellRefused writes the reports of a plan that is refused, where they are asked
// for. It returns the refusal, which is the outcome whatever becomes of them.
func (a *app) tellRefused(ctx context.Context, client *chain.Client, flags *proofFlags, u unmined, refusal error) error {
	var f *failure.Failure
	if !flags.report.wanted() || !errors.As(refusal, &f) || f.Exit != failure.Refused {
		return refusal
	}
	v, err := a.tellUnmined(ctx, client, flags, u, refusal)
	if err != nil {
		a.ui.Warn("report", "%s", err)
	}
	if v != nil && flags.report.md {
		return f.WithResult(report.Markdown{View: v})
	}
	return refusal
}

// tellNothing writes the reports of a plan with nothing to do.
func (a *app) tellNothing(ctx context.Context, client *chain.Client, flags *proofFlags, u unmined, p *planner.Proposal) error {
	if !flags.report.wanted() {
		return nil
	}
	v, err := a.tellUnmined(ctx, client, flags, u, nil)
	if v != nil && flags.report.md {
		p.View.Rehearsed = report.Rehearsed{Report: v, Markdown: true}
	}
	return err
}

// tellUnmined has a fork say what it finds, as a dry run does, and writes the
// reports. The view is nil where there is no fork.
func (a *app) tellUnmined(ctx context.Context, client *chain.Client, flags *proofFlags, u unmined, refusal error) (*report.View, error) {
	f, err := a.startFork(ctx, client, chain.AtHash(u.before.Block.Hash), flags)
	if err != nil {
		return nil, failure.New(failure.ExitOf(err), failure.CodeOf(err), "there is no report: %s", err).Because(err)
	}
	defer f.Close()
	var price *planner.Arbitrage
	a.plans.AskGas(ctx, client, u.before)
	objects := judge(a.plans.Policies(network.ID(u.before.ChainID), u.override), &price)
	advise := func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		objections, err := objects(before, plan)
		return append((&candidate{plan: u.filed}).stale(plan), objections...), err
	}
	_, err = f.Run(ctx, fork.Request{Pool: u.before.Pool.Address, Operation: u.op, Advise: advise})
	v := newReportView(f.Result(), nil, err)
	if v.Prices = []*planner.Arbitrage{price}; v.Failure() == nil {
		v.Stop, v.Verdict = refusal, fork.Refused // which the fork has not found
	}
	return v, flags.report.write(a.inputs, v)
}

// untried tells of a fork that could not go on, in the forms that are asked for.
func (a *app) untried(f *fork.Fork, p *planner.Proposal, flags *proofFlags, why error) error {
	v := newReportView(f.Result(), nil, why)
	v.NotTried = append(v.NotTried, report.NotTried{Operation: p.Plan.Operation.Name()})
	if err := flags.report.write(a.inputs, v); err != nil {
		a.ui.Warn("report", "%s", err)
	}
	if !flags.report.md {
		return why
	}
	return failure.New(failure.ExitOf(why), failure.CodeOf(why), "%s", why).Because(why).WithResult(report.Markdown{View: v})
}
