package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// broadcast sends what was proposed, provided that a proposal made now is the
// same, and checks that the pool then is what was shown.
//
// plan is the one that the user was given, which the record names: what was
// proposed may be no more than its last calls. again is the command that goes on
// where this one stops half way.
func (a *app) broadcast(ctx context.Context, client *chain.Client, shown *planner.Proposal, plan *ops.Plan, flags *sendingFlags, again string) error {
	if len(shown.Plan.Calls) == 0 {
		if err := a.engine.recordAlarm(plan); err != nil {
			return err
		}
		return a.show(shown.View)
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
func (s *sender) start(ctx context.Context, shown *planner.Proposal) error {
	if err := refuseApart(shown); err != nil {
		return err
	}
	if err := s.mayBegin(shown); err != nil {
		return err
	}
	keys, err := s.opener.Open(ctx, s.flags.keys(), s.plan, shown.Plan)
	if err != nil {
		return missesSafe(shown, keys, err)
	}
	s.preview(shown.View, s.flags.yes)
	if err := s.ui.Confirm(s.flags.yes, s.plans.Question(shown, keys.Sends)); err != nil {
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
	if err := s.refuseInFlight(shown.Before.ChainID, planner.Senders(shown.Plan.Calls)); err != nil {
		return err
	}
	if err := s.refuseRival(shown); err != nil {
		return err
	}
	return s.send(ctx)
}

// mayBegin says before anything is asked what would stop the sending: another
// mpool that is at it, or a transaction that is not accounted for.
func (s *sender) mayBegin(shown *planner.Proposal) error {
	if s.record == nil {
		lock, err := s.lock()
		if err != nil {
			return err
		}
		defer func() { _ = lock.Release() }() // it is taken again after the question
	}
	if err := s.refuseInFlight(shown.Before.ChainID, planner.Senders(shown.Plan.Calls)); err != nil {
		return err
	}
	return s.refuseRival(shown)
}

// preview shows the plan before it is confirmed; the result comes later. Where
// nobody is asked and nobody wants to read, what it warns of is said all the same.
func (a *app) preview(v *planner.View, confirmed bool) {
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
