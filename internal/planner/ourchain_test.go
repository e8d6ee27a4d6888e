package planner

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// Transaction knows those of txs.
func (n *scripted) Transaction(_ context.Context, hash common.Hash) (*types.Transaction, common.Address, error) {
	return n.txs[hash], common.Address{}, n.next("Transaction")
}

// A record of another chain with the same ID, and one that was ended by a recorded open, shut nothing.
func TestOtherChain(t *testing.T) {
	t.Parallel()
	by := common.Hash{4}
	same := map[uint64]*chain.Header{7: {Number: 7, Hash: common.Hash{7}}}
	other := map[uint64]*chain.Header{7: {Number: 7, Hash: common.Hash{8}}}
	for name, test := range map[string]struct {
		headers map[uint64]*chain.Header
		fails   error
		behind  bool // the node is before the record's block
		txs     map[common.Hash]*types.Transaction
		opened  bool
		counts  bool
	}{
		"its block is here":           {headers: same, counts: true},
		"another block is here":       {headers: other},
		"but its transaction is here": {headers: other, txs: map[common.Hash]*types.Transaction{by: {}}, counts: true},
		"the node cannot tell":        {headers: other, fails: errors.New("no answer"), counts: true},
		"the chain is shorter":        {fails: &chain.BlockError{Block: chain.AtNumber(7)}},
		"the node lags":               {fails: &chain.BlockError{Block: chain.AtNumber(7)}, behind: true, counts: true},
		"it was opened":               {headers: same, opened: true},
	} {
		t.Run(name, func(t *testing.T) {
			w, plan := adding(t)
			alarm := w.alarm(plan)
			w.record(alarm, by)
			w.headers, w.txs = test.headers, test.txs
			w.fails["Headers"] = test.fails
			if test.behind {
				w.state.Block.Time -= 12
			}
			if test.opened {
				w.recordDone(ops.Open{Doors: alarm.Operation.(ops.Shut).Restores()}, alarm)
			}
			last, err := w.LastShut(t.Context(), w.scripted, w.state)
			plantest.Must(t, err)
			if (last != nil) != test.counts {
				t.Errorf("it counts: %v", last != nil)
			}
			begun, err := w.Begun(t.Context(), w.scripted, w.state)
			plantest.Must(t, err)
			if test.fails == nil && !test.opened && (len(begun) > 0) != test.counts {
				t.Errorf("%d are unfinished", len(begun))
			}
		})
	}
}

// recordDone records an operation on the pool of another plan whose only call is mined and checked.
func (w *world) recordDone(op ops.Operation, like *ops.Plan) {
	w.Helper()
	plan := *like
	plan.Operation, plan.Calls = op, like.Calls[:1]
	document, err := json.Marshal(&plan)
	plantest.Must(w.T, err)
	digest, err := plan.Digest()
	plantest.Must(w.T, err)
	j, err := journal.Create(w.Settings.JournalDir(), func() time.Time { return time.Now().Add(time.Hour) }, journal.Begin{Plan: digest, Operation: op.Name(), Subject: plan.Predicted.Pool.Address, ChainID: 1, Calls: 1, Document: document})
	plantest.Must(w.T, err)
	plantest.Must(w.T, j.Intend(journal.Intent{Plan: digest, ChainID: 1, From: plantest.Owner(), To: plan.Calls[0].To, Value: (*hexutil.Big)(new(big.Int)), Delegated: true}))
	plantest.Must(w.T, j.Broadcast(common.Hash{5}))
	plantest.Must(w.T, j.Mined(journal.Mined{Hash: common.Hash{5}, BlockNumber: 9, Success: true}))
	plantest.Must(w.T, j.Verified(nil))
	plantest.Must(w.T, j.Close())
}
