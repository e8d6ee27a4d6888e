package execution

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// ResumeOptions hold what an operator reports about a pending transaction, and the options for
// sending.
type ResumeOptions struct {
	Sending Options
	TxHash  string
	NotSent bool
}

func (f *ResumeOptions) Check() error {
	switch {
	case f.TxHash != "" && f.NotSent:
		return failure.Usage("--tx-hash and --not-sent cannot be combined")
	case f.TxHash != "" && !isHash(f.TxHash):
		return failure.Usage("--tx-hash: %s is not a transaction hash", text.Quote(f.TxHash)).WithHint("use 0x and 64 hexadecimal digits")
	}
	return nil
}

func isHash(text string) bool {
	digits, ok := strings.CutPrefix(text, "0x")
	return ok && len(digits) == 64 && strings.Trim(digits, "0123456789abcdefABCDEF") == ""
}

// PickRecord finds a record by its ID or the hash of one of its transactions, or the only unfinished one. The entry is empty if there is
// nothing to resume.
func (e *Engine) PickRecord(args []string) (journal.Entry, error) {
	entries, err := journal.List(e.Settings.JournalDir())
	if err != nil {
		return journal.Entry{}, planner.Unreadable(err)
	}
	var open []journal.Entry
	for _, entry := range entries {
		if len(args) > 0 && (entry.ID == args[0] || isHash(args[0]) && entry.Has(toHash(args[0]))) {
			return entry, nil
		}
		if entry.Status.Unfinished() {
			open = append(open, entry)
		}
	}
	switch {
	case len(args) > 0 && isHash(args[0]):
		return journal.Entry{}, failure.Usage("no record in %s has a transaction with this hash", e.Settings.JournalDir()).WithHint("mpool tx list --all")
	case len(args) > 0:
		return journal.Entry{}, failure.Usage("no record %s in %s", text.Quote(args[0]), e.Settings.JournalDir()).WithHint("mpool tx list --all")
	case len(open) == 0:
		return journal.Entry{}, nil
	case len(open) > 1:
		return journal.Entry{}, failure.Usage("%d operations are unfinished: %s", len(open), ids(open)).WithHint("mpool resume %s", open[0].ID)
	}
	return open[0], nil
}

func ids(entries []journal.Entry) string {
	var list []string
	for _, entry := range entries {
		list = append(list, entry.ID)
	}
	return strings.Join(list, ", ")
}

// Resume continues an operation: it settles the pending transaction and sends the rest.
func (e *Engine) Resume(ctx context.Context, args []string, flags *ResumeOptions) (*Sender, error) {
	return onRecord(e, args, func(entry journal.Entry) (*Sender, error) { return e.resume(ctx, entry, flags) })
}

func (e *Engine) resume(ctx context.Context, entry journal.Entry, flags *ResumeOptions) (*Sender, error) {
	if call := entry.Status.GivenUp(); call != nil && !entry.Status.Unfinished() {
		return e.resumeGivenUp(ctx, entry, call, flags)
	}
	if !entry.Status.Unfinished() {
		return e.resumeFinished(ctx, entry, flags)
	}
	s, err := e.Reopen(ctx, entry, &flags.Sending)
	if err != nil {
		return nil, err
	}
	defer s.Client.Close()
	defer s.Close()
	return s, s.settleAndFinish(ctx, flags)
}

// settleAndFinish settles the pending transaction and sends the rest. A transaction that the user has
// cancelled is settled, and has no rest.
func (s *Sender) settleAndFinish(ctx context.Context, flags *ResumeOptions) error {
	call := s.Record.Status().InFlight()
	settle := s.Settle
	if s.Old != nil {
		settle = s.SettleOld
	}
	err := settle(ctx, flags)
	switch {
	case errors.Is(err, errCancelled):
		return endCancelled(ctx, s, call)
	case s.Old != nil:
		return err
	case err != nil:
		return s.HalfWay(err)
	}
	return s.FinishRest(ctx)
}

// Reopen returns a sender that continues a record.
func (e *Engine) Reopen(ctx context.Context, entry journal.Entry, flags *Options) (*Sender, error) {
	begin := entry.Status.Begin
	plan, old, err := recordedPlan(begin)
	if err == nil && old == nil {
		err = ofPlan(entry, plan)
	}
	if err != nil {
		return nil, err
	}
	on := network.ID(begin.ChainID)
	if want := e.Settings.Chain; want != 0 && want != on {
		return nil, failure.New(failure.Misuse, "chain", "the operation is on %s, but --chain is %s", on, want)
	}
	client, plans, err := e.Nodes.Dial(ctx, on)
	if err != nil {
		return nil, err
	}
	record, err := journal.Open(entry.Path, e.Clock.Now)
	if err != nil {
		client.Close()
		return nil, planner.Unreadable(err)
	}
	task := Task{Flags: flags, Plan: plan, Digest: begin.Plan, Again: "mpool resume " + entry.ID, Old: old}
	return e.Sender(task, Site{Client: client, Plans: plans}, record), nil
}

