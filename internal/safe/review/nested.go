package review

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
)

// approvedHash is the hash that a call of approveHash approves, as the owner of another Safe. ok is
// false for other calls, and for calls that also decode as another function.
func (k knownAddresses) approvedHash(c Call) (hash common.Hash, ok bool) {
	method, is := k.safe.Methods["approveHash"]
	if !is || c.Call != nil || len(c.Data) != 4+common.HashLength || !bytes.Equal(c.Data[:4], method.ID) {
		return hash, false
	}
	return common.BytesToHash(c.Data[4:]), true
}
