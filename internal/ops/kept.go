package ops

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Restores are the doors that Open will open: those that were open before the first operation that
// shut the pool.
func (op Shut) Restores() Doors {
	if op.Kept == nil {
		return op.Doors
	}
	return op.Doors.Or(*op.Kept)
}

// KeepShut are the same doors, but none is opened again at the end.
func (d Doors) KeepShut() Doors {
	d.Keep = true
	return d
}

// Or combines doors that two operations have shut: it opens a door that either of them would open.
func (d Doors) Or(other Doors) Doors {
	d, other = d.AsFound(), other.AsFound()
	d.Swaps = d.Swaps || other.Swaps
	d.JoinsExits = d.JoinsExits || other.JoinsExits
	d.Allowlist = d.Allowlist && other.Allowlist
	for _, member := range other.Members {
		if !slices.Contains(d.Members, member) {
			d.Members = append(slices.Clone(d.Members), member)
		}
	}
	d.Suspend = len(d.Members) > 0
	return d
}

// AsFound are the doors to open again, regardless of how they were shut.
func (d Doors) AsFound() Doors {
	if d.Keep || d.Closing == AtOnce {
		return Doors{Closing: AsFound, Allowlist: true}
	}
	found := Doors{Closing: AsFound, Swaps: d.Swaps, JoinsExits: d.JoinsExits && d.Closing != ByAllowlist, Allowlist: d.Allowlist || d.Closing == ByJoinsExits}
	if d.Suspend {
		found.Members, found.Suspend = d.Members, len(d.Members) > 0
	}
	return found
}

// Reopened are the doors without those that someone has opened since. Anyone who shuts those later
// has other reasons.
func (d Doors) Reopened(doors []Door) Doors { return d.AsFound().without(doors) }

// Shuts names the shut doors that these Doors would open again. It is empty if there are none.
func (d Doors) Shuts(now *Snapshot) string {
	d = d.AsFound()
	var words []string
	if d.Swaps && !now.Pool.SwapEnabled {
		words = append(words, string(SwapDoor))
	}
	if d.JoinsExits && !now.Pool.JoinExitEnabled {
		words = append(words, string(JoinExitDoor))
	}
	if !d.Allowlist && now.Pool.MustAllowlistLPs {
		words = append(words, "joins (by the allowlist)")
	}
	if gone := d.gone(now); len(gone) > 0 {
		words = append(words, count(len(gone), "suspended member"))
	}
	return strings.Join(words, " and ")
}

// gone are the suspended members that are not known to be on the allowlist now.
func (d Doors) gone(now *Snapshot) []common.Address {
	return slices.DeleteFunc(slices.Clone(d.Members), func(m common.Address) bool {
		member := now.Member(m)
		return member != nil && member.Allowed
	})
}

// Covers says whether opening these Doors opens everything that other would open.
func (d Doors) Covers(other Doors) bool {
	d, other = d.AsFound(), other.AsFound()
	return (d.Swaps || !other.Swaps) && (d.JoinsExits || !other.JoinsExits) && (other.Allowlist || !d.Allowlist) && other.membersIn(d)
}

func (d Doors) membersIn(other Doors) bool {
	return !slices.ContainsFunc(d.Members, func(m common.Address) bool { return !slices.Contains(other.Members, m) })
}

// StaysShut names the doors that the plan has shut and that are still shut now, although they were open
// before. It is empty if there are none.
func (p *Plan) StaysShut(now *Snapshot) string {
	d, is := ShutDoors(p.Operation)
	if !is {
		return ""
	}
	d.Keep = false
	d.Members = slices.DeleteFunc(slices.Clone(d.Members), func(m common.Address) bool { return now.Member(m) == nil })
	return d.Shuts(now)
}
