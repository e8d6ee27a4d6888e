package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"mpool/internal/anvil"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/report"
	"mpool/internal/text"
	"mpool/internal/units"
)

// OnFork tries a proposal on a fork, then shows it.
func (s *Stage) OnFork(ctx context.Context, client *chain.Client, p *planner.Proposal, flags *Options, show func() error) error {
	looks, err := flags.looks(p.Before.Block.Time, s.Settings.Zone())
	if err != nil {
		return err
	}
	for _, note := range s.Plans.WithoutGas(ctx, client, p.Before, p.Plan) {
		p.Warn(note) // before the reports, which are written before the cost is known
	}
	f, err := s.startFork(ctx, client, chain.AtHash(p.Before.Block.Hash), flags)
	if err != nil {
		return err
	}
	defer f.Close()
	step, err := f.Run(ctx, fork.Request{Pool: p.Before.Pool.Address, Operation: p.Plan.Operation, Looks: looks, Advise: func(*ops.Snapshot, *ops.Plan) ([]ops.Finding, error) { return objectionsOf(p) }})
	if errors.Is(err, fork.ErrPast) {
		return failure.Usage("--at: %s", err).Because(err)
	}
	if errors.Is(err, context.Canceled) {
		return err // no report after Ctrl-C
	}
	if err != nil {
		return s.untried(f, p, flags, err)
	}
	triedOnFork(p, f.Result(), step)
	report := s.told(p, f.Result(), flags)
	err = verdictOnFork(p, step)
	if err == nil {
		s.priceFork(ctx, client, p)
	}
	if report.Cost = p.View.Cost; report.Cost == nil {
		s.priceReport(ctx, client, report)
	} else {
		report.Costs = []*planview.Cost{report.Cost}
	}
	written := flags.Report.Write(s.Inputs, report, s.UI.Reader())
	if err == nil {
		err = errors.Join(show(), written)
	} else if written != nil {
		s.UI.Warn("report", "%s", written)
	}
	if !flags.Keep {
		return err
	}
	return s.keepFork(ctx, f, p, err)
}

// objectionsOf returns the findings that the fork does not make itself: about policies, exposure,
// feeds, and a sender without money for gas.
func objectionsOf(p *planner.Proposal) ([]ops.Finding, error) {
	var list []ops.Finding
	for _, f := range p.Plan.Findings {
		if strings.HasPrefix(f.Code, ops.PolicyCode("")) || strings.HasPrefix(f.Code, ops.ExposurePrefix) || strings.HasPrefix(f.Code, policy.FeedPrefix) || f.Code == ops.GasCostCode || f.Code == planner.GasCode {
			list = append(list, f)
		}
	}
	return list, nil
}

// told builds the report of the dry run. The view shows it with the plan or instead of it, depending on
// the flags.
func (s *Stage) told(p *planner.Proposal, result *fork.Result, flags *Options) *report.View {
	written := NewReportView(result, nil, nil)
	for range written.Steps { // at most one step
		written.Prices, written.Overrides = append(written.Prices, p.View.Price), append(written.Overrides, append([]planview.Overridden{}, p.View.Overrides...))
	}
	written.Plot, written.Columns = flags.Report.Plot, s.UI.Columns()
	p.View.Rehearsed = report.Rehearsed{Result: result, Report: written, Instead: flags.Report.Instead(written)}
	return written
}

func (s *Stage) startFork(ctx context.Context, client *chain.Client, at chain.BlockRef, flags *Options) (*fork.Fork, error) {
	home, err := anvil.Home()
	if err != nil {
		return nil, err
	}
	f, err := fork.Start(ctx, fork.Options{Node: client, Block: at, Root: home,
		Anvil: flags.Anvil, Port: flags.Port, Open: flags.Keep})
	err = ForkBlockHint(err)
	if err == nil && !f.Result().Expected() {
		s.UI.Warn("fork.version", "the fork is %s, but mpool is tested with anvil %s: results may be wrong", f.Result().Anvil, fork.Version)
	}
	if err == nil {
		s.WarnOld(network.ID(f.Result().ChainID), f.Result().Block.Time, flags)
	}
	return f, err
}

// oldBlock is how many seconds the newest block of a chain for development may be behind this machine's
// clock. Other chains have blocks all the time.
const oldBlock = units.Time(60 * 60)

