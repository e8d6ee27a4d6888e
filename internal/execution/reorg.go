package execution

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
)

// resumeFinished looks whether the blocks of a finished operation are still part of the chain. If the last one
// is gone, its transaction is pending again, and resume goes on with it.
func (e *Engine) resumeFinished(ctx context.Context, entry journal.Entry, flags *ResumeOptions) (*Sender, error) {
	finished := &Sender{Outcome: NewNothingLeft(entry)}
	recent := journal.Mentioned(entry.Status, e.Clock.Now().Add(-journal.Unsure(uint64(network.ID(entry.Status.Begin.ChainID).BlockTime()))))
	if len(recent) == 0 || entry.Status.Closed != nil {
		return finished, nil
	}
	s, err := e.Reopen(ctx, entry, &flags.Sending)
	if err != nil {
		e.UI.Warn("reorg.unchecked", "cannot check whether the blocks of %s are still part of the chain: %s", entry.ID, err)
		return finished, nil
	}
	defer s.Client.Close()
	defer s.Close()
	gone, err := firstGone(ctx, s, recent)
	switch {
	case err != nil:
		return s, err
	case gone == nil:
		return finished, nil
	case gone.Intent.Step != recent[len(recent)-1].Intent.Step:
		return s, failure.New(failure.Unconfirmed, "reorg", "%s was mined in block %d, which is no longer part of the chain, and neither are the calls after it", HashOf(gone), gone.Mined.BlockNumber).
			WithHint("they may be mined again; check the pool with: mpool status %s", s.Plan.Predicted.Pool.Address)
	}
	e.UI.Warn("reorg", "%s was mined in block %d, which is no longer part of the chain: it is pending again", HashOf(gone), gone.Mined.BlockNumber)
	if err := s.Record.Reorganised(); err != nil {
		return s, unrecorded(err)
	}
	return s, s.settleAndFinish(ctx, flags)
}

// firstGone is the first of the mined calls whose block is no longer part of the chain; nil if there is none.
func firstGone(ctx context.Context, s *Sender, calls []journal.Call) (*journal.Call, error) {
	for i := range calls {
		call := &calls[i]
		is, err := chain.PresenceOf(ctx, s.Client, call.Mined.BlockNumber, call.Mined.BlockHash)
		switch {
		case err != nil:
			return nil, err
		case is == chain.Gone:
			return call, nil
		case is == chain.Beyond:
			return nil, failure.New(failure.Unconfirmed, "reorg", "%s was mined in block %d, which the node does not have: it is behind, or the block is no longer part of the chain", HashOf(call), call.Mined.BlockNumber).
				WithHint("ask again later, or use another --rpc-url: mpool resume %s", s.Record.ID())
		}
	}
	return nil, nil
}
