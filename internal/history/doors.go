package history

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
)

// doorEvents are the events of the switches and the allowlist, which together are the pool's doors.
func doorEvents() []string {
	return []string{"SwapEnabledSet", "JoinExitEnabledSet", "MustAllowlistLPsSet", "AllowlistAddressAdded", "AllowlistAddressRemoved"}
}

// DoorTopics is the filter for doors that were opened or shut.
func DoorTopics() [][]common.Hash { return topics(&managedpool.ManagedPoolMetaData, doorEvents()) }

// DoorEvent returns the door of an event of DoorTopics, and whether it was opened.
func DoorEvent(event types.Log) (door ops.Door, opens bool) {
	at := slices.Index(DoorTopics()[0], event.Topics[0])
	set := len(event.Data) == common.HashLength && common.BytesToHash(event.Data) != common.Hash{}
	switch doorEvents()[at] {
	case "SwapEnabledSet":
		return ops.Door{Kind: ops.SwapDoor}, set
	case "JoinExitEnabledSet":
		return ops.Door{Kind: ops.JoinExitDoor}, set
	case "MustAllowlistLPsSet":
		return ops.Door{Kind: ops.AllowlistDoor}, !set
	}
	member := ops.Door{Kind: ops.MemberDoor}
	if len(event.Topics) > 1 {
		member.Member = common.BytesToAddress(event.Topics[1][:])
	}
	return member, doorEvents()[at] == "AllowlistAddressAdded"
}
