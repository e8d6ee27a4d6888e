package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// refuseForeignStop finds swaps that somebody has disabled before anything of
// the plan was sent, where the plan disables them first and enables them last:
// what looks like the plan's first call may be a stop for another reason, and
// enabling swaps at the end would undo it.
func (s *sender) refuseForeignStop() error {
	calls := s.plan.Calls
	if s.offset() != 1 || len(calls) < 3 || calls[0].Method != calls[len(calls)-1].Method || s.sentFirst() {
		return nil
	}
	return fail(exitRefused, "stale", "the plan is stale: swaps have been disabled since, and not by this plan, which would enable them at its end").
		withHint("plan again: without --pause-swaps if swaps are to stay disabled")
}

// sentFirst says whether a record knows the plan's first call as sent from here.
func (s *sender) sentFirst() bool {
	entry, _, err := journal.Find(s.journalDir(), intentOf(s.digest, s.plan, 0))
	return err == nil && entry.Path != ""
}

// refuseLaterStop finds that somebody has disabled swaps after the plan did, where
// what is left of the plan is to enable them: that would undo the other stop. Those
// are disabled already, so that only the pool's events tell.
func (s *sender) refuseLaterStop(ctx context.Context, left *proposal) error {
	if !pausesSwaps(s.plan.Operation) || len(left.plan.Calls) != 1 || len(s.plan.Calls) < 2 {
		return nil
	}
	own, since, err := s.ownStop()
	if err != nil {
		return unreadable(err)
	}
	pool := s.plan.Predicted.Pool.Address
	events, err := s.client.Logs(ctx, chain.LogFilter{Address: pool, Topics: history.SwapTopics()}, since, max(since, left.before.Block.Number), func(uint64) {})
	if err != nil {
		return fail(exitError, "swaps.unknown", "whether somebody else has disabled swaps meanwhile cannot be found out: %s", err).because(err).
			withHint("use another node by --rpc-url; or look with mpool history %s, and then %s", pool, s.insteadOfEnabling())
	}
	for _, event := range events {
		if history.StopsSwaps(event) && event.TxHash != own {
			return fail(exitRefused, codeSwapsStopped, "swaps were disabled by another transaction since, %s in block %d: to enable them now would undo that", event.TxHash, event.BlockNumber).
				withDetail("hash", event.TxHash).
				withHint("see whose it is with mpool explain %s; then %s", event.TxHash, s.insteadOfEnabling())
		}
	}
	return nil
}

// codeSwapsStopped is of an error behind which nothing is gone on with.
const codeSwapsStopped = "swaps.stopped"

func pausesSwaps(op ops.Operation) bool {
	switch op := op.(type) {
	case ops.AddToken:
		return op.PauseSwaps
	case ops.RemoveToken:
		return op.PauseSwaps
	}
	return false
}

// ownStop is the transaction with which the plan has disabled swaps, and its block.
// Where the plan found them disabled there is none, and all that came since counts.
func (s *sender) ownStop() (own common.Hash, since uint64, err error) {
	since = s.plan.Base.Number + 1
	entries, err := journal.List(s.journalDir())
	for _, entry := range entries {
		for _, call := range entry.Status.Calls {
			if call.Intent.Plan == s.digest && call.Intent.Step == 0 && call.Mined != nil && call.Mined.Success {
				own, since = call.Mined.Hash, call.Mined.BlockNumber
			}
		}
	}
	if s.plan.Calls[0].Method != s.plan.Calls[len(s.plan.Calls)-1].Method {
		own = common.Hash{}
	}
	return own, since, err
}

// insteadOfEnabling is what to type where the last call is not to be sent blindly.
func (s *sender) insteadOfEnabling() string {
	enable := fmt.Sprintf("mpool swaps enable %s", s.plan.Predicted.Pool.Address)
	if s.record == nil {
		return "leave them disabled, or enable them with " + enable
	}
	return fmt.Sprintf("leave them disabled and end this with mpool tx close %s --reason TEXT, and enable them later with %s", s.record.ID(), enable)
}
