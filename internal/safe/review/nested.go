package review

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
)

// approvesHash is the hash that a call approves, as the owner of a Safe; ok is false
// for other calls.
func (k knownAddresses) approvesHash(data []byte) (hash common.Hash, ok bool) {
	method, is := k.safe.Methods["approveHash"]
	if !is || len(data) != 4+common.HashLength || !bytes.Equal(data[:4], method.ID) {
		return hash, false
	}
	return common.BytesToHash(data[4:]), true
}
