package chain

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// The storage slots of a Safe, the same in all versions from 1.3.0 on.
const (
	slotModules   = 1
	slotOwners    = 2
	slotCount     = 3
	slotThreshold = 4
	slotNonce     = 5
	slotApproved  = 8
)

// safeSlot is a storage slot of a Safe and its expected content afterwards.
type safeSlot struct {
	what  string
	slot  common.Hash
	want  common.Hash
	asked bool // want is the Safe's answer before the transaction
}

// slots returns the slots that say who controls the Safe. The lists of owners and modules are
// linked lists. So a new or removed member changes the link of an existing one.
func (r *safeRun) slots() []safeSlot {
	s := r.Safe
	list := []safeSlot{
		{what: "singleton", asked: true},
		{what: "threshold", slot: slot(slotThreshold), want: slot(s.Threshold)},
		{what: "owners", slot: slot(slotCount), want: slot(uint64(len(s.Owners)))},
		{what: "nonce", slot: slot(slotNonce), want: slot(r.Nonce + 1)},
	}
	list = append(list, links("owners", slotOwners, s.Owners, false)...)
	if s.ModulesRead {
		list = append(list, links("modules", slotModules, s.Modules, s.MoreModules)...)
	}
	if s.SlotsRead {
		guard := s.Guard
		if r.free {
			guard = common.Address{}
		}
		list = append(list,
			safeSlot{what: "guard", slot: common.HexToHash(guardSlot), want: common.BytesToHash(guard[:])},
			safeSlot{what: "module guard", slot: common.HexToHash(moduleGuardSlot), want: common.BytesToHash(s.ModuleGuard[:])},
			safeSlot{what: "fallback handler", slot: common.HexToHash(fallbackSlot), want: common.BytesToHash(s.FallbackHandler[:])})
	}
	return list
}

// links returns the slots of a linked list that starts and ends at address 1. If open is set, the
// list continues after members.
func links(what string, of uint64, members []common.Address, open bool) []safeSlot {
	sentinel := common.BigToAddress(common.Big1)
	chain := append(append([]common.Address{sentinel}, members...), sentinel)
	if open {
		chain = chain[:len(chain)-1]
	}
	var list []safeSlot
	for i := range len(chain) - 1 {
		list = append(list, safeSlot{what: what, slot: mapped(chain[i], of), want: common.BytesToHash(chain[i+1][:])})
	}
	return list
}

// changedSlots names the parts of the Safe that changed. singleton is getStorageAt(0, 1) before the
// transaction.
func changedSlots(slots []safeSlot, singleton, after simulatedCall) ([]string, error) {
	if after.Status != 1 || len(after.ReturnData) != 32*len(slots) {
		return nil, fmt.Errorf("%w: the Safe's storage was not read", errForm)
	}
	var changed []string
	for i, s := range slots {
		if s.asked {
			if singleton.Status != 1 || len(singleton.ReturnData) != 96 { // offset, length, word
				continue
			}
			s.want = common.BytesToHash(singleton.ReturnData[64:])
		}
		if common.BytesToHash(after.ReturnData[32*i:32*i+32]) != s.want && !slices.Contains(changed, s.what) {
			changed = append(changed, s.what)
		}
	}
	return changed, nil
}

// slotTeller is code that returns the content of each slot in its calldata: a loop of SLOAD and
// MSTORE.
func slotTeller() hexutil.Bytes {
	return hexutil.Bytes{0x60, 0, 0x5b, 0x36, 0x81, 0x10, 0x15, 0x60, 0x15, 0x57, 0x80, 0x35, 0x54, 0x81, 0x52, 0x60, 0x20, 0x01, 0x60, 0x02, 0x56, 0x5b, 0x36, 0x60, 0, 0xf3}
}

// mapped is the slot of an address in a mapping.
func mapped(key common.Address, of uint64) common.Hash {
	return crypto.Keccak256Hash(wordsOf(key), wordOf(int(of)))
}