// FinishRest sends the remaining calls after the pending transaction is settled.
func (s *Sender) FinishRest(ctx context.Context) error {
	if s.Record.Status().Left() == 0 {
		if len(s.Mined) == 0 {
			s.Outcome = &NothingLeft{ID: s.Record.ID()}
			return nil
		}
		s.endOthers()
		return s.showResult()
	}
	fresh, err := s.Plans.ProposeAgain(ctx, s.Plan, since(s.Record, s.Plan, s.block), s.Flags.Terms())
	if err != nil {
		return s.HalfWay(err)
	}
	s.proposal = fresh
	if len(fresh.Plan.Calls) == 0 {
		s.closeDone()
		s.endOthers()
		return s.showResult()
	}
	if call := beganPrivately(s.Record); call != nil {
		if err := samePlace(s.engine.Settings, s.Record.ID(), call); err != nil {
			return s.HalfWay(err)
		}
	}
	if s.Flags.None(s.engine.Keys) {
		exit, hint := failure.Misuse, s.Again+keysOf(fresh.Plan.Calls)
		if fresh.OfSafe(0) {
			exit, hint = failure.Refused, "mpool safe hash PLAN"
		}
		return withRevoke(s.Plan, s.Record, failure.New(exit, "signer.missing", "%s left, next from %s, but no key is given", text.AreLeft(len(fresh.Plan.Calls)), planner.WhoSends(fresh.Plan, 0)).
			WithHint("%s", hint).WithResult(leftView(s, fresh)).WithDetail("remaining_calls", len(fresh.Plan.Calls)))
	}
	if !s.Flags.Signer.Unlocked {
		if err := fresh.RefuseSafe(OwnersSign("PLAN")); err != nil {
			return s.HalfWay(err)
		}
	}
	if err := s.Flags.Check(s.engine); err != nil {
		return s.HalfWay(err)
	}
	if lastState(s.Record) == journal.Cancelled {
		s.engine.UI.Warn("cancelled", "the last transaction of %s was cancelled: this sends its call again; to give the operation up instead: mpool tx close %s", s.Record.ID(), s.Record.ID())
	}
	if err := s.Start(ctx, fresh); err != nil {
		return s.HalfWay(err)
	}
	return nil
}

// leftView shows the mined calls, or the remaining plan if this run has settled nothing.
func leftView(s *Sender, fresh *planner.Proposal) text.View {
	if len(s.Mined) == 0 {
		return fresh.View
	}
	return s.result()
}

// NothingLeft says that there is nothing to resume.
type NothingLeft struct {
	ID     string `json:"id,omitempty"`
	Left   int    `json:"remaining_calls"`
	Revoke string `json:"revoke,omitempty"` // command that revokes a remaining allowance
	Closed string `json:"-"`                // what was done before it was closed; empty: not closed now
	Early  bool   `json:"-"`                // the user asked to close a finished operation
	Finish string `json:"finish,omitempty"` // command that finishes a half added or half removed token: before, the pool cannot be opened
	Open   string `json:"open,omitempty"`   // command that reopens a pool that the operation left shut
	// Beware says what the operation has left behind that its rest would have paid for or undone.
	Beware []string `json:"beware,omitempty"`
	// Alive is a rejected transaction that anyone who has it can still send.
	Alive *aliveView `json:"still_valid,omitempty"`
}

func (v *NothingLeft) Text(p *text.Page) {
	if v.ID == "" {
		p.Line("nothing to resume")
		return
	}
	switch {
	case v.Closed != "":
		p.Line("closed %s: %s; mpool will not send the rest", v.ID, v.Closed)
	case v.Early:
		p.Line("nothing to close: %s is already finished", v.ID)
	case v.Alive != nil:
		p.Line("nothing to resume: %s is closed", v.ID)
	default:
		p.Line("nothing to resume: %s is finished", v.ID)
	}
	if v.Finish != "" {
		p.Line("the pool is still shut, and a token of it is half added or half removed. To finish that:")
		p.Command(v.Finish)
		p.Line("if the pool stays shut after that: %s", v.Open)
	} else if v.Open != "" {
		p.Line("the pool is still shut for this operation; to reopen it: %s", v.Open)
	}
	for _, line := range v.Beware {
		p.Line("%s", line)
	}
	v.Alive.Text(p)
	RevokeText(p, v.Revoke)
}

// HashOf names a call in messages: by its hash or, if that is unknown, by its nonce.
func HashOf(call *journal.Call) string {
	if hash, known := call.Hash(); known {
		return hash.Hex()
	}
	return fmt.Sprintf("the transaction with nonce %d of %s", call.Intent.Nonce, call.Intent.From)
}

func toHash(text string) common.Hash { return common.HexToHash(text) }

// keysOf returns the flags for the keys that the calls need.
func keysOf(calls []ops.Call) string {
	if len(planner.Senders(calls)) > 1 {
		return " --account NAME --manager-account NAME"
	}
	return " --account NAME"
}
