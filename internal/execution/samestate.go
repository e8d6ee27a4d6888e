package execution

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// sameState refuses to sign on a state whose block is far from this machine's clock, that another node of
// the user does not have, or after which another node has had others for long; and if another node reads
// the pool, what the operation touches, or a token that is not in the pool yet otherwise. An alarm is only
// warned: shutting the pool is right in every state.
func (o *outlet) sameState(ctx context.Context, before *ops.Snapshot, plan *ops.Plan) error {
	if planner.OnlyShuts(plan) {
		return nil
	}
	base := before.Block
	if err := planner.RefuseAstray(o.on(), base, o.engine.Clock.Now()); err != nil {
		return err
	}
	return o.seconds(ctx, func(other second) error {
		why, err := o.differs(ctx, other, base)
		switch {
		case err != nil:
			return err
		case why == "":
			return o.sameReads(ctx, other, before, plan.Operation)
		}
		return failure.New(failure.Refused, "node.differs", "nothing was signed: the plan is based on block %d, %s, of %s; %s (--check-rpc-url) %s", base.Number, base.Hash, text.Time(base.Time), other.name, why).
			WithHint("one of the nodes is behind or wrong: use another one with --rpc-url, or another --check-rpc-url")
	})
}

// differs says how another node's chain differs from the block; empty if it does not.
func (o *outlet) differs(ctx context.Context, other second, base ops.Block) (string, error) {
	has, err := o.knows(ctx, other, base)
	if err != nil {
		return "", err
	}
	head, err := other.Header(ctx, chain.Latest())
	switch {
	case err != nil:
		return "", err
	case head.Time > base.Time+o.on().MostLag():
		return fmt.Sprintf("has block %d of %s", head.Number, text.Time(head.Time)), nil
	case !has && head.Number < base.Number:
		return fmt.Sprintf("has only block %d of %s", head.Number, text.Time(head.Time)), nil
	case !has:
		return fmt.Sprintf("has block %d, and does not know that one", head.Number), nil
	}
	return "", nil
}

func (o *outlet) sameReads(ctx context.Context, other second, before *ops.Snapshot, op ops.Operation) error {
	if err := o.sameTokens(ctx, other, before); err != nil {
		return err
	}
	return o.samePool(ctx, other, before, op)
}

// samePool refuses if another node reads the pool at the same block otherwise, or the balances and allowances
// that the operation touches: what one node alone says of them would set the amounts and limits of the calls.
func (o *outlet) samePool(ctx context.Context, other second, before *ops.Snapshot, op ops.Operation) error {
	if _, unborn := op.(ops.Creating); unborn {
		return nil
	}
	theirs, err := other.Snapshot(ctx, before.Pool.Address, chain.AtHash(before.Block.Hash))
	if watching, is := op.(ops.Watching); err == nil && is {
		err = other.Watch(ctx, theirs, watching.Watch(theirs))
	}
	if err != nil {
		return err
	}
	changes := ops.Diff(before, theirs)
	if len(changes) == 0 {
		return nil
	}
	first := changes[0]
	return failure.New(failure.Refused, "node.differs", "nothing was signed: the node says that at block %d the %s is %s, but %s (--check-rpc-url) says %s; %s differ",
		before.Block.Number, text.Clean(first.Label, text.NameWidth), text.Clean(orNothing(first.Before), text.NameWidth), other.name, text.Clean(orNothing(first.After), text.NameWidth), text.Plural(len(changes), "field")).
		WithHint("one of the nodes is wrong: use another one with --rpc-url, or another --check-rpc-url")
}

func orNothing(value string) string {
	if value == "" {
		return "nothing"
	}
	return value
}

// sameTokens refuses if another node reads other decimals or another symbol of a token that is not in the
// pool yet. Those of the pool's tokens follow from the pool's scaling factors, which the prediction checks;
// of a new token, one node alone would say how many base units an amount is.
func (o *outlet) sameTokens(ctx context.Context, other second, before *ops.Snapshot) error {
	held := newTokens(before)
	if len(held) == 0 {
		return nil
	}
	var tokens []common.Address
	for _, h := range held {
		tokens = append(tokens, h.Token)
	}
	infos, err := other.TokenInfos(ctx, chain.AtHash(before.Block.Hash), tokens)
	if err != nil {
		return err
	}
	for _, h := range held {
		if theirs := infos[h.Token]; !theirs.Known || theirs.Decimals != h.Decimals || theirs.Symbol.Bare() != h.Symbol.Bare() {
			return failure.New(failure.Refused, "node.differs", "nothing was signed: the node says that token %s is %s with %d decimals, but %s (--check-rpc-url) says %s",
				h.Token, text.SymbolIn(h.Symbol, text.NameWidth), h.Decimals, other.name, tokenWords(theirs)).
				WithHint("one of the nodes is wrong: use another one with --rpc-url, or another --check-rpc-url")
		}
	}
	return nil
}

// newTokens are the watched tokens that are neither in the pool nor its BPT, once each.
func newTokens(s *ops.Snapshot) (list []ops.Holding) {
	for _, h := range s.Holdings {
		if _, err := s.Token(h.Token); err == nil || h.Token == s.Pool.Address || slices.ContainsFunc(list, func(l ops.Holding) bool { return l.Token == h.Token }) {
			continue
		}
		list = append(list, h)
	}
	return list
}

func tokenWords(info chain.TokenInfo) string {
	if !info.Known {
		return "that it is not a token"
	}
	return fmt.Sprintf("%s with %d decimals", text.SymbolIn(info.Symbol, text.NameWidth), info.Decimals)
}

// knows says whether another node has a block. It waits for a node that is a few blocks behind.
func (o *outlet) knows(ctx context.Context, other second, base ops.Block) (bool, error) {
	for look := 1; ; look++ {
		_, err := other.Header(ctx, chain.AtHash(base.Hash))
		var unknown *chain.BlockError
		if !errors.As(err, &unknown) || look == mostLooks {
			return err == nil, notUnknown(err)
		}
		if err := o.engine.pause(ctx, lookAgain); err != nil {
			return false, err
		}
	}
}

// notUnknown returns nil for the answer that a block is unknown.
func notUnknown(err error) error {
	if errors.As(err, new(*chain.BlockError)) {
		return nil
	}
	return err
}
