package ops

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Permissionless marks operations that anyone can do with a pool. They change what any trade changes, so
// mpool does not check what strangers could do between their calls.
type Permissionless interface {
	ByAnyone() // does nothing
}

// ByAnyone says whether anyone can do an operation. It also looks inside a Safe's transaction.
func ByAnyone(op Operation) bool {
	_, is := Carried(op).(Permissionless)
	return is
}

// Manager is an asset manager with the tokens that it can take.
type Manager struct {
	Address common.Address
	Tokens  []string // their symbols
	// Contract says that the address has code. It is valid only if Known is set.
	Contract, Known bool
}

// Managers are the asset managers of a pool, in the order of its tokens. Known is set for those
// that the state has as members.
func (s *Snapshot) Managers() []Manager {
	var list []Manager
	for _, token := range s.Tokens {
		if token.AssetManager == (common.Address{}) {
			continue
		}
		i := slices.IndexFunc(list, func(m Manager) bool { return m.Address == token.AssetManager })
		if i < 0 {
			m := Manager{Address: token.AssetManager}
			if member := s.Member(token.AssetManager); member != nil {
				m.Known, m.Contract = true, member.Contract
			}
			list, i = append(list, m), len(list)
		}
		list[i].Tokens = append(list[i].Tokens, token.Symbol.String())
	}
	return list
}

// ManagersOf are the asset managers' addresses, to watch.
func ManagersOf(pool *Snapshot) []common.Address {
	var list []common.Address
	for _, m := range pool.Managers() {
		list = append(list, m.Address)
	}
	return list
}

// AdviseTrust reports who can take what is paid into the pool, and what the owner may change.
func AdviseTrust(now *Snapshot) []Finding {
	var found []Finding
	for _, m := range now.Managers() {
		found = append(found, m.Warning(now))
	}
	return append(append(found, AdviseReported(now, nil)...), OwnerRights(now)...)
}

// mostOutside is the share of a pool outside the Vault above which mpool warns: 5 %.
func mostOutside() units.Fixed { return units.FixedFrom(5e16) }

// AdviseReported warns of balances that only asset managers report, other than those in except: the
// Vault has no such tokens, so a false report makes BPT look as much dearer as it likes.
func AdviseReported(now *Snapshot, except []common.Address) []Finding {
	share := ReportedShare(now, except)
	if !units.IsAbove(share, mostOutside()) {
		return nil
	}
	return []Finding{{Warn, "trust.reported", fmt.Sprintf("%s of the pool is outside the Vault: only its asset managers report that it exists", ShortShare(share)),
		"by weights; BPT are worth that much less if the report is false, and outside prices count it in full", ""}}
}

// ReportedShare is the share of the pool that its asset managers hold outside the Vault, by their own
// reports: the managed part of each balance, by weight, rounded up. It leaves out the asset managers
// in except.
func ReportedShare(now *Snapshot, except []common.Address) units.Fixed {
	sum := new(big.Int)
	for _, t := range now.Tokens {
		if t.Empty() || slices.Contains(except, t.AssetManager) {
			continue
		}
		part := new(big.Int).Mul(t.Managed.Raw.ToBig(), units.RawOf(t.Weight))
		sum.Add(sum, units.CeilDiv(part, UnitsOf(t)))
	}
	raw, _ := uint256.FromBig(sum)
	return units.Fixed(*raw)
}

// OwnerRights report what the owner can do to LPs.
func OwnerRights(now *Snapshot) (found []Finding) {
	found = append(found, Finding{Note, "trust.owner", fmt.Sprintf("the owner %s can change weights, swap fee (up to 95%%) and AUM fee (up to 95%% a year), add and remove tokens, and stop swaps", now.Pool.Owner), "", ""})
	if now.Pool.Generation == V2 {
		found = append(found, Finding{Warn, "trust.exits", "the owner can disable joins and exits: then LPs cannot exit unless the owner enables them again or the pool is in recovery mode", "", ""})
	}
	return found
}

// Warning reports what the asset manager can take. A contract may limit this by its own rules.
func (m Manager) Warning(now *Snapshot) Finding {
	tokens := strings.Join(m.Tokens, ", ")
	if len(m.Tokens) == len(now.Tokens) && len(m.Tokens) > 3 {
		tokens = "every token"
	}
	switch {
	case m.Known && m.Contract:
		return Finding{Warn, "trust.manager", fmt.Sprintf("the asset manager %s, a contract, can take %s out of the pool", m.Address, tokens), "mpool does not check the contract's rules", ""}
	case m.Known:
		return Finding{Warn, "trust.manager", fmt.Sprintf("the asset manager %s, an account (EOA), can take %s out of the pool at any time", m.Address, tokens), "", ""}
	}
	return Finding{Warn, "trust.manager", fmt.Sprintf("the asset manager %s can take %s out of the pool at any time", m.Address, tokens), "", ""}
}
