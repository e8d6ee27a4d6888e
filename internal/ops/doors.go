package ops

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// Closing says how to shut a pool while one of its tokens has no balance. Otherwise, anyone who
// trades or joins would pay nothing for that token.
type Closing string

// The ways to shut a pool. ByJoinsExits and ByAllowlist also disable swaps.
const (
	// AtOnce shuts nothing: a Safe makes all calls in one transaction, or there is only one call.
	AtOnce Closing = "one transaction"
	// ByJoinsExits disables joins and exits. v1 pools cannot do this.
	ByJoinsExits Closing = "joins and exits"
	// ByAllowlist enforces the allowlist: only its members can join. Exits stay possible.
	ByAllowlist Closing = "allowlist"
)

// MostMembers is the largest number of members that mpool suspends or trusts. Each suspended member
// takes two calls.
const MostMembers = 20

// Doors are the states of a pool's doors before an operation shuts them, and the way it shuts them.
// They are fixed in the first plan, because the shut pool no longer shows what was open before.
type Doors struct {
	Closing    Closing `json:"closing"`
	Swaps      bool    `json:"swaps"`       // were enabled
	JoinsExits bool    `json:"joins_exits"` // were enabled; on v1 always
	Allowlist  bool    `json:"allowlist"`   // was enforced
	// Members are the members of the allowlist, without the owner and the asset manager. It is
	// empty if Closing does not use the allowlist.
	Members []common.Address `json:"members,omitempty"`
	// Suspend removes the members from the list meanwhile. Trust keeps them on it. If there are
	// members, one of both must be set.
	Suspend bool `json:"suspend_members,omitempty"`
	Trust   bool `json:"trust_members,omitempty"`
	// Keep leaves the pool shut because of an alarm. Only Open ends that.
	Keep bool `json:"keep_shut,omitempty"`
}

// DoorsOf are the pool's current doors.
func DoorsOf(pool *Snapshot, closing Closing) Doors {
	return Doors{Closing: closing, Swaps: pool.Pool.SwapEnabled, JoinsExits: pool.Pool.JoinExitEnabled, Allowlist: pool.Pool.MustAllowlistLPs}
}

// UsualClosing is the default way to shut the pool. keepExits uses the allowlist if exits would
// otherwise be disabled with joins.
func UsualClosing(pool *Snapshot, keepExits bool) Closing {
	if pool.Pool.Generation == V1 || keepExits && pool.Pool.JoinExitEnabled {
		return ByAllowlist
	}
	return ByJoinsExits
}

// OneSafe says whether one Safe is both owner and asset manager, so that it can make all calls in
// one transaction.
func OneSafe(pool *Snapshot, manager common.Address) bool {
	return pool.Pool.OwnerKind == OwnerSafe && pool.Pool.Owner == manager
}

// around puts steps between those that shut the doors and those that open them again. If there are
// no steps, it only opens. It assumes that the steps change no door.
func (d Doors) around(now *Snapshot, steps []Step) ([]Step, error) {
	shut := now.Clone()
	var all []Step
	if len(steps) > 0 {
		for _, s := range d.shutting(now) {
			if err := s.Does(shut); err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return slices.Concat(all, steps, d.opening(shut)), nil
}

// shutting are the calls that shut open doors. Swaps come first, because they are the fastest way
// to take value.
func (d Doors) shutting(now *Snapshot) []Step {
	var steps []Step
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

// opening are the calls that open the doors that were open before. Swaps come last.
func (d Doors) opening(now *Snapshot) []Step {
	var steps []Step
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

// listing are the calls that put the suspended members back on the allowlist, or remove them.
func (d Doors) listing(now *Snapshot, allowed bool) []Step {
	var steps []Step
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

// Around says whether the pool is shut around the operation's own calls: it has been shut, and was
// not opened again. Then only exits and proportional joins can change its balances.
func (d Doors) Around(now *Snapshot) bool {
	return d.Closing != AtOnce && (len(d.opening(now)) > 0 || !now.Pool.SwapEnabled)
}

// ShutNow says whether the operation shuts doors, and has shut them: only trusted members can swap
// or join now.
func (d Doors) ShutNow(now *Snapshot) bool {
	return d.Closing != AtOnce && len(d.shutting(now)) == 0
}

// Suspended are the suspended members, to watch.
func (d Doors) Suspended() []common.Address {
	if d.Suspend {
		return d.Members
	}
	return nil
}

// read fails if a suspended member was not read.
func (d Doors) read(now *Snapshot) error {
	for _, address := range d.Suspended() {
		if now.Member(address) == nil {
			return fmt.Errorf("mpool did not read whether %s is on the allowlist", address)
		}
	}
	return nil
}

// refusals are the reasons why the doors cannot be shut around the remaining steps.
func (d Doors) refusals(now *Snapshot, steps []Step) []Finding {
	switch {
	case len(steps) == 0:
		return nil
	case d.Closing == AtOnce && !oneSender(now, steps):
		return []Finding{{Refuse, "doors.open", "the calls are not in one transaction, and the pool stays open between them: anyone could empty it", "", "plan again: mpool then shuts the pool around them"}}
	case d.Closing == ByJoinsExits && now.Pool.Generation == V1:
		return []Finding{{Refuse, "generation", "v1 pools cannot disable joins and exits", "", "plan again: mpool then shuts joins with the allowlist"}}
	case d.Closing != AtOnce && d.Closing != ByJoinsExits && d.Closing != ByAllowlist:
		return []Finding{{Refuse, "doors.unknown", fmt.Sprintf("unknown way to shut a pool: %q", units.Clip(string(d.Closing))), "", "plan again"}}
	case d.Closing == ByAllowlist:
		return d.refuseMembers()
	}
	return nil
}

// refuseMembers finds members who could still join because the user chose neither --suspend-members
// nor --trust-members.
func (d Doors) refuseMembers() []Finding {
	n := len(d.Members)
	switch {
	case n > MostMembers:
		return []Finding{{Refuse, "doors.members", fmt.Sprintf("%d members of the allowlist could join meanwhile without paying for the token; mpool suspends or trusts at most %d", n, MostMembers), "", AtomicWay}}
	case n > 0 && !d.Suspend && !d.Trust:
		return []Finding{{Refuse, "doors.members", fmt.Sprintf("%s of the allowlist could join meanwhile without paying for the token: %s", count(n, "member"), memberList(d.Members)), "",
			"use --suspend-members to remove them for that time, or --trust-members to keep them; " + AtomicWay}}
	}
	return nil
}

// AtomicWay is the advice if the doors cannot be shut.
const AtomicWay = "or use one Safe as pool owner and asset manager: it makes all calls in one transaction, after mpool shut"

// oneSender says whether there is at most one call, or one Safe makes all calls in one transaction.
func oneSender(now *Snapshot, steps []Step) bool {
	return len(steps) < 2 || !slices.ContainsFunc(steps, func(s Step) bool { return !OneSafe(now, s.Call.From) })
}
