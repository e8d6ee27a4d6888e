package ops

import "github.com/ethereum/go-ethereum/common"

// This file has the calls that shut a pool and open it again.

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
