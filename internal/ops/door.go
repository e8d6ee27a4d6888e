package ops

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
)

// Door is one of the switches with which a pool admits trades, joins and exits: one of the kinds
// below, or one member of the allowlist.
type Door struct {
	Kind   DoorKind
	Member common.Address // only for MemberDoor
}

// DoorKind is a kind of door, in words.
type DoorKind string

// The kinds of doors.
const (
	SwapDoor      DoorKind = "swaps"
	JoinExitDoor  DoorKind = "joins and exits"
	AllowlistDoor DoorKind = "the allowlist"
	MemberDoor    DoorKind = "a member of the allowlist"
)

func (d Door) String() string {
	if d.Kind == MemberDoor {
		return d.Member.Hex() + " on the allowlist"
	}
	return string(d.Kind)
}

// DoorCall decodes which door a call of the pool's owner opens or shuts. It returns false for every
// other call.
func DoorCall(call Call) (door Door, opens, is bool) {
	b := managedpool.NewManagedPool()
	for _, on := range []bool{false, true} {
		switch {
		case bytes.Equal(call.Data, b.PackSetSwapEnabled(on)):
			return Door{Kind: SwapDoor}, on, true
		case bytes.Equal(call.Data, b.PackSetJoinExitEnabled(on)):
			return Door{Kind: JoinExitDoor}, on, true
		case bytes.Equal(call.Data, b.PackSetMustAllowlistLPs(on)):
			return Door{Kind: AllowlistDoor}, !on, true
		}
	}
	const selector = 4
	if len(call.Data) != selector+common.HashLength {
		return Door{}, false, false
	}
	member := Door{Kind: MemberDoor, Member: common.BytesToAddress(call.Data[selector:])}
	switch {
	case bytes.Equal(call.Data, b.PackAddAllowedAddress(member.Member)):
		return member, true, true
	case bytes.Equal(call.Data, b.PackRemoveAllowedAddress(member.Member)):
		return member, false, true
	}
	return Door{}, false, false
}

// Doored is an operation that shuts doors and opens them again.
type Doored interface {
	Operation
	ShutDoors() Doors
	WithDoors(Doors) Operation
}

// ShutDoors are the doors that an operation shuts and opens again. It returns false for operations
// without doors.
func ShutDoors(op Operation) (Doors, bool) {
	with, is := op.(Doored)
	if !is {
		return Doors{}, false
	}
	return with.ShutDoors(), true
}

// Leaving is the plan without the calls that open these doors. Someone else has changed the doors
// meanwhile, and mpool leaves them that way.
func (p *Plan) Leaving(doors []Door) *Plan {
	with, is := p.Operation.(Doored)
	if !is || len(doors) == 0 {
		return p
	}
	left := *p
	left.Operation = with.WithDoors(with.ShutDoors().without(doors))
	left.Calls, left.After = nil, nil
	for _, call := range p.Calls {
		if door, opens, is := DoorCall(call); !is || !opens || !slices.Contains(doors, door) {
			left.Calls = append(left.Calls, call)
		}
	}
	return &left
}

// KeepingShut is the plan without the calls that open doors. It is for a pool that must stay shut
// after an alarm.
func (p *Plan) KeepingShut() *Plan {
	with, is := p.Operation.(Doored)
	if !is {
		return p
	}
	left := *p
	left.Operation = with.WithDoors(with.ShutDoors().KeepShut())
	left.Calls, left.After = nil, nil
	for _, call := range p.Calls {
		if _, opens, is := DoorCall(call); !is || !opens {
			left.Calls = append(left.Calls, call)
		}
	}
	return &left
}

// without changes the doors as if these had been shut before the operation.
func (d Doors) without(doors []Door) Doors {
	for _, door := range doors {
		switch door.Kind {
		case SwapDoor:
			d.Swaps = false
		case JoinExitDoor:
			d.JoinsExits = false
		case AllowlistDoor:
			d.Allowlist = true
		case MemberDoor:
			d.Members = slices.DeleteFunc(slices.Clone(d.Members), func(m common.Address) bool { return m == door.Member })
		}
	}
	return d
}

// Opens says whether the plan only has to open doors again.
func (p *Plan) Opens() bool {
	if len(p.Calls) == 0 {
		return false
	}
	_, opens, is := DoorCall(p.Calls[0])
	return is && opens && p.Window != nil
}
