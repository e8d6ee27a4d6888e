package execution

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// oldRecord returns a world with a record of an mpool that left the pool open between its calls.
func oldRecord(t *testing.T, upTo journal.State) *world {
	w := newWorld(t, somePool(), swapsOff())
	pool := w.node.head().state
	plan, call := common.Hash{7}, w.propose0().Calls[0]
	record, err := journal.Create(w.settings.JournalDir(), w.clock.Now, journal.Begin{Plan: plan, Operation: "add-token", Subject: pool.Pool.Address, ChainID: pool.ChainID, Calls: 3,
		Document: []byte(`{"schema_version":1,"kind":"mpool-plan","operation":"add-token","parameters":{},"predicted":{"chain_id":31337}}`)})
	must(t, err)
	intent := IntentTo(plan, &ops.Plan{Predicted: pool}, 0, call)
	must(t, record.Intend(intent))
	tx, err := owner().SignTx(t.Context(), types.NewTx(&types.DynamicFeeTx{ChainID: big31337(), To: &intent.To, Data: call.Data, Gas: 65_000, GasFeeCap: big31337(), GasTipCap: big31337()}), big31337())
	must(t, err)
	_, err = record.Seal(tx)
	must(t, err)
	if upTo == journal.Sent {
		must(t, record.Broadcast(tx.Hash()))
		must(t, w.node.take(tx))
	}
	must(t, record.Close())
	return w
}

// F4: the pending transaction of an older mpool's operation is settled. Its bytes are not published
// again, and the operation does not continue.
func TestOlderRecords(t *testing.T) {
	t.Parallel()
	w := oldRecord(t, journal.Sent)
	_, err := w.resume()
	wantFailure(t, err, failure.Refused, "doors.old", "older mpool, which left the pool open", "mpool shut")
	if v := w.only().Status.Calls[0].Verified; v == nil || v.OK || !strings.Contains(v.Differences[0], "not checked") {
		t.Errorf("%+v", v)
	}
	_, err = w.resume()
	wantFailure(t, err, failure.Refused, "doors.old")
	w = oldRecord(t, journal.SignedOff)
	_, err = w.resume()
	f := wantFailure(t, err, failure.Unconfirmed, "doors.old", "is from an older mpool, which left the pool open between its calls; mpool does not publish it", "mpool tx cancel "+w.only().ID)
	if f.Details["id"] != w.only().ID || w.node.asked["SendRaw"] > 0 {
		t.Error("it was published")
	}
	w = oldRecord(t, journal.Sent)
	w.node.reverts = func(*types.Transaction) bool { return true }
	_, err = w.resume()
	wantFailure(t, err, failure.Refused, "doors.old")
	if w.states() != "reverted" {
		t.Error(w.states())
	}
}
