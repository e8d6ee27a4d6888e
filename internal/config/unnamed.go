package config

import (
	"mpool/internal/failure"
	"mpool/internal/network"
)

// RefuseUnnamed refuses to send if the user has not named the chain, because then only the
// node says which one it is. A question on the terminal that names it is enough.
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
