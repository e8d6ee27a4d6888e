package worth

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// held is a pool without the balances that only asset managers report: what the Vault really holds, and
// what the Safe itself or a manager that the user trusts has. BPT that the Safe gets are worth a share
// of that; BPT that it gives are worth a share of all.
func (t Trust) held(pool *ops.Snapshot) *ops.Snapshot {
	clone := pool.Clone()
	for i, token := range clone.Tokens {
		if !slices.Contains(t.Managers, token.AssetManager) {
			clone.Tokens[i].Managed = units.Amount{Decimals: token.Managed.Decimals}
		}
	}
	return clone
}
