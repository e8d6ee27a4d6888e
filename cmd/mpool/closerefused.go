package main

import (
	"context"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/text"
)

// closeRefused gives up a transaction that the nodes refused, if that is so still: the
// record says that they refused it, and none that is asked has it or another one of
// its nonce.
func (a *app) closeRefused(ctx context.Context, entry journal.Entry, reason string) (text.View, error) {
	call := entry.Status.InFlight()
	if err := mayGiveUp(entry.ID, call); err != nil {
		return nil, err
	}
	s, err := a.engine.Reopen(ctx, entry, &execution.Options{})
	if err != nil {
		return nil, err
	}
	defer s.Client.Close()
	defer s.Close()
	if err := s.SameChain(ctx); err != nil {
		return nil, err
	}
	if err := s.NeverThere(ctx, call.Hashes, execution.SentOf(call, 0)); err != nil {
		return nil, err
	}
	if err := s.Record.GiveUp("it was refused, and nothing of it was there"); err != nil {
		return nil, s.Unrecorded(err)
	}
	if s.Record.Status().Closed == nil {
		if err := s.Record.CloseOperation(text.Clean(reason, text.LineWidth)); err != nil {
			return nil, s.Unrecorded(err)
		}
	}
	return newNothingLeft(entry), nil
}

// mayGiveUp goes by the record alone.
func mayGiveUp(id string, call *journal.Call) error {
	switch {
	case call.State == journal.Included:
		return failure.New(failure.Refused, "in_flight", "a transaction of %s is mined and not checked yet", id).WithHint("mpool resume %s", id)
	case call.Private():
		return failure.New(failure.Refused, "in_flight", "a transaction of %s went to a private place: it may be mined as long as its nonce is free", id).
			WithHint("mpool resume %s, or mpool tx cancel %s", id, id)
	case !call.Refused:
		return failure.New(failure.Refused, "in_flight", "a transaction of %s is out", id).
			WithHint("mpool resume %s, which finds out whether the node refuses it; or mpool tx cancel %s", id, id)
	}
	return nil
}
