package queue

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// TurnStands compares the executed transactions with those that a plan was made after: they must be
// the same. It returns the plan's turn, or nil if the turn has come.
func (c *Clerk) TurnStands(ctx context.Context, client Races, plan *ops.Plan) (*ops.SafeTurn, error) {
	turn := plan.Turn
	if turn == nil {
		return nil, nil
	}
	found, err := client.Safes(ctx, chain.Latest(), []common.Address{turn.Safe})
	if err != nil || found[turn.Safe] == nil {
		return nil, err // the planning reports that it is not a Safe
	}
	next := found[turn.Safe].Nonce
	for _, ahead := range turn.Ahead {
		if ahead.Nonce >= next {
			continue
		}
		if err := executedSo(ctx, client, plan, ahead); err != nil {
			return nil, err
		}
	}
	if turn.Nonce <= next {
		return nil, nil
	}
	return turn, nil
}

// executedSo refuses a plan if another transaction used the nonce, if its call failed, or if that is
// not known.
func executedSo(ctx context.Context, client Races, plan *ops.Plan, ahead ops.SafeAhead) error {
	race, err := client.SafeRaceOf(ctx, plan.Turn.Safe, ahead.Nonce, ahead.Hash, plan.Base.Number)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return failure.New(failure.Refused, "stale.queue", "the plan was made after transaction %d of the Safe (%s), but mpool cannot check whether that was executed: %s", ahead.Nonce, ahead.Hash, text.Clean(err.Error(), text.LineWidth)).Because(err).
			WithHint("use a node that supports eth_getLogs, or plan again")
	case race.By == (common.Hash{}):
		return wentAnotherWay("nonce %d of the Safe was used by a transaction other than %s, which the plan was made after", ahead.Nonce, ahead.Hash)
	case race.Failed:
		return wentAnotherWay("the call of transaction %d of the Safe, which the plan was made after, failed", ahead.Nonce)
	}
	return nil
}

func wentAnotherWay(format string, args ...any) *failure.Failure {
	f := failure.New(failure.Refused, "stale.queue", format, args...)
	f.Message = "the plan is stale, because the queue has changed: " + f.Message
	return f.WithHint("plan again and review the new plan; do not use signatures of the old plan")
}

// turned refuses a plan that was made after another queue than the present one.
func (q Ahead) turned(turn *ops.SafeTurn) error {
	if turn == nil || len(turn.Ahead) == 0 {
		return nil
	}
	if turn.Safe != q.of {
		return wentAnotherWay("the plan was made after the queue of the Safe %s, but the queue of %s comes first now", turn.Safe, q.of)
	}
	for _, now := range q.ahead {
		at := slices.IndexFunc(turn.Ahead, func(then ops.SafeAhead) bool { return then.Nonce == now.Nonce })
		if at < 0 || turn.Ahead[at].Hash != now.Hash {
			return wentAnotherWay("nonce %d is now %s, but the plan was made after another transaction", now.Nonce, now.Hash)
		}
	}
	if q.Next < turn.Nonce {
		return wentAnotherWay("nothing is queued any longer with nonce %d, which the plan was made after", q.Next)
	}
	return nil
}
