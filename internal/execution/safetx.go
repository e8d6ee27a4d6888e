package execution

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
)

// safeTxView is the Safe transaction that a record executes.
type safeTxView struct {
	Safe      common.Address `json:"safe"`
	Nonce     uint64         `json:"nonce"`
	Hash      common.Hash    `json:"safe_tx_hash"`
	Operation string         `json:"operation"` // what the Safe transaction does
}

// newSafeTxView returns nil if the record executes no Safe transaction.
func newSafeTxView(begin journal.Begin) *safeTxView {
	op, is := SafeExecOf(begin)
	if !is || op.Of.Operation == nil {
		return nil
	}
	return &safeTxView{op.Safe, op.Nonce, op.Hash, op.Of.Name()}
}
