package recognise

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
)

// behindDoors are the operations whose calls start by shutting or opening the pool. It looks for
// the operation that the pool is shut for. It also returns the shutting or the opening alone, if it
// has more than one call.
func (r *Recogniser) behindDoors(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	shutting, opening := doorsFirst(calls, pool, false), doorsFirst(calls, pool, true)
	var found []ops.Operation
	if n := len(shutting); n > 0 && n < len(calls) {
		for _, op := range r.candidates(calls[n:], pool) {
			if shut := whileShut(op, shutBy(shutting, pool)); shut != nil {
				found = append(found, shut)
			}
		}
	}
	if len(shutting) > 1 && !onlyMembers(shutting) {
		found = append(found, ops.Shut{Doors: shutBy(shutting, pool)})
	}
	if len(opening) > 1 && !onlyMembers(opening) {
		found = append(found, ops.Open{Doors: openedBy(opening, pool)})
	}
	return found
}

// onlyMembers says whether all doors are members of the allowlist.
func onlyMembers(doors []ops.Door) bool {
	return !slices.ContainsFunc(doors, func(d ops.Door) bool { return d.Kind != ops.MemberDoor })
}

// whileShut is a complete addition or removal that shuts these doors. It is nil for others, for example an
// addition without its deposit.
func whileShut(op ops.Operation, doors ops.Doors) ops.Operation {
	switch op := op.(type) {
	case tokenset.AddToken:
		op.Doors = doors
		return op
	case tokenset.RemoveToken:
		op.Doors = doors
		return op
	}
	return nil
}

// doorsFirst are the doors that the leading calls open or shut.
func doorsFirst(calls []ops.Call, pool *ops.Snapshot, open bool) []ops.Door {
	var doors []ops.Door
	for _, call := range calls {
		door, opens, is := ops.DoorCall(call)
		if !is || opens != open || call.To != pool.Pool.Address {
			break
		}
		doors = append(doors, door)
	}
	return doors
}

// shutBy returns the pool's doors with the closing that these calls imply.
func shutBy(doors []ops.Door, pool *ops.Snapshot) ops.Doors {
	d := ops.DoorsOf(pool, ops.ByAllowlist)
	for _, door := range doors {
		switch door.Kind {
		case ops.JoinExitDoor:
			d.Closing = ops.ByJoinsExits
		case ops.MemberDoor:
			d.Members, d.Suspend = append(d.Members, door.Member), true
		}
	}
	return d
}

// openedBy returns the pool's doors as they must have been for these calls to open them.
func openedBy(doors []ops.Door, pool *ops.Snapshot) ops.Doors {
	d := ops.DoorsOf(pool, ops.AsFound)
	d.Swaps = slices.Contains(doors, ops.Door{Kind: ops.SwapDoor})
	d.JoinsExits = slices.Contains(doors, ops.Door{Kind: ops.JoinExitDoor})
	d.Allowlist = !slices.Contains(doors, ops.Door{Kind: ops.AllowlistDoor})
	for _, door := range doors {
		if door.Kind == ops.MemberDoor {
			d.Members, d.Suspend = append(d.Members, door.Member), true
		}
	}
	return d
}
