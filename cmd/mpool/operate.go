package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// operationFlags are understood by every command that changes a pool.
type operationFlags struct {
	out       string
	format    choice // of the file
	broadcast bool
	queue     queueFlags // plan on what waits in the queue of the Safe that sends it
	raw       bool       // show what a wallet elsewhere is to sign
	sending   sendingFlags
	proof     proofFlags
}

func (f *operationFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write the plan to this file, for mpool send")
	f.format = choice{value: formatPlan, of: []string{formatPlan, formatSafe}}
	cmd.Flags().Var(&f.format, "format", "what --out writes: plan, or safe for a batch that a Safe's signers load into the Transaction Builder")
	cmd.Flags().BoolVar(&f.broadcast, "broadcast", false, "sign and send it; without this nothing is sent")
	cmd.Flags().BoolVar(&f.raw, "raw-unsigned", false, "print what a wallet elsewhere is to sign; with --out, for mpool sign")
	f.queue.add(cmd.Flags())
	addSettingFlags(cmd.Flags(), "safe_transaction_service", config.KeyTolerance)
	f.sending.add(cmd)
	f.proof.add(cmd)
}

func (f *operationFlags) check(a *app) error {
	if err := errors.Join(f.proof.check(f.broadcast), f.proof.report.check(a, f.out)); err != nil {
		return err
	}
	if err := f.sending.override.check(); err != nil {
		return err
	}
	if f.queue.set() && (f.broadcast || f.raw || f.proof.fork) {
		return failure.Usage("--after-queue plans what comes after something else: neither --broadcast, --raw-unsigned nor --fork goes with it").WithHint("write the plan with --out, and have it signed with mpool safe sign --after-queue")
	}
	if f.broadcast && f.out != "" {
		return failure.Usage("--out writes a plan to be sent later, and --broadcast sends it now").WithHint("give one of them")
	}
	if f.format.value == formatSafe && (f.out == "" || f.raw) {
		return failure.Usage("--format safe says that --out writes a batch").WithHint("give --out batch.json with it, and no --raw-unsigned")
	}
	if f.raw && (f.broadcast || f.proof.fork) {
		return failure.Usage("--raw-unsigned leaves the signing to a wallet elsewhere: neither --broadcast nor --fork goes with it").WithHint("give one of them")
	}
	if f.broadcast || f.sending.namesSigner() {
		return f.sending.check(a.engine)
	}
	return nil
}

// target is the pool that an operation is built for.
type target struct {
	*app
	ctx    context.Context
	client *chain.Client
	before *ops.Snapshot
}

// look reads what is beside the pool, at the snapshot's block.
func (t *target) look(w ops.Watch) error { return t.client.Watch(t.ctx, t.before, w) }

// operate is what every command that changes a pool does: read the pool, build
// the operation for it, plan, simulate, show, and stop there or send.
func (a *app) operate(cmd *cobra.Command, args []string, flags *operationFlags, build func(*target) (ops.Operation, error)) error {
	if a.intent != nil {
		return a.intent.fill(a, args, flags, build)
	}
	if err := flags.check(a); err != nil {
		return err
	}
	client, pool, err := a.nodes.dialPool(cmd.Context(), args)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.plans.readForPlanAt(cmd.Context(), client, pool.Address, flags.proof.base)
	var first queued
	if err == nil && flags.queue.set() {
		first, err = a.behindQueue(cmd.Context(), client, before, &flags.sending.override, queueOrder{named: flags.queue.named}, build)
		before, client = first.state, first.after(client)
	}
	if err != nil && flags.proof.fork {
		return forkBlockHint(err)
	}
	if err != nil {
		return err
	}
	op, err := build(&target{a, cmd.Context(), client, before})
	if err != nil {
		return err
	}
	if flags.proof.fork {
		return a.rehearse(cmd, args, client, before, op, flags)
	}
	p, err := a.plans.propose(cmd.Context(), client, before, op, flags.sending.terms())
	if err != nil {
		return err
	}
	if err := first.ofNow(p.plan); err != nil {
		return err
	}
	p.plan.Turn = first.turn()
	return a.finishOperation(cmd, args, client, p, flags)
}

// proposal is a plan and what is known of it.
type proposal struct {
	before *ops.Snapshot
	plan   *ops.Plan
	view   *planView
	gas    []uint64 // what each call used in the simulation
	rest   string   // the command for what comes after it, of which this is a part
}

// warn adds a finding to the plan and to what is shown of it.
func (p *proposal) warn(finding ops.Finding) {
	p.plan.Findings = append(p.plan.Findings, finding)
	p.view.Findings = append(p.view.Findings, finding)
}

// nextBlock is how far after the latest block a plan assumes to be mined.
// Only the preview depends on it: verification goes by the real time.
const nextBlock = ops.Time(12)

// terms are what is offered for gas, and which policies are gone beyond.
type terms struct {
	offer    *offerFlags
	override *overrideFlags
}

// propose plans an operation on a state and has the node simulate it. A plan
// that the pool would refuse, or that the simulation does not confirm, is an
// error that carries the plan.
func (pl *planner) propose(ctx context.Context, client *chain.Client, before *ops.Snapshot, op ops.Operation, on terms) (*proposal, error) {
	p, later, err := pl.draw(ctx, client, before, op, on.override)
	if err != nil || len(p.plan.Calls) == 0 {
		return p, err
	}
	if err := pl.prove(ctx, client, p, later); err != nil {
		return nil, err
	}
	return p, pl.price(ctx, client, p, on.offer)
}

