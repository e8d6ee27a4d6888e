package ops

import "slices"

// behindDoors are the operations whose calls start by shutting or opening the pool. It looks for
// the operation that the pool is shut for. It also returns the shutting or the opening alone, if it
// has more than one call.
func (r *Recogniser) behindDoors(calls []Call, pool *Snapshot) []Operation {
	shutting, opening := doorsFirst(calls, pool, false), doorsFirst(calls, pool, true)
	var found []Operation
	if n := len(shutting); n > 0 && n < len(calls) {
		for _, op := range r.candidates(calls[n:], pool) {
			if with, is := op.(doored); is && isWhole(op) {
				found = append(found, with.withDoors(shutBy(shutting, pool)))
			}
		}
	}
	if len(shutting) > 1 && !onlyMembers(shutting) {
		found = append(found, Shut{Doors: shutBy(shutting, pool)})
	}
	if len(opening) > 1 && !onlyMembers(opening) {
		found = append(found, Open{Doors: openedBy(opening, pool)})
	}
	return found
}

// onlyMembers says whether all doors are members of the allowlist.
func onlyMembers(doors []Door) bool {
	return !slices.ContainsFunc(doors, func(d Door) bool { return d.Kind != MemberDoor })
}

// isWhole accepts complete additions and removals only, not for example an addition without its
// deposit.
func isWhole(op Operation) bool {
	switch op.(type) {
	case AddToken, RemoveToken:
		return true
	}
	return false
}

// doorsFirst are the doors that the leading calls open or shut.
func doorsFirst(calls []Call, pool *Snapshot, open bool) []Door {
	var doors []Door
	for _, call := range calls {
		door, opens, is := DoorCall(call)
		if !is || opens != open || call.To != pool.Pool.Address {
			break
		}
		doors = append(doors, door)
	}
	return doors
}

// shutBy returns the pool's doors with the closing that these calls imply.
func shutBy(doors []Door, pool *Snapshot) Doors {
	d := DoorsOf(pool, ByAllowlist)
	for _, door := range doors {
		switch door.Kind {
		case JoinExitDoor:
			d.Closing = ByJoinsExits
		case MemberDoor:
			d.Members, d.Suspend = append(d.Members, door.Member), true
		}
	}
	return d
}

// openedBy returns the pool's doors as they must have been for these calls to open them.
func openedBy(doors []Door, pool *Snapshot) Doors {
	d := DoorsOf(pool, AsFound)
	d.Swaps = slices.Contains(doors, Door{Kind: SwapDoor})
	d.JoinsExits = slices.Contains(doors, Door{Kind: JoinExitDoor})
	d.Allowlist = !slices.Contains(doors, Door{Kind: AllowlistDoor})
	for _, door := range doors {
		if door.Kind == MemberDoor {
			d.Members, d.Suspend = append(d.Members, door.Member), true
		}
	}
	return d
}
