package ops

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Behind is what an operation does in one state of the pool while the pool's doors are shut.
type Behind struct {
	Token string // the symbol of the token that has no balance meanwhile
	// Steps are the remaining calls of the operation itself. They change no door.
	Steps []Step
	// Refusals come before those of the doors, and Later after them.
	Refusals, Later []Finding
	// Done are the findings if nothing is left to do, not even to open a door.
	Done []Finding
	// Advice reports what the contracts accept but the owner may not want, if all calls are made.
	Advice func(after *Snapshot) []Finding
}

// Plan plans an operation behind these doors: it shuts them, does the operation's steps and opens
// them again. now is the pool at the time of mining. It fails if a suspended member was not read.
func (d Doors) Plan(op Operation, before, now *Snapshot, own Behind) (*Plan, error) {
	if err := d.read(now); err != nil {
		return nil, err
	}
	steps, err := d.around(now, own.Steps)
	if err != nil {
		return nil, err
	}
	if len(steps) == 0 {
		return PlanSteps(op, before, now, nil, own.Done)
	}
	plan, err := PlanSteps(op, before, now, steps, slices.Concat(own.Refusals, d.refusals(now, own.Steps), own.Later))
	if err != nil || plan.Refused() {
		return plan, err
	}
	plan.Window = d.window(now, own.Token, steps)
	plan.Findings = slices.Concat(plan.Findings, d.advice(now, plan.Window), own.Advice(plan.Predicted))
	if !plan.Predicted.Pool.SwapEnabled {
		plan.Findings = append(plan.Findings, Finding{Warn, "swaps.disabled", "swaps are disabled and will stay disabled", "", "mpool swaps enable"})
	}
	plan.Findings = append(plan.Findings, adviseOwner(now)...)
	return plan, nil
}

// The steps below are the calls that shut a pool and open it again.

func swapStep(pool *Snapshot, enabled bool) Step {
	return doorStep(SetSwaps{Enabled: enabled}.call(pool), enabled, func(s *Snapshot) { s.Pool.SwapEnabled = enabled })
}

func joinExitStep(pool *Snapshot, enabled bool) Step {
	return doorStep(SetJoinsExits{Enabled: enabled}.call(pool), enabled, func(s *Snapshot) { s.Pool.JoinExitEnabled = enabled })
}

// allowlistStep enforces the allowlist, which shuts joins, or stops enforcing it.
func allowlistStep(pool *Snapshot, enforced bool) Step {
	return doorStep(EnableAllowlist{On: enforced}.call(pool), !enforced, func(s *Snapshot) { s.Pool.MustAllowlistLPs = enforced })
}

func memberStep(pool *Snapshot, address common.Address, allowed bool) Step {
	return doorStep(listing{address, allowed}.call(pool), allowed, func(s *Snapshot) {
		if m := s.Member(address); m != nil {
			m.Allowed = allowed
		}
	})
}

// doorStep states the reason for the call from the operation that needs the doors shut.
func doorStep(call Call, opens bool, does func(*Snapshot)) Step {
	call.Why = "only the owner may shut the pool; it stays shut while a token has no balance"
	if opens {
		call.Why = "only the owner may open the pool; this opens again what was open before"
	}
	return Step{Call: call, Opens: opens, Door: true, Does: func(s *Snapshot) error { does(s); return nil }}
}
