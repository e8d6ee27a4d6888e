package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// entrusted reports who can take what the Safe puts into a trusted pool by a join or a swap for BPT:
// the asset managers, and the owner by its rights. It refuses an owner and asset managers that are neither
// the Safe nor named, also where the Safe has BPT: anyone can give it some, and take the deposit later.
func (k knownAddresses) entrusted(pool common.Address, first bool) []ops.Finding {
	i := slices.IndexFunc(k.trusted, func(s *ops.Snapshot) bool { return s.Pool.Address == pool })
	if i < 0 {
		return nil
	}
	state := k.trusted[i]
	first = first || k.firstDeposit(pool)
	var found []ops.Finding
	for _, m := range state.Managers() {
		if m.Address != k.of {
			found = append(found, k.entrustedTo(m, state, first))
		}
	}
	found = append(found, k.reports(state)...)
	if state.Pool.Owner == k.of {
		return found
	}
	rights := ops.OwnerRights(state)
	if k.of != (common.Address{}) {
		rights[0] = k.accepted.unless(toManage, state.Pool.Owner, ownedBy(state, first, rights[0].Summary))
	}
	return append(found, rights...)
}

// ownedBy refuses an owner that the user has not named.
func ownedBy(pool *ops.Snapshot, first bool, can string) ops.Finding {
	hint := "check that this is your pool; if you trust its owner, use --trust-manager " + pool.Pool.Owner.Hex()
	if first {
		return ops.Finding{Severity: ops.Refuse, Code: "init.owner", Summary: can, Hint: hint}
	}
	return ops.Finding{Severity: ops.Refuse, Code: "trust.owner", Summary: can, Hint: hint}
}

// entrustedTo is the finding for one asset manager. Naming the manager with --trust-manager accepts it.
func (k knownAddresses) entrustedTo(m ops.Manager, pool *ops.Snapshot, first bool) ops.Finding {
	f := m.Warning(pool)
	if first {
		f.Code = "init.manager"
	}
	if k.accepted.accepts(toManage, m.Address) || !first && k.of == (common.Address{}) {
		return f
	}
	hint := "check that this is your pool; if the asset manager is meant, use --trust-manager " + m.Address.Hex()
	if first {
		return ops.Finding{Severity: ops.Refuse, Code: "init.manager", Summary: f.Summary, Hint: hint}
	}
	return ops.Finding{Severity: ops.Refuse, Code: "trust.manager", Summary: f.Summary, Hint: hint}
}

// reports is the finding for balances of a pool that only its asset managers report. It is a refusal
// where a tenth of the pool is reported by accounts other than the Safe that the user did not name.
func (k knownAddresses) reports(pool *ops.Snapshot) []ops.Finding {
	found := ops.AdviseReported(pool, []common.Address{k.of})
	unnamed := ops.ReportedShare(pool, append([]common.Address{k.of}, k.accepted.Managers...))
	if len(found) > 0 && units.IsAbove(unnamed, units.FixedFrom(1e17)) {
		return []ops.Finding{{Severity: ops.Refuse, Code: "trust.reported", Summary: found[0].Summary, Detail: found[0].Detail,
			Hint: "if you trust the reports, use --trust-manager with the asset manager's address"}}
	}
	return found
}
