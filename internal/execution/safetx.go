package execution

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
)

// safeTxView is the Safe's transaction that a record is of.
type safeTxView struct {
	Safe      common.Address `json:"safe"`
	Nonce     uint64         `json:"nonce"`
	Hash      common.Hash    `json:"safe_tx_hash"`
	Operation string         `json:"operation"` // that the Safe does
}

// newSafeTxView is nil where the record is of none.
func newSafeTxView(begin journal.Begin) *safeTxView {
	op, is := SafeExecOf(begin)
	if !is || op.Of.Operation == nil {
		return nil
	}
	return &safeTxView{op.Safe, op.Nonce, op.Hash, op.Of.Name()}
}
