package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// entrusted finds who can take what the Safe puts into a pool, as a join or by a swap for BPT:
// the asset managers, and what the owner can do. Nobody has judged a pool before its first
// join, so an asset manager of it that is neither the Safe nor named is refused.
func (k knownAddresses) entrusted(pool common.Address, first bool) []ops.Finding {
	i := slices.IndexFunc(k.trusted, func(s *ops.Snapshot) bool { return s.Pool.Address == pool })
	if i < 0 {
		return nil
	}
	state := k.trusted[i]
	var found []ops.Finding
	for _, m := range state.Managers() {
		if m.Address != k.of {
			found = append(found, k.entrustedTo(m, state, first))
		}
	}
	if state.Pool.Owner == k.of {
		return found
	}
	rights := ops.OwnerRights(state)
	if first {
		rights[0].Severity = ops.Warn
	}
	return append(found, rights...)
}

// entrustedTo is the finding of one asset manager; --recipient says that it is meant.
func (k knownAddresses) entrustedTo(m ops.Manager, pool *ops.Snapshot, first bool) ops.Finding {
	f := m.Warning(pool)
	named := slices.Contains(k.recipients, m.Address)
	switch {
	case first && named:
		f.Code = "init.manager"
	case first:
		f.Severity, f.Code, f.Detail = ops.Refuse, "init.manager", ""
		f.Hint = "check that this is your pool; if the asset manager is meant, use --recipient " + m.Address.Hex()
	}
	return f
}
