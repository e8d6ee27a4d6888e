package ops

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Restores are the doors that Open opens again afterwards: what was open before the
// first of what has shut the pool.
func (op Shut) Restores() Doors {
	if op.Kept == nil {
		return op.Doors
	}
	return op.Doors.Or(*op.Kept)
}

// KeepShut are the same doors, of which none is opened again at the end.
func (d Doors) KeepShut() Doors {
	d.Keep = true
	return d
}

// Or opens again what either opens again, however it was shut.
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

// AsFound are the doors that are opened again, without the way they were shut in.
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

// Reopened are the doors without those that were opened since they were shut: who shuts
// them later has other reasons.
func (d Doors) Reopened(doors []Door) Doors { return d.AsFound().without(doors) }

// Shuts names what the doors open again of what is shut now; empty where there is
// nothing of it.
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

// gone are the suspended members who are not known to be on the allowlist now.
func (d Doors) gone(now *Snapshot) []common.Address {
	return slices.DeleteFunc(slices.Clone(d.Members), func(m common.Address) bool {
		member := now.Member(m)
		return member != nil && member.Allowed
	})
}
