package study

import (
	"bytes"
	"context"
	"crypto/sha256"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// startingPool is the pool of a backtest. Its tokens are known before the prices are read; at returns
// the rest for the first row.
type startingPool struct {
	tokens []ops.Token // symbols, and addresses if known
	at     func(at units.Time, prices []float64, tvl float64) (*ops.Snapshot, error)
}

// startingPool is the pool of --pool-file, or the pool on the chain.
func (a *Study) startingPool(ctx context.Context, f *Asked, args []string) (*startingPool, error) {
	switch {
	case f.Pool != "" && len(args) > 0:
		return nil, failure.Usage("use only one of POOL and --pool-file")
	case f.Pool != "":
		return a.poolOfFile(f.Pool)
	}
	s, err := a.readWithRatios(ctx, args)
	if err != nil {
		return nil, err
	}
	return placedPool(s), nil
}

// readWithRatios reads a pool from the chain, with everything that a prediction needs.
func (a *Study) readWithRatios(ctx context.Context, args []string) (*ops.Snapshot, error) {
	client, pool, err := a.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s, err := client.SnapshotWithRatios(ctx, pool.Address, chain.Latest())
	if err == nil {
		a.Plans.Reads.Warn(s)
	}
	return s, err
}

func placedPool(s *ops.Snapshot) *startingPool {
	return &startingPool{tokens: s.Tokens, at: func(at units.Time, prices []float64, tvl float64) (*ops.Snapshot, error) {
		return poolfile.Placed(s, at, prices, tvl)
	}}
}

// poolOfFile reads a pool file, or a snapshot written by mpool status --json.
func (a *Study) poolOfFile(path string) (*startingPool, error) {
	words, err := a.small(path)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(words), []byte("{")) && bytes.Contains(words, []byte(`"schema_version"`)) {
		s, err := poolfile.ReadStatus(words)
		if err != nil {
			return nil, failure.Usage("%s: %s", path, err).Because(err)
		}
		return placedPool(s), nil
	}
	f, err := poolfile.Read(words)
	if err != nil {
		return nil, failure.Usage("%s: %s", path, err).Because(err)
	}
	p := &startingPool{at: f.Snapshot}
	for _, t := range f.Tokens {
		p.tokens = append(p.tokens, ops.Token{Symbol: t.Symbol})
	}
	return p, nil
}

// mostWritten is more, in bytes, than people write by hand.
const mostWritten = 8 << 20

// small reads a file that people write by hand, such as a pool or a strategy.
func (a *Study) small(path string) ([]byte, error) {
	a.Inputs.Reads(path)
	words, err := files.Read(a.UI.Stopped, path, mostWritten)
	if err != nil {
		return nil, unreadable(path, err)
	}
	sum := sha256.Sum256(words)
	a.noteHash(path, sum[:])
	return words, nil
}

// begin is the pool at the first row, changed by the flags.
func (a *Study) begin(f *Asked, p *startingPool, at units.Time, prices []float64) (*ops.Snapshot, error) {
	s, err := p.at(at, prices, f.Tvl)
	if err != nil {
		return nil, failure.Usage("%s", err).Because(err)
	}
	if f.Fee != "" {
		fee, err := units.ParsePercent(f.Fee)
		if err != nil {
			return nil, failure.Usage("--fee: %s", err).Because(err)
		}
		s.Fees.StartSwapFee, s.Fees.EndSwapFee, s.Fees.SwapFeeRamp = fee, fee, ops.Ramp{Start: at, End: at}
	}
	if len(f.Weights) > 0 {
		targets, err := strategy.Targets(s, f.Weights)
		if err != nil {
			return nil, failure.Usage("--weights: %s", err).Because(err)
		}
		s.Weights = ops.Ramp{Start: at, End: at}
		for i, t := range targets {
			s.Tokens[i].StartWeight, s.Tokens[i].EndWeight = t.Weight, t.Weight
		}
	}
	if s, err = s.Recomputed(); err != nil {
		return nil, failure.Usage("%s", err).Because(err)
	}
	if f.RebalanceFirst {
		return rebalanced(s, at, prices)
	}
	a.warnFar(s, prices)
	return s, nil
}

// rebalanced is the pool after arbitrage without gas at the first prices.
func rebalanced(s *ops.Snapshot, at units.Time, prices []float64) (*ops.Snapshot, error) {
	engine, err := backtest.New(s, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Token: -1}})
	if err != nil {
		return nil, err
	}
	if err := engine.Step(int64(at), prices); err != nil {
		return nil, err
	}
	return engine.Snapshot()
}

// hasName says whether a token is meant: by its symbol, or by its address.
func hasName(t ops.Token, name string) bool {
	return t.Symbol.Bare() == name || t.Address != (ops.Token{}).Address && strings.EqualFold(t.Address.Hex(), name)
}
