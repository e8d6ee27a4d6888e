package history

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Listing is the last change of an address on the allowlist.
type Listing struct {
	Member common.Address
	Listed bool // false: it was removed
	Block  uint64
	Tx     common.Hash
}

// Allowlist replays the logs of AllowlistTopics, all of one pool and in order. It returns the last
// change of each address that was ever added, in the order of these changes.
func Allowlist(logs []types.Log) ([]Listing, error) {
	if len(logs) == 0 {
		return nil, nil
	}
	d := newDecoder(logs[0].Address, common.Address{})
	seen := map[common.Address]bool{}
	var list []Listing
	for _, l := range slices.Backward(logs) {
		e, err := d.decode(l)
		if err != nil {
			return nil, err
		}
		if member := e.address("member"); !seen[member] {
			seen[member] = true
			list = append(list, Listing{Member: member, Listed: e.name == "AllowlistAddressAdded", Block: l.BlockNumber, Tx: l.TxHash})
		}
	}
	slices.Reverse(list)
	return list, nil
}
