package ops

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// Closing says how a pool is kept shut while one of its tokens has no balance: anyone who
// trades or joins then pays nothing for that token.
type Closing string

// The ways to keep strangers out. Swaps are disabled in both of the latter.
const (
	// AtOnce shuts nothing: a Safe makes all calls in one transaction, or there is
	// but one call.
	AtOnce Closing = "one transaction"
	// ByJoinsExits disables joins and exits, which only the second generation can.
	ByJoinsExits Closing = "joins and exits"
	// ByAllowlist has only those join who are on the allowlist. Exits stay possible.
	ByAllowlist Closing = "allowlist"
)

// MostMembers is how many members of an allowlist are suspended or trusted at the
// most: each that is suspended takes two calls.
const MostMembers = 20

// Doors are the ways into a pool as they were before an operation shut them, and how it
// shuts them. They are fixed when the operation is first planned, because a pool in the
// middle of it no longer shows what was open before.
type Doors struct {
	Closing    Closing `json:"closing"`
	Swaps      bool    `json:"swaps"`       // were enabled
	JoinsExits bool    `json:"joins_exits"` // were enabled, as they always are on V1
	Allowlist  bool    `json:"allowlist"`   // only those on it could join
	// Members are those on the allowlist, but for the owner and the asset manager.
	// It is empty where Closing does not rest on the allowlist.
	Members []common.Address `json:"members,omitempty"`
	// Suspend takes the members off the list meanwhile, and Trust lets them stay on it.
	// Where there are members it has to be one of them.
	Suspend bool `json:"suspend_members,omitempty"`
	Trust   bool `json:"trust_members,omitempty"`
	// Keep leaves shut what is shut: an alarm came meanwhile, and only Open ends that.
	Keep bool `json:"keep_shut,omitempty"`
}

// DoorsOf are a pool's doors as they are now.
func DoorsOf(pool *Snapshot, closing Closing) Doors {
	return Doors{Closing: closing, Swaps: pool.Pool.SwapEnabled, JoinsExits: pool.Pool.JoinExitEnabled, Allowlist: pool.Pool.MustAllowlistLPs}
}

// UsualClosing is how a pool is shut: keepExits shuts joins by the allowlist where
// exits would be shut with them.
func UsualClosing(pool *Snapshot, keepExits bool) Closing {
	if pool.Pool.Generation == V1 || keepExits && pool.Pool.JoinExitEnabled {
		return ByAllowlist
	}
	return ByJoinsExits
}

// OneSafe says whether the owner is a Safe, and the asset manager is the same: it can
// make the calls of both in one transaction.
func OneSafe(pool *Snapshot, manager common.Address) bool {
	return pool.Pool.OwnerKind == OwnerSafe && pool.Pool.Owner == manager
}

