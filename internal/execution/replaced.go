package execution

import (
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/journal"
)

// LatestOf returns the transaction to replace.
func LatestOf(call *journal.Call) (*types.Transaction, error) {
	latest, err := call.Latest()
	if err != nil {
		return nil, failure.New(failure.Refused, "signed_elsewhere", "%s was signed elsewhere, so it can only be replaced there", HashOf(call))
	}
	var tx types.Transaction
	if err := tx.UnmarshalBinary(latest.Raw); err != nil {
		return nil, failure.New(failure.Plain, "journal", "the recorded transaction bytes are not valid").Because(err)
	}
	return &tx, nil
}
