package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// resumeFlags say what an operator has found out, beside what sending takes.
type resumeFlags struct {
	sending sendingFlags
	txHash  string
	notSent bool
}

func newResume(a *app) *cobra.Command {
	var flags resumeFlags
	cmd := &cobra.Command{
		Use:   "resume [ID]",
		Short: "Go on with what was sent and not finished",
		Long: withExitCodes(`resume looks up what became of the transactions that an earlier run has signed. What
the chain does not know is published again, the very same bytes; what is mined is
checked against the prediction; and what is left of the operation is planned again
on the newest block and sent, with the keys that are given as for any sending.
Without an ID it takes the only unfinished operation. Run again, it does nothing.

Where somebody else was to sign and send, such as the node with --unlocked, and
the answer was lost, nobody but you can find out whether it was sent: look for the
nonce on the chain, and say --tx-hash HASH or --not-sent.`, 0, 1, 2, 3, 4, 5, 6, 8, 130),
		Example: `  mpool resume
  mpool resume 20260131T120000Z-1a2b3c4d --account owner
  mpool resume 20260131T120000Z-1a2b3c4d --tx-hash 0x…`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.resume(cmd, args, &flags)
		},
	}
	addSendingFlags(&flags.sending, cmd)
	addManagerFlags(&flags.sending.manager, cmd)
	addPolicyFlags(&flags.sending, cmd)
	cmd.Flags().StringVar(&flags.txHash, "tx-hash", "", "the transaction that somebody else has signed and sent")
	cmd.Flags().BoolVar(&flags.notSent, "not-sent", false, "somebody else never sent it, and never will")
	return cmd
}

func (a *app) resume(cmd *cobra.Command, args []string, flags *resumeFlags) error {
	if err := flags.check(); err != nil {
		return err
	}
	lock, err := a.engine.lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // so does the end of the process
	entry, err := a.engine.pickRecord(args)
	if err != nil {
		return err
	}
	if !entry.Status.Unfinished() {
		return a.show(newNothingLeft(entry))
	}
	s, err := a.engine.reopen(cmd.Context(), entry, &flags.sending)
	if err != nil {
		return err
	}
	defer s.client.Close()
	defer s.close()
	if s.old != nil {
		return s.settleOld(cmd.Context(), flags)
	}
	if err := s.settle(cmd.Context(), flags); err != nil {
		return s.halfWay(err)
	}
	return a.tellOutcome(s, s.finishRest(cmd.Context()))
}

func (f *resumeFlags) check() error {
	switch {
	case f.txHash != "" && f.notSent:
		return failure.Usage("--tx-hash and --not-sent exclude each other")
	case f.txHash != "" && !isHash(f.txHash):
		return failure.Usage("--tx-hash %s is no transaction's hash", text.Quote(f.txHash)).WithHint("it is 0x and 64 hexadecimal digits")
	}
	return nil
}

func isHash(text string) bool {
	digits, ok := strings.CutPrefix(text, "0x")
	return ok && len(digits) == 64 && strings.Trim(digits, "0123456789abcdefABCDEF") == ""
}

