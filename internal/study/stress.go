package study

import (
	"context"
	"errors"
	"fmt"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/report"
	"mpool/internal/stress"
	"mpool/internal/units"
)

// AskedStress holds the flags of a stress test.
type AskedStress struct {
	Asked
	Scenarios []string
	File      string // a file of scenarios
	Paths     int
	Jobs      int
}

// Stress reads the inputs and runs the backtest over each scenario. again returns the command that runs
// a scenario's worst path again.
func (a *Study) Stress(ctx context.Context, f *AskedStress, args []string, again func(stress.Scenario, *stress.Outcome) string) (*report.Stress, error) {
	v, err := a.stress(ctx, f, args, again)
	return v, interrupted(ctx, err)
}

func (a *Study) stress(ctx context.Context, f *AskedStress, args []string, again func(stress.Scenario, *stress.Outcome) string) (*report.Stress, error) {
	if f.Paths < 1 || f.Paths > stress.MostPaths || f.Jobs < 1 {
		return nil, failure.Usage("--paths must be 1 to 1000000, and --jobs at least 1")
	}
	run, err := a.prepare(ctx, &f.Asked, args)
	if err != nil {
		return nil, err
	}
	defer run.path.end()
	if run.path.past == nil {
		if err := run.path.putDown(); err != nil {
			return nil, err
		}
	}
	world := &stress.World{Past: run.path.past, Options: run.options}
	for _, t := range run.tokens {
		world.Tokens = append(world.Tokens, t.Symbol)
	}
	planned, err := a.planned(f, world, run)
	if err != nil {
		return nil, err
	}
	scenarios, err := f.parse(world, planned, run)
	if err != nil {
		return nil, err
	}
	v := &report.Stress{Numeraire: f.Numeraire, From: run.path.from, To: run.path.to}
	bar := a.UI.NewBar("stress", uint64(len(scenarios)+1))
	defer bar.End()
	for i, s := range append([]stress.Scenario{stress.Plain()}, scenarios...) {
		bar.Show(uint64(i))
		paths := f.Paths
		if i > 0 && planned[i-1].Paths > 0 {
			paths = planned[i-1].Paths
		}
		o, err := a.outcome(ctx, f, run, world, s, paths)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			v.Plain = o
			continue
		}
		o.Name = planned[i-1].Name
		v.Scenarios, v.Repeat = append(v.Scenarios, o), append(v.Repeat, again(s, o))
	}
	v.Run = report.Run{Version: a.Version, Seed: f.Others.Seed, Inputs: a.hashed}
	return v, nil
}

// outcome runs one scenario.
func (a *Study) outcome(ctx context.Context, f *AskedStress, run *prepared, world *stress.World, s stress.Scenario, paths int) (*stress.Outcome, error) {
	pool := run.pool
	if s.FreeOfFees {
		var err error
		if pool, err = pool.Recomputed(); err != nil { // makes a copy
			return nil, err
		}
		least := units.FixedFrom(leastSwapFee)
		pool.Fees.SwapFee, pool.Fees.StartSwapFee, pool.Fees.EndSwapFee = least, least, least
	}
	maker := func() (*ops.Snapshot, backtest.Options, error) {
		o := run.options
		err := run.owner.into(pool, &o)
		return pool, o, err
	}
	ended := func() bool { return ctx.Err() != nil }
	o, err := stress.Run(s, world, maker, paths, f.Jobs, f.Others.Seed, ended)
	switch {
	case errors.Is(err, stress.ErrEnded):
		return nil, ctx.Err()
	case err != nil:
		return nil, ofStrategy(f.Strategy, err)
	}
	return o, nil
}

// leastSwapFee is 0.0001 %, the lowest swap fee that pools accept, with 18 decimals.
const leastSwapFee = 1_000_000_000_000

func usualScenarios(w *stress.World, run *prepared) []string {
	var all []string
	for i, name := range w.Tokens {
		all = append(all, fmt.Sprintf("shock:%s=-50%%/10m", name))
		if standsAtOne(w, i) {
			all = append(all, fmt.Sprintf("depeg:%s=0.88/3d", name))
		}
	}
	all = append(all, "vol:2x", "outage:6h")
	if run.options.Gas.Paid() {
		all = append(all, "gas:10x")
	}
	if run.owner.hasSignal() {
		for i, name := range w.Tokens {
			if !standsAtOne(w, i) {
				all = append(all, fmt.Sprintf("oracle:%s=+10%%/15m,every=worst", name))
				break
			}
		}
	}
	return all
}

// standsAtOne says whether a price is always between 0.9 and 1.1.
func standsAtOne(w *stress.World, column int) bool {
	rows := w.Past.From(0)
	defer rows.Close()
	for {
		_, row, err := rows.Next()
		if err != nil || row == nil {
			return err == nil
		}
		if p := row[column]; p < 0.9 || p > 1.1 {
			return false
		}
	}
}