// draw plans an operation on a state and holds it against the policies. A plan
// that the pool or a policy would refuse is an error that carries the plan.
func (pl *planner) draw(ctx context.Context, client *chain.Client, before *ops.Snapshot, op ops.Operation, override *overrideFlags) (p *proposal, later []*ops.Snapshot, err error) {
	if err := watch(ctx, client, before, op); err != nil {
		return nil, nil, err
	}
	pl.askGas(ctx, client, before)
	if err := pl.checkTradeCost(before); err != nil {
		return nil, nil, err
	}
	p, later, err = pl.plan(before, op, override)
	if err != nil {
		return nil, nil, failure.New(failure.Plain, "plan", "%s", err).Because(err)
	}
	if p.plan.Refused() {
		return nil, nil, refusal(p)
	}
	if err := pl.knowSafes(ctx, client, p); err != nil {
		return p, later, err
	}
	return p, later, nil
}

// plan works out what the operation does, now and later, and what speaks against it.
func (pl *planner) plan(before *ops.Snapshot, op ops.Operation, override *overrideFlags) (*proposal, []*ops.Snapshot, error) {
	plan, err := op.Plan(before, before.Block.Time+nextBlock)
	if err != nil {
		return nil, nil, err
	}
	plan.Before = before
	if len(plan.Figures) > 0 {
		plan.Tolerance = pl.settings.Tolerance
	}
	later, err := statesAt(plan.Predicted, plan.Moments)
	if err != nil {
		return nil, nil, err
	}
	plan.Findings = append(plan.Findings, ops.CheckExposure(before, plan)...)
	policies := pl.policies(network.ID(before.ChainID), override)
	objections, err := policies.Check(before, plan)
	if err != nil {
		return nil, nil, err
	}
	plan.Findings = append(append(append(unprovenFinding(before), plan.Findings...), objections...), pl.adviseSender(plan)...)
	p := &proposal{before: before, plan: plan, view: newPlanView(before, plan, later)}
	p.view.Overrides = override.view(plan)
	p.view.Arbitrage = newArbView(before, plan)
	p.view.Price, err = newPriceView(before, plan, policies)
	return p, later, err
}

// watch reads what the operation touches beside the pool.
func watch(ctx context.Context, client *chain.Client, s *ops.Snapshot, op ops.Operation) error {
	if w, more := op.(ops.Watching); more {
		return client.Watch(ctx, s, w.Watch(s))
	}
	return nil
}

// adviseSender warns where the account that a flag names cannot send the plan. In
// the environment and the configuration it is a default, for other plans too.
func (pl *planner) adviseSender(plan *ops.Plan) []ops.Finding {
	from := pl.settings.From
	if len(plan.Calls) == 0 || from == (common.Address{}) || !pl.settings.Demanded("from") || sends(plan, from) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "sender", Summary: fmt.Sprintf("%s is %s, and only %s may send this", pl.settings.Sources["from"], from, whoSends(plan, 0))}}
}

func statesAt(from *ops.Snapshot, moments []ops.Time) ([]*ops.Snapshot, error) {
	var states []*ops.Snapshot
	for _, t := range moments {
		state, err := from.At(t)
		if err != nil {
			return nil, err
		}
		states = append(states, state)
	}
	return states, nil
}

// refusal makes the error of the first finding that stops the plan.
func refusal(p *proposal) error {
	for _, finding := range p.plan.Findings {
		if finding.Severity == ops.Refuse {
			f := failure.New(failure.Refused, finding.Code, "refused: %s [%s]", text.Clean(finding.Summary, text.LineWidth), finding.Code).WithResult(p.view)
			if finding.Hint != "" {
				f = f.WithHint("%s", finding.Hint)
			}
			return f
		}
	}
	return nil
}

// readSince reads the pool as plans need it, on the newest block. That may not be
// older than the block since: a node that lags behind is waited for.
func (pl *planner) readSince(ctx context.Context, client *chain.Client, pool common.Address, since uint64) (*ops.Snapshot, error) {
	for try := 0; ; try++ {
		before, err := pl.readForPlanAt(ctx, client, pool, chain.Latest())
		switch {
		case err != nil:
			return nil, err
		case before.Block.Number >= since:
			return before, nil
		case try == 60:
			return nil, failure.New(failure.Plain, "node.behind", "the node is at block %d, and this rests on block %d", before.Block.Number, since).
				WithHint("wait until it has caught up, or use another node by --rpc-url")
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(500 * time.Millisecond):
		}
	}
}

// readForPlanAt reads the pool as plans need it on a block: it has to be proven, and
// our arithmetic has to have the very numbers that it answers. A plan made by other
// arithmetic must not be shown, let alone sent.
func (pl *planner) readForPlanAt(ctx context.Context, client *chain.Client, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	before, err := client.SnapshotWithRatios(ctx, pool, at)
	if err == nil {
		err = pl.proven(before)
	}
	if err == nil {
		err = sameArithmetic(before)
	}
	if err != nil {
		return nil, err
	}
	return before, nil
}

func sameArithmetic(before *ops.Snapshot) error {
	recomputed, err := before.Recomputed()
	if err != nil {
		return failure.New(failure.Simulation, "arithmetic", "%s", err).Because(err)
	}
	if changes := ops.Diff(before, recomputed); len(changes) > 0 {
		c := changes[0]
		return failure.New(failure.Simulation, "arithmetic", "mpool's arithmetic disagrees with the pool: %s is %s, computed %s; nothing will be planned",
			text.Clean(c.Label, 60), text.Clean(c.Before, 60), text.Clean(c.After, 60)).WithDetail("differences", changes)
	}
	return nil
}
