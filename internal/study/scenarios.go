package study

import (
	"errors"
	"fmt"

	"mpool/internal/failure"
	"mpool/internal/stress"
)

// planned returns the requested scenarios: those of the flag, then those of the file. If none is
// requested, it returns the usual ones.
func (a *Study) planned(f *AskedStress, w *stress.World, run *prepared) (all []stress.Planned, err error) {
	for _, words := range f.Scenarios {
		all = append(all, stress.Planned{Scenario: words})
	}
	if f.File != "" {
		words, err := a.small(f.File)
		if err != nil {
			return nil, err
		}
		read, err := stress.ReadFile(words)
		if err != nil {
			return nil, ofScenarios(f.File, err)
		}
		all = append(all, read...)
	}
	if len(all) == 0 {
		for _, words := range usualScenarios(w, run) {
			all = append(all, stress.Planned{Scenario: words})
		}
	}
	return all, nil
}

// parse parses the planned scenarios.
func (f *AskedStress) parse(w *stress.World, planned []stress.Planned, run *prepared) ([]stress.Scenario, error) {
	var all []stress.Scenario
	for i, one := range planned {
		s, err := stress.Parse(one.Scenario, w)
		hint := ""
		if err == nil && s.NeedsSignal() && !run.owner.hasSignal() {
			err, hint = fmt.Errorf("%s: %w", s.Text, stress.ErrNoSignal), "use a --strategy with a signal (docs/backtest.md), or remove this scenario"
		}
		switch {
		case err != nil && f.File != "" && i >= len(f.Scenarios):
			return nil, ofScenarios(f.File, one.At(err)).WithHint("%s", hint)
		case err != nil:
			return nil, failure.Usage("--scenario: %s", err).Because(err).WithHint("%s", hint)
		}
		all = append(all, s)
	}
	return all, nil
}

// ofScenarios adds the file's name to an error in it.
func ofScenarios(file string, err error) *failure.Failure {
	var place *stress.PlaceError
	if errors.As(err, &place) {
		return failure.Usage("%s:%s", file, err).Because(err)
	}
	return failure.Usage("%s: %s", file, err).Because(err)
}
