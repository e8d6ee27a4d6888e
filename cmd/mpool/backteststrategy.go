package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/strategy"
	"mpool/internal/text"
)

// plan has the options do what the strategy says, for the pool at the first row.
func (a *backtester) plan(ctx context.Context, f *backtestFlags, pool *ops.Snapshot, o *backtest.Options) error {
	if f.policies == "refuse" {
		policies := a.plans.Policies(network.ID(pool.ChainID), &planner.Override{})
		o.Policies = &policies
	}
	if f.strategy == "" {
		return nil
	}
	words, err := a.small(f.strategy)
	if err != nil {
		return err
	}
	s, err := strategy.Read(words)
	if err != nil {
		return failure.Usage("%s: %s", f.strategy, err).Because(err)
	}
	first := pool.Block.Time
	if o.Tasks, err = s.Tasks(pool, first); err != nil {
		return ofStrategy(f.strategy, err)
	}
	file, err := a.signalFile(ctx, f.strategy, s.File())
	if err != nil {
		return err
	}
	adviser, err := s.Adviser(pool, first, file)
	if err != nil {
		return ofStrategy(f.strategy, err)
	}
	if adviser != nil { // a nil of its own type would not be nil in the options
		o.Adviser = adviser
	}
	o.OwnerGas = float64(s.Owner.Gas())
	return nil
}

// signalFile reads a signal of one's own, which lies beside the strategy.
func (a *backtester) signalFile(ctx context.Context, beside, name string) ([]market.Series, error) {
	if name == "" {
		return nil, nil
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(beside), name)
	}
	series, _, err := a.priceFile(ctx, name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, failure.Usage("%s: source: %s", beside, err).Because(err)
	}
	return series, err
}

// ofStrategy names the strategy's line where it was the reason.
func ofStrategy(file string, err error) error {
	var refused *backtest.RefusedError
	var line *strategy.LineError
	switch {
	case errors.As(err, &refused) && ofPolicy(refused.Finding.Code):
		return failure.New(failure.Misuse, "strategy.policy", "%s:%d: at %s the policies would refuse it: %s", file, refused.Line, timeText(refused.At), refused.Error()).
			Because(err).WithDetail("code", refused.Finding.Code).WithHint("--policies off runs it all the same")
	case errors.As(err, &refused):
		return failure.New(failure.Misuse, "strategy.refused", "%s:%d: at %s the contract would refuse it: %s", file, refused.Line, timeText(refused.At), refused.Error()).
			Because(err).WithDetail("code", refused.Finding.Code)
	case errors.As(err, &line):
		return failure.Usage("%s:%d: %s", file, line.Line, line.Reason).Because(err)
	}
	return err
}

func ofPolicy(code string) bool {
	for _, policy := range ops.PolicyNames() {
		if code == ops.PolicyCode(policy) {
			return true
		}
	}
	return false
}

func timeText(t ops.Time) string { return text.FullTime(t) + " UTC" }
