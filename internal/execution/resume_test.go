package execution

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

func TestResumeOptions(t *testing.T) {
	t.Parallel()
	hash := "0x" + strings.Repeat("aB", 32)
	tests := []struct {
		flags ResumeOptions
		says  string
	}{
		{ResumeOptions{}, ""},
		{ResumeOptions{TxHash: hash}, ""},
		{ResumeOptions{NotSent: true}, ""},
		{ResumeOptions{TxHash: hash, NotSent: true}, "cannot be combined"},
		{ResumeOptions{TxHash: hash[2:]}, "is not a transaction hash"},
		{ResumeOptions{TxHash: hash[:65]}, "is not a transaction hash"},
		{ResumeOptions{TxHash: hash + "a"}, "is not a transaction hash"},
		{ResumeOptions{TxHash: "0x" + strings.Repeat("ag", 32)}, "is not a transaction hash"},
	}
	for _, test := range tests {
		err := test.flags.Check()
		if test.says == "" {
			must(t, err)
			continue
		}
		wantFailure(t, err, failure.Misuse, "usage", test.says)
	}
	if toHash(hash) != common.HexToHash(hash) {
		t.Error("the hash is read as another")
	}
}

// PickRecord returns the named record, or the only unfinished one.
func TestPickRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	e := w.run()
	if entry, err := e.PickRecord(nil); err != nil || entry.ID != "" {
		t.Errorf("of none: %+v, %v", entry, err)
	}
	_, err := w.send()
	must(t, err)
	done := w.only().ID
	if entry, err := e.PickRecord(nil); err != nil || entry.ID != "" {
		t.Errorf("of a finished one: %+v, %v", entry, err)
	}
	if entry, err := e.PickRecord([]string{done}); err != nil || entry.ID != done {
		t.Errorf("by its name: %+v, %v", entry, err)
	}
	_, err = e.PickRecord([]string{"20200101T000000Z-00000000"})
	wantFailure(t, err, failure.Misuse, "usage", "no record", "mpool tx list --all")
	for _, entry := range w.records() {
		for _, hash := range entry.Status.Calls[0].Hashes {
			if found, err := e.PickRecord([]string{hash.Hex()}); err != nil || found.ID != entry.ID {
				t.Errorf("%s: %s, %v", hash, found.ID, err)
			}
		}
	}
	_, err = e.PickRecord([]string{common.Hash{9}.Hex()})
	wantFailure(t, err, failure.Misuse, "usage", "has a transaction with this hash", "mpool tx list --all")
	must(t, w.begin(t, 1).Close())
	second := w.begin(t, 2)
	must(t, second.Close())
	_, err = e.PickRecord(nil)
	open := w.records()[1:]
	wantFailure(t, err, failure.Misuse, "usage", "2 operations are unfinished: "+open[0].ID+", "+open[1].ID, "mpool resume "+open[0].ID)
	if entry, err := e.PickRecord([]string{open[1].ID}); err != nil || entry.ID != open[1].ID {
		t.Errorf("the second: %+v, %v", entry, err)
	}
}

// begin writes a record with a pending transaction.
func (w *world) begin(t *testing.T, digest byte) *journal.Journal {
	t.Helper()
	p := w.propose0()
	document, err := p.MarshalJSON()
	must(t, err)
	pool := w.node.head().state
	record, err := journal.Create(w.settings.JournalDir(), w.clock.Now, journal.Begin{Plan: common.Hash{digest}, Operation: p.Operation.Name(), Subject: pool.Pool.Address, ChainID: pool.ChainID, Calls: len(p.Calls), Document: document})
	must(t, err)
	intent := IntentTo(common.Hash{digest}, p, 0, p.Calls[0])
	intent.Nonce = uint64(digest)
	must(t, record.Intend(intent))
	tx, err := w.keys.signers[p.Calls[0].From].SignTx(t.Context(), types.NewTx(&types.DynamicFeeTx{ChainID: big31337(), Nonce: intent.Nonce, To: &intent.To, Data: p.Calls[0].Data, Gas: 65_000, GasFeeCap: big31337(), GasTipCap: big31337()}), big31337())
	must(t, err)
	_, err = record.Seal(tx)
	must(t, err)
	return record
}

// propose0 plans the operation on the pool's first state.
func (w *world) propose0() *ops.Plan {
	before := bare(w.node.blocks[0].state)
	before.Block.Hash = w.node.blocks[0].header.Hash
	if watching, is := w.op.(ops.Watching); is {
		must(w.T, w.node.Watch(w.Context(), before, watching.Watch(before)))
	}
	plan, err := w.op.Plan(before, before.Block.Time+12)
	must(w.T, err)
	return plan
}

// Reopen refuses a chain other than --chain, and a record of another mpool version.
func TestReopen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("sealed", 1)
	w.until(w.send)
	entry := w.only()
	w.settings.Chain = 1
	_, err := w.run().Reopen(t.Context(), entry, options())
	wantFailure(t, err, failure.Misuse, "chain", "the operation is on anvil, but --chain is mainnet")
	w.settings.Chain = 31337
	s, err := w.run().Reopen(t.Context(), entry, options())
	must(t, err)
	if s.Again != "mpool resume "+entry.ID || s.Digest != entry.Status.Begin.Plan || s.Record.ID() != entry.ID || s.Old != nil {
		t.Errorf("%+v", s)
	}
	s.Close()
	w.node.say("Dial", answer{err: &wire.UnreachableError{Node: "fake", Reason: "gone"}})
	if _, err := w.run().Reopen(t.Context(), entry, options()); failure.CodeOf(err) != "node.unreachable" {
		t.Error(err)
	}
	closed := w.node.closed
	gone := entry
	gone.Path = filepath.Join(filepath.Dir(entry.Path), "gone.jsonl")
	_, err = w.run().Reopen(t.Context(), gone, options())
	wantFailure(t, err, failure.Plain, "journal")
	if w.node.closed != closed+1 {
		t.Error("the connection stays open")
	}
	newer := entry
	newer.Status.Begin.Document = []byte(`{"schema_version":99}`)
	_, err = w.run().Reopen(t.Context(), newer, options())
	wantFailure(t, err, failure.Plain, "journal", "cannot read the plan in the record:", "another version of mpool")
}

// Remaining calls of two senders need both keys, and the hint says so.
func TestKeysOf(t *testing.T) {
	one, other := ops.Call{From: owner().address}, ops.Call{From: manager().address}
	if got := keysOf([]ops.Call{one, one}); got != " --account NAME" {
		t.Errorf("one sender: %q", got)
	}
	if got := keysOf([]ops.Call{other, one}); got != " --account NAME --manager-account NAME" {
		t.Errorf("two senders: %q", got)
	}
}
