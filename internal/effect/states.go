package effect

import (
	"mpool/internal/ops"
	"mpool/internal/units"
)

// StatesAt computes a state at later moments without further calls, as mpool predicts it.
func StatesAt(from *ops.Snapshot, moments []units.Time) ([]*ops.Snapshot, error) {
	var states []*ops.Snapshot
	for _, t := range moments {
		state, err := from.At(t)
		if err != nil {
			return nil, err
		}
		states = append(states, state)
	}
	return states, nil
}
