package journal

import (
	"bytes"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// The journal refuses records in an order that cannot happen.
func TestOrder(t *testing.T) {
	tx, intent := transaction(t, 0)
	other, _ := transaction(t, 1)
	tests := []struct {
		name string
		at   State // "" for an empty journal
		do   func(j *Journal) error
	}{
		{"sign before intent", "", func(j *Journal) error { _, err := j.Seal(tx); return err }},
		{"error before intent", "", func(j *Journal) error { return j.Failed("x") }},
		{"sign something else", Intended, func(j *Journal) error { _, err := j.Seal(other); return err }},
		{"sign the mined", Included, func(j *Journal) error { _, err := j.Seal(tx); return err }},
		{"cancel the unsigned", Intended, func(j *Journal) error { _, err := j.SealCancel(tx); return err }},
		{"cancel by what does something", Sent, func(j *Journal) error { _, err := j.SealCancel(tx); return err }},
		{"not sent, and signed here", Intended, func(j *Journal) error { return j.NotSent("x") }},
		{"replaced before it was signed", Intended, func(j *Journal) error { return j.Replaced("x") }},
		{"the same step again", Done, func(j *Journal) error { return j.Intend(intent) }},
		{"send something else", SignedOff, func(j *Journal) error { return j.Broadcast(other.Hash()) }},
		{"mine something else", Sent, func(j *Journal) error { return j.Mined(Mined{Hash: other.Hash()}) }},
		{"mine the unsent", Intended, func(j *Journal) error { return j.Mined(Mined{}) }},
		{"verify the unmined", Sent, func(j *Journal) error { return j.Verified(nil) }},
		{"send the verified", Done, func(j *Journal) error { return j.Broadcast(tx.Hash()) }},
		{"next before the end", Included, func(j *Journal) error { return j.Intend(intent) }},
		{"intent without a value", "", func(j *Journal) error { return j.Intend(Intent{}) }},
	}
	for _, test := range tests {
		j := create(t)
		if test.at != "" {
			run(t, j, 0, test.at)
		}
		before, err := os.ReadFile(j.Path())
		must(t, err)
		if test.do(j) == nil {
			t.Errorf("%s: accepted", test.name)
		}
		if after, _ := os.ReadFile(j.Path()); !bytes.Equal(before, after) {
			t.Errorf("%s: written", test.name)
		}
	}
}

func TestOutcomes(t *testing.T) {
	tx, intent := transaction(t, 0)
	j := create(t)
	intent.Delegated = true
	must(t, j.Intend(intent)) // the node signs, so there are no bytes
	must(t, j.Broadcast(tx.Hash()))
	must(t, j.Failed("timeout"))
	must(t, j.Mined(Mined{Hash: tx.Hash()}))
	if call := j.Status().Calls[0]; call.State != Reverted || call.Errors[0] != "timeout" {
		t.Errorf("%+v", call)
	}
	j = create(t)
	run(t, j, 0, Included)
	must(t, j.Verified([]string{"weight of A"}))
	if call := j.Status().Calls[0]; call.State != Differs || call.Verified.OK {
		t.Errorf("%+v", call)
	}
}

// A replacement has the same nonce; either may be mined.
func TestAttempts(t *testing.T) {
	tx, intent := transaction(t, 0)
	dearer := signed(t, intent, tx.Data(), intent.To, 3)
	cancel := signed(t, intent, nil, intent.From, 4)
	for _, test := range []struct {
		mined *types.Transaction
		want  State
	}{{tx, Included}, {dearer, Included}, {cancel, Cancelled}} {
		j := create(t)
		run(t, j, 0, Sent)
		_, err := j.Seal(dearer)
		must(t, err)
		must(t, j.Broadcast(dearer.Hash()))
		_, err = j.SealCancel(cancel)
		must(t, err)
		must(t, j.Mined(Mined{Hash: test.mined.Hash(), Success: true}))
		got, err := Read(j.Path())
		must(t, err)
		if got.Calls[0].State != test.want || len(got.Calls[0].Attempts) != 3 {
			t.Errorf("%+v, want %s", got.Calls[0], test.want)
		}
	}
}

// Each attempt has its time, and a mined one its price. Records of earlier versions without a price
// stay readable.
func TestTimesAndPrices(t *testing.T) {
	for _, price := range []*hexutil.Big{nil, (*hexutil.Big)(big.NewInt(7))} {
		at := clock()
		j, err := Create(filepath.Join(t.TempDir(), "journal"), func() time.Time { at = at.Add(time.Second); return at }, Begin{Plan: common.Hash{7}, ChainID: 1, Calls: 3})
		must(t, err)
		tx, intent := transaction(t, 0)
		must(t, j.Intend(intent))
		_, err = j.Seal(tx)
		must(t, err)
		first := at
		must(t, j.Failed("not yet"))
		dearer := signed(t, intent, tx.Data(), *tx.To(), 5)
		_, err = j.Seal(dearer)
		must(t, err)
		must(t, j.Mined(Mined{Hash: dearer.Hash(), Success: true, GasUsed: 9, GasPrice: price}))
		must(t, j.Close())
		status, err := Read(j.Path())
		must(t, err)
		call := status.Calls[0]
		if len(call.Times) != 2 || !call.Times[0].Equal(first) || !call.Times[1].Equal(first.Add(2*time.Second)) {
			t.Errorf("signed at %v", call.Times)
		}
		if (call.Mined.GasPrice == nil) != (price == nil) || price != nil && call.Mined.GasPrice.ToInt().Cmp(price.ToInt()) != 0 {
			t.Errorf("paid %v, want %v", call.Mined.GasPrice, price)
		}
	}
}
