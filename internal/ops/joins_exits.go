package ops

import (
	"fmt"

	"mpool/bindings/managedpool"
	"mpool/internal/units"
)

// SetJoinsExits enables or disables joins and exits, by ManagedPoolSettings.setJoinExitEnabled. v1
// pools do not have this function.
type SetJoinsExits struct {
	Enabled bool `json:"enabled"`
}

// Name is the command's name.
func (op SetJoinsExits) Name() string {
	if op.Enabled {
		return "joins-exits enable"
	}
	return "joins-exits disable"
}

// Plan predicts the change.
func (op SetJoinsExits) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

func (op SetJoinsExits) done(now *Snapshot) bool {
	return now.Pool.Generation != V1 && now.Pool.JoinExitEnabled == op.Enabled
}

func (op SetJoinsExits) refusals(now *Snapshot) []Finding {
	if now.Pool.Generation == V1 {
		return []Finding{{Refuse, "generation", "v1 pools cannot disable joins and exits", "", "alternatives: mpool swaps disable leaves only proportional joins and exits, and the allowlist restricts who can join"}}
	}
	return RefuseOwnerCall(now)
}

// Predict mirrors setJoinExitEnabled.
func (op SetJoinsExits) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	next.Pool.JoinExitEnabled = op.Enabled
	return next, nil
}

func (op SetJoinsExits) call(now *Snapshot) Call {
	return Call{
		From:   now.Pool.Owner,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackSetJoinExitEnabled(op.Enabled),
		Method: "setJoinExitEnabled(bool)",
		Args:   []Arg{{"joinExitEnabled", fmt.Sprint(op.Enabled)}},
		Why:    "only the owner may switch joins and exits",
	}
}

// advice warns that LPs are locked in. ManagedPool checks the switch in each join and exit, but
// NewBasePool's exits in recovery mode do not.
func (op SetJoinsExits) advice(now, after *Snapshot) []Finding {
	if op.Enabled {
		return adviseTripped(after)
	}
	found := []Finding{{Warn, "joins_exits.locked", "LPs are locked in: no exit is possible, not even a proportional one (BAL#358)", "",
		"still possible: swaps, and exits in recovery mode if Balancer's governance enables it"}}
	if !now.Pool.SwapEnabled {
		found = append(found, Finding{Warn, "joins_exits.frozen", "swaps are disabled too: no function of the pool works until you enable one", "", ""})
	}
	return found
}