// pickRecord finds the record that is meant: by its ID, or the only unfinished
// one. An empty ID says that there is nothing.
func (e *engine) pickRecord(args []string) (journal.Entry, error) {
	entries, err := journal.List(e.settings.JournalDir())
	if err != nil {
		return journal.Entry{}, planner.Unreadable(err)
	}
	var open []journal.Entry
	for _, entry := range entries {
		if len(args) > 0 && entry.ID == args[0] {
			return entry, nil
		}
		if entry.Status.Unfinished() {
			open = append(open, entry)
		}
	}
	switch {
	case len(args) > 0:
		return journal.Entry{}, failure.Usage("there is no record %s in %s", text.Quote(args[0]), e.settings.JournalDir()).WithHint("mpool tx list --all")
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

// reopen makes a sender that goes on where the record ends.
func (e *engine) reopen(ctx context.Context, entry journal.Entry, flags *sendingFlags) (*sender, error) {
	begin := entry.Status.Begin
	plan, old, err := recordedPlan(begin)
	if err != nil {
		return nil, err
	}
	on := network.ID(begin.ChainID)
	if want := e.settings.Chain; want != 0 && want != on {
		return nil, failure.New(failure.Refused, "chain", "the operation is on %s, and the chain asked for is %s", on, want)
	}
	client, err := e.nodes.Dial(ctx, on)
	if err != nil {
		return nil, err
	}
	record, err := journal.Open(entry.Path, e.now)
	if err != nil {
		client.Close()
		return nil, planner.Unreadable(err)
	}
	return &sender{
		engine: e, client: client, flags: flags, plan: plan, digest: begin.Plan, record: record,
		again: "mpool resume " + entry.ID, old: old,
	}, nil
}

// finishRest sends what is left after the transaction in flight is settled.
func (s *sender) finishRest(ctx context.Context) error {
	if s.record.Status().Left() == 0 {
		if len(s.mined) == 0 {
			return s.show(&nothingLeft{ID: s.record.ID()})
		}
		return s.showResult()
	}
	fresh, err := s.plans.ProposeAgain(ctx, s.client, s.plan, s.since(), s.flags.terms())
	if err != nil {
		return s.halfWay(err)
	}
	s.proposal = fresh
	if len(fresh.Plan.Calls) == 0 {
		s.closeDone()
		s.endOthers()
		return s.showResult()
	}
	if call := s.beganPrivately(); call != nil {
		if err := s.samePlace(call); err != nil {
			return s.halfWay(err)
		}
	}
	if s.flags.none(s.opener) {
		hint := s.again + " --account NAME"
		if fresh.OfSafe(0) {
			hint = "mpool safe hash PLAN"
		}
		return s.withRevoke(failure.New(failure.Refused, "signer.missing", "%s left, the next from %s, and no key is given", text.AreLeft(len(fresh.Plan.Calls)), planner.WhoSends(fresh.Plan, 0)).
			WithHint("%s", hint).WithResult(s.leftView(fresh)).WithDetail("remaining_calls", len(fresh.Plan.Calls)))
	}
	if !s.flags.signer.Unlocked {
		if err := fresh.RefuseSafe(ownersSign("PLAN")); err != nil {
			return s.halfWay(err)
		}
	}
	if err := s.flags.check(s.engine); err != nil {
		return s.halfWay(err)
	}
	if err := s.start(ctx, fresh); err != nil {
		return s.halfWay(err)
	}
	return nil
}

// leftView is what is mined, or what is left where this run has settled nothing.
func (s *sender) leftView(fresh *planner.Proposal) text.View {
	if len(s.mined) == 0 {
		return fresh.View
	}
	return s.result()
}

// nothingLeft is the answer where everything is accounted for.
type nothingLeft struct {
	ID     string `json:"id,omitempty"`
	Left   int    `json:"remaining_calls"`
	Revoke string `json:"revoke,omitempty"` // what takes back an allowance that it has left
	closed string // what was done when it was closed; empty: it was not
}

func newNothingLeft(entry journal.Entry) *nothingLeft {
	if entry.ID == "" {
		return &nothingLeft{}
	}
	return &nothingLeft{ID: entry.ID, Revoke: leftBy(entry.Status)}
}

func (v *nothingLeft) Text(p *text.Page) {
	if v.ID == "" {
		p.Line("nothing to resume: every transaction that was signed is accounted for")
		return
	}
	if v.closed != "" {
		p.Line("closed %s: %s, and mpool does not send the rest", v.ID, v.closed)
	} else {
		p.Line("nothing to resume: %s is accounted for", v.ID)
	}
	revokeText(p, v.Revoke)
}

// hashOf is for messages: the hash, or that nobody knows it.
func hashOf(call *journal.Call) string {
	if hash, known := call.Hash(); known {
		return hash.Hex()
	}
	return fmt.Sprintf("the transaction with nonce %d of %s", call.Intent.Nonce, call.Intent.From)
}

func toHash(text string) common.Hash { return common.HexToHash(text) }