// WarnOld warns that the chain has no new blocks, if its newest block was forked.
func (s *Stage) WarnOld(on network.ID, block units.Time, flags *Options) {
	now, most := units.Time(max(s.Now().Unix(), 0)), oldBlock
	if !on.ForDevelopment() {
		most = on.MostLag()
	}
	if flags.Base != chain.Latest() || now <= block || now-block <= most {
		return
	}
	flags.Report.old = fmt.Sprintf("the node's newest block is %s old (%s): later changes are not included", text.Duration(now-block), text.Time(block))
	s.UI.Warn("fork.old_block", "%s", flags.Report.old)
}

// triedOnFork copies the results of the dry run to the proposal.
func triedOnFork(p *planner.Proposal, result *fork.Result, step *fork.Step) {
	proof := &planview.Proof{Level: fork.Forked, Moments: []units.Time{}, Differences: report.DifferencesOf(step)}
	p.Gas = nil
	for _, call := range step.Calls {
		p.Gas = append(p.Gas, call.GasUsed)
		proof.Moments = append(proof.Moments, call.Block.Time)
		proof.Fields = call.Fields
		if call.Revert != nil {
			proof.Revert = report.Title(call.Revert)
		}
	}
	for _, moment := range step.Moments {
		proof.Moments = append(proof.Moments, moment.Time)
	}
	p.View.Proof, p.View.DryRun = proof, result
}

// verdictOnFork returns nil if the fork did what was predicted.
func verdictOnFork(p *planner.Proposal, step *fork.Step) error {
	if reasons := p.Plan.Stale(step.Plan); len(reasons) > 0 {
		return failure.New(failure.Simulation, "disagreement", "the plan differs on the fork: %s", text.Clean(reasons[0], text.LineWidth)).WithResult(p.View)
	}
	switch step.Verdict {
	case fork.OK:
		return nil
	case fork.Reverted:
		n := len(step.Calls)
		revert := step.Calls[n-1].Revert
		return failure.New(failure.Simulation, "revert", "on the fork, call %d of %d reverts: %s: %s", n, len(step.Plan.Calls), report.Title(revert), text.Clean(revert.Meaning, text.LineWidth)).
			WithHint("%s", revert.Remedy).WithResult(p.View)
	}
	return report.Disagreement("", p.View.Proof.Differences).WithResult(p.View)
}

// priceFork computes the gas fee from the gas used on the fork, with the limits that sending would use.
// It is only for display, so it is omitted if the node does not return a price.
func (s *Stage) priceFork(ctx context.Context, client *chain.Client, p *planner.Proposal) {
	fees, _, err := client.FeesFor(ctx, nil, true)
	if err != nil {
		s.UI.Detail("the gas fee is unknown: %s", err)
		return
	}
	limits, err := s.Plans.GasLimits(ctx, client, p, &planner.Offer{}, planner.MostGas(fees.BlockGas))
	if err != nil { // for example the node no longer has the block's state
		limits = nil
		for _, used := range p.Gas {
			limits = append(limits, min(planner.BeforeRefund(used)*s.Settings.GasEstimateMultiplier/100, planner.MostGas(fees.BlockGas)))
		}
	}
	p.View.Cost = planview.NewCost(p.Gas, limits, fees)
	if err := s.Plans.PriceSafe(ctx, client, p); err != nil {
		s.UI.Detail("the gas of the Safe's execution is unknown: %s", err)
	}
}

// keepFork keeps the fork running until Ctrl-C. If there is an error, it is reported first.
func (s *Stage) keepFork(ctx context.Context, f *fork.Fork, p *planner.Proposal, err error) error {
	if err != nil {
		err = s.Tell(ctx, err)
	}
	if opened := f.Open(ctx); opened != nil {
		return errors.Join(err, opened)
	}
	for _, line := range keptLines(f.URL(), p.Before.ChainID, p.Plan.Calls[0].From.Hex()) {
		fmt.Fprintln(s.Err, line)
	}
	select {
	case <-ctx.Done():
		return err
	case <-f.Done():
		return errors.Join(err, failure.New(failure.Plain, "fork.ended", "anvil stopped unexpectedly"))
	}
}
