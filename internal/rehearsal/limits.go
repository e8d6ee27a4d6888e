package rehearsal

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/policy"
	"mpool/internal/reading"
	"mpool/internal/recognise"
	"mpool/internal/text"
)

// hold refuses calls that exceed the limits of the pool file from which they were made.
func (s *Stage) hold(ctx context.Context, node *chain.Client, f *fork.Fork, c *candidate, calls []ops.Call) error {
	limits := c.guards()
	if limits == nil {
		return nil
	}
	reader, err := recognise.NewRecogniser()
	if err != nil {
		return err
	}
	s.Plans.Guards = limits
	for _, of := range targets(calls) {
		pool, err := s.poolAt(ctx, f, of)
		if err != nil {
			return err
		}
		if pool == nil {
			continue
		}
		if err := s.askFeeds(ctx, node, f, pool); err != nil {
			return err
		}
		if err := f.Reading(ctx, func() error { return f.Client.Watch(ctx, pool, reader.Watch(calls, pool)) }); err != nil {
			return err
		}
		if err := s.holdOn(reader, pool, c, calls); err != nil {
			return err
		}
	}
	return nil
}

// targets returns the called contracts.
func targets(calls []ops.Call) (all []common.Address) {
	for _, call := range calls {
		if !slices.Contains(all, call.To) {
			all = append(all, call.To)
		}
	}
	return all
}

// poolAt reads a pool on the fork; nil if the address is none.
func (s *Stage) poolAt(ctx context.Context, f *fork.Fork, of common.Address) (pool *ops.Snapshot, err error) {
	err = f.Reading(ctx, func() (err error) {
		pool, err = f.Client.Snapshot(ctx, of, chain.Latest())
		return err
	})
	var noCode *chain.NoCodeError
	var notPool *chain.NotPoolError
	var notManaged *chain.NotManagedError
	if errors.As(err, &noCode) || errors.As(err, &notPool) || errors.As(err, &notManaged) {
		return nil, nil
	}
	return pool, err
}

// holdOn judges the recognised operations among the calls on one pool by the file's limits alone.
func (s *Stage) holdOn(reader *recognise.Recogniser, pool *ops.Snapshot, c *candidate, calls []ops.Call) error {
	policies := s.Plans.Policies(network.ID(pool.ChainID), &planner.Override{})
	policies.Warn, policies.Refuse = policy.Limits{}, policy.Limits{}
	reading, err := reader.Read(pool, pool.Block.Time+reading.NextBlock, calls)
	if err != nil {
		return err
	}
	for _, part := range reading.Parts {
		if part.Plan == nil {
			continue
		}
		found := s.Plans.Feeds.Judge(part.Before, part.Plan, policies)
		_, objections, err := planner.Judge(part.Before, part.Plan, policies)
		if err != nil {
			return err
		}
		for _, one := range append(found, objections...) {
			if one.Severity == ops.Refuse {
				return failure.New(failure.Refused, one.Code, "%s: refused: %s [%s]", c.file, text.Clean(one.Summary, text.MessageWidth), one.Code).
					WithDetail("detail", one.Detail).WithHint("mpool safe check %s", text.ShellWord(c.file))
			}
		}
	}
	return nil
}
