package study

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
	"mpool/internal/policy"
	"mpool/internal/strategy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// ownersPlan is the owner's strategy as it was read. Each run makes its own tasks and adviser.
type ownersPlan struct {
	path     string
	strategy *strategy.Strategy // nil: the owner does nothing
	file     []market.Series    // values of a signal from a file
	policies *policy.Policies   // nil: no policies apply
}

// ownersPlan reads the strategy, and the policies for the pool's chain.
func (a *Study) ownersPlan(ctx context.Context, f *Asked, on uint64) (p ownersPlan, err error) {
	if f.Policies == "refuse" {
		policies := a.Plans.Policies(network.ID(on), &planner.Override{})
		p.policies = &policies
	}
	if f.Strategy == "" {
		return p, nil
	}
	p.path = f.Strategy
	words, err := a.small(f.Strategy)
	if err != nil {
		return p, err
	}
	if p.strategy, err = strategy.Read(words); err != nil {
		return p, failure.Usage("%s: %s", f.Strategy, err).Because(err)
	}
	p.file, err = a.signalFile(ctx, f.Strategy, p.strategy.File())
	return p, err
}

// within refuses an entry of the schedule that would never happen, and warns of a change that is
// unfinished at the last row.
func (a *Study) within(p ownersPlan, path *path) error {
	if p.strategy == nil {
		return nil
	}
	unfinished, err := p.strategy.Within(units.Time(path.from), units.Time(path.to))
	if err != nil {
		return ofStrategy(p.path, err)
	}
	for _, e := range p.strategy.Hasty(units.Time(path.step)) {
		a.UI.Warn("strategy.hasty", "%s:%d: %s", p.path, e.Line, e.Reason)
	}
	for _, e := range unfinished {
		a.UI.Warn("strategy.unfinished", "%s:%d: %s", p.path, e.Line, e.Reason)
	}
	return nil
}

func (p ownersPlan) hasSignal() bool { return p.strategy != nil && p.strategy.Signal != nil }

// into adds the strategy to the options of one run, for the pool at the first row.
func (p ownersPlan) into(pool *ops.Snapshot, o *backtest.Options) (err error) {
	if o.Policies = p.policies; p.strategy == nil {
		return nil
	}
	first := pool.Block.Time
	if o.Tasks, err = p.strategy.Tasks(pool, first); err != nil {
		return ofStrategy(p.path, err)
	}
	adviser, err := p.strategy.Adviser(pool, first, p.file)
	if err != nil {
		return ofStrategy(p.path, err)
	}
	if adviser != nil { // a nil *Adviser in the interface would not be nil
		o.Adviser = adviser
	}
	o.OwnerGas = float64(p.strategy.Owner.Gas())
	return nil
}

// signalFile reads the file of a signal. A relative path starts at the strategy's folder.
func (a *Study) signalFile(ctx context.Context, beside, name string) ([]market.Series, error) {
	if name == "" {
		return nil, nil
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(beside), name)
	}
	series, _, err := a.wholeFile(ctx, name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, failure.Usage("%s: source: %s", beside, err).Because(err)
	}
	return series, err
}

// ofStrategy adds the strategy's file and line to an error that the strategy caused.
func ofStrategy(file string, err error) error {
	var refused *backtest.RefusedError
	var line *strategy.LineError
	switch {
	case errors.As(err, &refused) && ofPolicy(refused.Finding.Code):
		return failure.New(failure.Misuse, "strategy.policy", "%s:%d: at %s the policies would refuse this: %s", file, refused.Line, timeText(refused.At), refused.Error()).
			Because(err).WithDetail("code", refused.Finding.Code).WithHint("use --policies off to run it anyway")
	case errors.As(err, &refused):
		return failure.New(failure.Misuse, "strategy.refused", "%s:%d: at %s the contract would reject this: %s", file, refused.Line, timeText(refused.At), refused.Error()).
			Because(err).WithDetail("code", refused.Finding.Code)
	case errors.As(err, &line):
		return failure.Usage("%s:%d: %s", file, line.Line, line.Reason).Because(err)
	}
	return err
}

func ofPolicy(code string) bool {
	for _, name := range policy.PolicyNames() {
		if code == ops.PolicyCode(name) {
			return true
		}
	}
	return false
}

func timeText(t units.Time) string { return text.Time(t) }
