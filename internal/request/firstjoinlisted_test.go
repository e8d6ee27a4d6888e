package request

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
)

// A sender stays on the allowlist if it was on it before, but not if an earlier first join that stopped has
// added it.
func TestListedBefore(t *testing.T) {
	sender := common.HexToAddress(someone)
	on, n, _ := target(t)
	on.Before.Members = []ops.Member{{Address: sender, Allowed: true}}
	op := trade.InitPool{Sender: sender}
	if err := on.listedBefore(t.Context(), &op); err != nil || !op.Listed || !op.WasListed {
		t.Errorf("%+v %v", op, err)
	}
	n.closed = []*ops.Plan{{Operation: trade.InitPool{Sender: sender}, Calls: []ops.Call{ops.MemberCall(on.Before, sender, true)}}}
	op = trade.InitPool{Sender: sender}
	if err := on.listedBefore(t.Context(), &op); err != nil || op.Listed || op.WasListed {
		t.Errorf("%+v %v", op, err)
	}
}
