package fork

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// bear tries the creation of a pool. There is no pool to read yet, so mpool simulates the creation
// and plans with what only the chain knows, such as the new pool's address.
func (s *step) bear(ctx context.Context, op ops.Creating) error {
	head, err := s.fork.Client.Header(ctx, chain.Latest())
	if err != nil {
		return err
	}
	found, err := s.fork.Client.Newborn(ctx, head, head.Time+nextBlock, op.Creation())
	if err != nil {
		return err
	}
	s.Before = ops.Unborn(found, ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time})
	if s.Plan, err = s.request.Operation.Plan(s.Before, max(s.request.At, head.Time+nextBlock)); err != nil {
		return err
	}
	p := s.Plan.Predicted.Pool
	s.Pool = Pool{p.Address, p.Name, p.Symbol, s.Before.ChainID, p.Generation, p.Owner, p.OwnerKind}
	s.book = bookOf(s.Before, s.Plan.Predicted)
	if err := s.advise(); err != nil || s.Verdict != OK || len(s.Plan.Calls) == 0 {
		return err
	}
	return s.mineBirth(ctx)
}

// mineBirth mines the creation and compares the pool with the prediction. It tries no user actions,
// because the new pool holds no tokens yet.
func (s *step) mineBirth(ctx context.Context) error {
	result, err := s.fork.do(ctx, s.Plan.Calls[0], s.Plan.At, s.book)
	if err != nil {
		return err
	}
	s.After, s.expected = s.Before, s.Plan.Predicted
	if result.Revert != nil {
		s.Verdict, s.Calls = Reverted, append(s.Calls, result)
		return nil
	}
	if s.After, err = s.fork.Client.Snapshot(ctx, s.Plan.Predicted.Pool.Address, chain.AtHash(result.Block.Hash)); err != nil {
		return err
	}
	result.Differences = append(result.Differences, ops.Diff(s.expected, s.After)...)
	result.Fields = len(s.After.Fields())
	s.Calls, s.Changes = append(s.Calls, result), append(s.Changes, ops.Diff(s.Before, s.After)...)
	if len(result.Differences) > 0 {
		s.Verdict = Disagrees
	}
	s.Series, err = NewSeries(s.expected)
	return err
}
