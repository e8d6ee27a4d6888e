package recognise

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

func watchedFor(t *testing.T, base *ops.Snapshot, op ops.Operation) *ops.Snapshot {
	t.Helper()
	w, more := op.(ops.Watching)
	if !more {
		return base
	}
	return watchedBy(base.Clone(), w.Watch(base))
}

// watchedBy gives each watched holding a large balance.
func watchedBy(s *ops.Snapshot, w ops.Watch) *ops.Snapshot {
	for _, key := range w.Holdings {
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 6, Balance: opstest.Amount(1e18, 6), Allowance: opstest.Amount(0, 6)})
	}
	for _, member := range w.Members {
		s.Members = append(s.Members, ops.Member{Address: member})
	}
	return s
}

func codesOf(plan *ops.Plan) (codes []string) {
	for _, finding := range plan.Findings {
		codes = append(codes, finding.Code)
	}
	return codes
}

func member(n byte) common.Address { return common.BytesToAddress([]byte{0x77, n}) }
