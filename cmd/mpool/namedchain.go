package main

import (
	"mpool/internal/failure"
	"mpool/internal/network"
)

// refuseUnnamed wants that somebody has named the chain before anything is sent: which
// one it is would be the node's word alone. A question on the terminal names it too.
func (a *app) refuseUnnamed(on network.ID, args []string, yes bool) error {
	if on.ForDevelopment() || a.settings.Chain != 0 || !yes && a.ui.Interactive() {
		return nil
	}
	if pool, err := a.settings.ChoosePool(args); err == nil && pool.Chain != 0 {
		return nil
	}
	return failure.New(failure.Refused, "chain.unnamed", "the node reports chain %s, but no chain is configured", on).
		WithHint("add --chain %s, or set chain in the configuration", on)
}
