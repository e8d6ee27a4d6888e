package fork

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// stop is a later time at which to read the pool.
type stop struct {
	at    units.Time
	label string
}

// stops returns the later times in order, each once: the quarters of each change that is not over,
// and the looks.
func stops(after *ops.Snapshot, looks []units.Time) []stop {
	var list []stop
	list = append(list, quarters("weights", after.Weights)...)
	list = append(list, quarters("swap fee", after.Fees.SwapFeeRamp)...)
	for _, at := range looks {
		list = append(list, stop{at, "asked for"})
	}
	list = slices.DeleteFunc(list, func(s stop) bool { return s.at <= after.Block.Time })
	slices.SortStableFunc(list, func(a, b stop) int { return cmp.Compare(a.at, b.at) })
	return joined(list)
}

// quarters returns the start, the end and the three quarters between them.
func quarters(of string, ramp ops.Ramp) []stop {
	if ramp.Start == ramp.End {
		return []stop{{ramp.End, of + " jump"}}
	}
	long := ramp.End - ramp.Start
	return []stop{
		{ramp.Start, of + " start"}, {ramp.Start + long/4, of + " one quarter"}, {ramp.Start + long/2, of + " half way"},
		{ramp.Start + long/4*3 + long%4*3/4, of + " three quarters"}, {ramp.End, of + " end"},
	}
}

// joined joins the labels of stops with the same time.
func joined(list []stop) []stop {
	var each []stop
	for _, s := range list {
		if n := len(each); n > 0 && each[n-1].at == s.at {
			each[n-1].label += ", " + s.label
			continue
		}
		each = append(each, s)
	}
	return each
}

// travel moves to each later time, compares the pool with the prediction, and returns to the time
// where it started.
func (s *step) travel(ctx context.Context) error {
	now := s.After.Block.Time
	for _, at := range s.request.Looks {
		if at <= now {
			return &Error{ErrPast, fmt.Sprintf("%s is not after the last call, which is mined at %s", at, now), "use a later time"}
		}
	}
	list := stops(s.After, s.request.Looks)
	if len(list) == 0 {
		return nil
	}
	var back string
	if err := s.fork.call(ctx, &back, "evm_snapshot"); err != nil {
		return err
	}
	end := max(s.After.Weights.End, s.After.Fees.SwapFeeRamp.End)
	for _, one := range list {
		found, err := s.look(ctx, one)
		if err == nil && one.at == end {
			err = s.tryEnd(ctx, found)
		}
		if err != nil {
			return err
		}
	}
	return s.fork.back(ctx, back)
}

// back restores the state at which evm_snapshot returned this number.
func (f *Fork) back(ctx context.Context, number string) error {
	var done bool
	if err := f.call(ctx, &done, "evm_revert", number); err != nil {
		return err
	}
	if !done {
		return &Error{ErrEnded, "anvil could not restore an earlier state", "use another version of anvil with --anvil"}
	}
	return nil
}

// tryEnd tries the user actions at the end of the last change. If one fails there, tryEnd also
// tries it without the step.
func (s *step) tryEnd(ctx context.Context, state *ops.Snapshot) error {
	end, err := s.trial.outcomes(ctx, state)
	if err != nil {
		return err
	}
	return s.trial.add(ctx, s.Before, s.After, s.Tryouts, end)
}

// look compares the pool with the prediction at one later time.
func (s *step) look(ctx context.Context, at stop) (*ops.Snapshot, error) {
	if err := s.fork.wait(ctx, at.at); err != nil {
		return nil, err
	}
	predicted, err := s.expected.At(at.at)
	if err != nil {
		return nil, err
	}
	found, err := s.read(ctx, chain.Latest(), s.watched)
	if err != nil {
		return nil, err
	}
	m := Moment{Label: at.label, Time: at.at, Predicted: predicted, Found: found, Fields: len(found.Fields()),
		Differences: append([]ops.Change{}, ops.Diff(predicted, found)...)}
	s.Moments = append(s.Moments, m)
	if len(m.Differences) > 0 {
		s.Verdict = worse(s.Verdict, Disagrees)
	}
	return found, nil
}
