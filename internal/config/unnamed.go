package config

import (
	"mpool/internal/failure"
	"mpool/internal/network"
)

// RefuseUnnamed wants that somebody has named the chain before anything is sent: which
// one it is would be the node's word alone. A question on the terminal, which asks, names
// it too.
func (s *Settings) RefuseUnnamed(on network.ID, args []string, asks bool) error {
	if on.ForDevelopment() || s.Chain != 0 || asks {
		return nil
	}
	if pool, err := s.ChoosePool(args); err == nil && pool.Chain != 0 {
		return nil
	}
	return failure.New(failure.Refused, "chain.unnamed", "the node reports chain %s, but no chain is configured", on).
		WithHint("add --chain %s, or set chain in the configuration", on)
}