// around puts steps between those that shut the doors and those that open them
// again. Where no steps are left, it only opens. The state is changed by no step
// between but in what is no door.
func (d Doors) around(now *Snapshot, steps []step) ([]step, error) {
	shut := now.Clone()
	var all []step
	if len(steps) > 0 {
		for _, s := range d.shutting(now) {
			if err := s.does(shut); err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return slices.Concat(all, steps, d.opening(shut)), nil
}

// shutting are the calls that shut what is open: swaps first, for they are the
// quickest way in.
func (d Doors) shutting(now *Snapshot) []step {
	var steps []step
	if d.Closing == AtOnce {
		return nil
	}
	if now.Pool.SwapEnabled {
		steps = append(steps, swapStep(now, false))
	}
	if d.Closing == ByJoinsExits {
		if now.Pool.JoinExitEnabled {
			steps = append(steps, joinExitStep(now, false))
		}
		return steps
	}
	if !now.Pool.MustAllowlistLPs {
		steps = append(steps, allowlistStep(now, true))
	}
	return append(steps, d.listing(now, false)...)
}

// opening are the calls that open what was open before: swaps last.
func (d Doors) opening(now *Snapshot) []step {
	var steps []step
	if d.Keep {
		return nil
	}
	if d.Closing == ByAllowlist || d.Closing == AsFound {
		steps = d.listing(now, true)
		if !d.Allowlist && now.Pool.MustAllowlistLPs {
			steps = append(steps, allowlistStep(now, false))
		}
	}
	if (d.Closing == ByJoinsExits || d.Closing == AsFound) && d.JoinsExits && !now.Pool.JoinExitEnabled {
		steps = append(steps, joinExitStep(now, true))
	}
	if d.Closing != AtOnce && d.Swaps && !now.Pool.SwapEnabled {
		steps = append(steps, swapStep(now, true))
	}
	return steps
}

// listing puts the suspended members on the allowlist, or takes them off it.
func (d Doors) listing(now *Snapshot, allowed bool) []step {
	var steps []step
	if !d.Suspend {
		return nil
	}
	for _, address := range d.Members {
		if m := now.Member(address); m != nil && m.Allowed != allowed {
			steps = append(steps, memberStep(now, address, allowed))
		}
	}
	return steps
}

// shutNow says whether nobody but trusted members can swap or join now.
func (d Doors) shutNow(now *Snapshot) bool { return len(d.shutting(now)) == 0 }

// watch names the members who are suspended.
func (d Doors) watch() []common.Address {
	if d.Suspend {
		return d.Members
	}
	return nil
}

// read finds members who were not read.
func (d Doors) read(now *Snapshot) error {
	for _, address := range d.watch() {
		if now.Member(address) == nil {
			return fmt.Errorf("mpool did not read whether %s is on the allowlist", address)
		}
	}
	return nil
}

// refusals say what keeps the doors from being shut around steps that are left.
func (d Doors) refusals(now *Snapshot, steps []step) []Finding {
	switch {
	case len(steps) == 0:
		return nil
	case d.Closing == AtOnce && !oneSender(now, steps):
		return []Finding{{Refuse, "doors.open", "anyone could empty the pool between the calls: they are not in one transaction, and the pool is not shut around them", "", "plan again: mpool then shuts the pool around them"}}
	case d.Closing == ByJoinsExits && now.Pool.Generation == V1:
		return []Finding{{Refuse, "generation", "v1 pools cannot disable joins and exits", "", "plan again: mpool then shuts joins with the allowlist"}}
	case d.Closing != AtOnce && d.Closing != ByJoinsExits && d.Closing != ByAllowlist:
		return []Finding{{Refuse, "doors.unknown", fmt.Sprintf("unknown way to shut a pool: %q", units.Clip(string(d.Closing))), "", "plan again"}}
	case d.Closing == ByAllowlist:
		return d.refuseMembers()
	}
	return nil
}

// refuseMembers finds members who could still join although the user has not decided about
// them.
func (d Doors) refuseMembers() []Finding {
	n := len(d.Members)
	switch {
	case n > MostMembers:
		return []Finding{{Refuse, "doors.members", fmt.Sprintf("%d members of the allowlist could join meanwhile without paying for the token; more than %d are neither suspended nor trusted", n, MostMembers), "", AtomicWay}}
	case n > 0 && !d.Suspend && !d.Trust:
		return []Finding{{Refuse, "doors.members", fmt.Sprintf("%s of the allowlist could join meanwhile without paying for the token: %s", count(n, "member"), memberList(d.Members)), "",
			"use --suspend-members to remove them for that time, or --trust-members to keep them; " + AtomicWay}}
	}
	return nil
}

// AtomicWay is what can be done where the doors cannot be shut.
const AtomicWay = "or use one Safe as pool owner and asset manager: it makes all calls in one transaction and nothing needs to be shut"

// oneSender says whether all steps are calls of an owner that makes them in one
// transaction, or a single one.
func oneSender(now *Snapshot, steps []step) bool {
	return len(steps) < 2 || !slices.ContainsFunc(steps, func(s step) bool { return !OneSafe(now, s.call.From) })
}
