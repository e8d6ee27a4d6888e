package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// broadcast sends what was proposed, provided that a proposal made now is the
// same, and checks that the pool then is what was shown.
//
// plan is the one that the user was given, which the record names: what was
// proposed may be no more than its last calls. again is the command that goes on
// where this one stops half way.
func (a *app) broadcast(ctx context.Context, client *chain.Client, shown *proposal, plan *ops.Plan, flags *sendingFlags, again string) error {
	if len(shown.plan.Calls) == 0 {
		if err := a.engine.recordAlarm(plan); err != nil {
			return err
		}
		return a.show(shown.view)
	}
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	s := &sender{engine: a.engine, client: client, flags: flags, plan: plan, digest: digest, again: again}
	return a.tellOutcome(s, s.start(ctx, shown))
}

// start asks for what is needed to send what was proposed, and sends it. Nobody
// else is kept waiting while a question is open: the lock comes after it.
func (s *sender) start(ctx context.Context, shown *proposal) error {
	if err := refuseApart(shown); err != nil {
		return err
	}
	if err := s.mayBegin(shown); err != nil {
		return err
	}
	keys, err := s.opener.openKeys(ctx, s.flags, s.plan, shown.plan)
	if err != nil {
		return missesSafe(shown, keys, err)
	}
	s.preview(shown.view, s.flags.yes)
	if err := s.ui.Confirm(s.flags.yes, s.plans.question(shown, keys.calls)); err != nil {
		return err
	}
	s.shown, s.keys = shown, keys
	if s.record != nil {
		return s.send(ctx) // resume has the lock
	}
	lock, err := s.lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // so does the end of the process
	if err := s.refuseInFlight(shown.before.ChainID, senders(shown.plan.Calls)); err != nil {
		return err
	}
	if err := s.refuseRival(shown); err != nil {
		return err
	}
	return s.send(ctx)
}

// mayBegin says before anything is asked what would stop the sending: another
// mpool that is at it, or a transaction that is not accounted for.
func (s *sender) mayBegin(shown *proposal) error {
	if s.record == nil {
		lock, err := s.lock()
		if err != nil {
			return err
		}
		defer func() { _ = lock.Release() }() // it is taken again after the question
	}
	if err := s.refuseInFlight(shown.before.ChainID, senders(shown.plan.Calls)); err != nil {
		return err
	}
	return s.refuseRival(shown)
}

// preview shows the plan before it is confirmed; the result comes later. Where
// nobody is asked and nobody wants to read, what it warns of is said all the same.
func (a *app) preview(v *planView, confirmed bool) {
	if confirmed && (a.ui.Options.Quiet || a.ui.Options.Json) {
		for _, finding := range v.Findings {
			if finding.Severity == ops.Warn {
				a.ui.Warn(finding.Code, "%s", finding.Summary)
			}
		}
		return
	}
	p := &text.Page{Colour: a.ui.Coloured(a.err)}
	v.Text(p)
	fmt.Fprintln(a.err, p.String())
}

// question says what is going to be sent, of which calls, and for how much.
func (pl *planner) question(p *proposal, calls int) string {
	on := network.ID(p.before.ChainID)
	words := "send " + text.Plural(calls, "transaction")
	if calls < len(p.plan.Calls) {
		words += fmt.Sprintf(" of %d", len(p.plan.Calls))
	}
	for i, from := range senders(p.plan.Calls[:calls]) {
		words += []string{" from ", " and "}[min(i, 1)] + from.Hex()
	}
	return fmt.Sprintf("%s on %s, for at most %s %s?", words, on, text.Most(p.view.Cost.Most.String()), on.Coin())
}

// senders are the accounts that the calls come from, each once.
func senders(calls []ops.Call) []common.Address {
	var list []common.Address
	seen := map[common.Address]bool{}
	for _, call := range calls {
		if !seen[call.From] {
			list = append(list, call.From)
		}
		seen[call.From] = true
	}
	return list
}

// proposeAgain plans and simulates the same operation on the newest block. Other
// calls, or a finding that was not shown, make the plan stale. Fewer calls do
// not, where they are the last ones of what was shown: the others are done. It
// waits until the node has the block since.
func (pl *planner) proposeAgain(ctx context.Context, client *chain.Client, shown *ops.Plan, since uint64, on terms) (*proposal, error) {
	before, err := pl.readSince(ctx, client, shown.Predicted.Pool.Address, since)
	if err != nil {
		return nil, err
	}
	if shown, err = pl.keepingShut(ctx, client, shown, before); err != nil {
		return nil, err
	}
	fresh, err := pl.propose(ctx, client, before, shown.Operation, on)
	if err != nil {
		return nil, err
	}
	foreign, err := pl.foreignDoors(ctx, client, shown, fresh)
	if err != nil {
		return nil, err
	}
	if len(foreign) > 0 {
		shown = shown.Leaving(foreign)
		if fresh, err = pl.propose(ctx, client, before, shown.Operation, on); err != nil {
			return nil, err
		}
	}
	if err := pl.refuseShutBefore(shown, fresh); err != nil {
		return nil, err
	}
	fresh.plan.Tolerance, fresh.view.OfNow = shown.Tolerance, newOfNowView(shown) // the owner's, of the first plan
	return fresh, notStale(shown, fresh)
}

// notStale refuses a plan that would not be made in the same way any more, unless
// somebody has done it already.
func notStale(shown *ops.Plan, fresh *proposal) error {
	if len(fresh.plan.Calls) == 0 {
		return nil
	}
	if reasons := shown.Stale(fresh.plan); len(reasons) > 0 {
		if f := onlyUnproven(shown, fresh.plan); f != nil {
			return f.WithResult(fresh.view)
		}
		return failure.New(failure.Refused, "stale", "the plan is stale: %s", text.Clean(reasons[0], text.LineWidth)).
			WithHint("%s", againHint(shown, fresh)).
			WithDetail("reasons", reasons).WithDetail("base_block", shown.Base.Number).WithResult(fresh.view)
	}
	return nil
}

// againHint says how to go on. In the middle of an operation the pool may be shut: the same
// command opens it at its end.
func againHint(shown *ops.Plan, fresh *proposal) string {
	if doors, is := ops.ShutDoors(shown.Operation); is && doors.Closing != ops.AtOnce && len(fresh.plan.Calls) < len(shown.Calls) {
		return "type the same command once more: it plans with the numbers of now, and opens at its end what was open before; to give it up while no token is added or emptied: mpool open " + fresh.before.Pool.Address.Hex()
	}
	return "plan again, and look at what it says now"
}

// intentOf is what a plan's call will be in the record.
func intentOf(digest common.Hash, plan *ops.Plan, call int) journal.Intent {
	return intentTo(digest, plan, call, plan.Calls[call])
}

// intentTo is intentOf for the call as it is now: what it takes may be another
// amount than when it was planned first.
func intentTo(digest common.Hash, plan *ops.Plan, call int, c ops.Call) journal.Intent {
	return journal.Intent{
		Plan: digest, Step: call, ChainID: plan.Predicted.ChainID, From: c.From,
		To: c.To, DataHash: crypto.Keccak256Hash(c.Data), Value: (*hexutil.Big)(c.Value.ToBig()),
	}
}
