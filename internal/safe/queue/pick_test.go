package queue

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safeservice"
)

// TestPickFromQueue checks that only the next transaction is executed, and only if it matches its hash
// and refunds nobody.
func TestPickFromQueue(t *testing.T) {
	q := &Queue{Before: &ops.Snapshot{ChainID: 5}, Safe: &chain.Safe{Address: common.HexToAddress("0x5afe"), Nonce: 7}, Version: safe.Version{Major: 1, Minor: 4, Patch: 1}}
	waits := func(nonce uint64, change func(*safeservice.Queued)) safeservice.Queued {
		w := safeservice.Queued{Transaction: safe.Transaction{To: common.HexToAddress("0x1"), Nonce: nonce}}
		if change != nil {
			change(&w)
		}
		w.Claimed = q.hashes(w).SafeTx
		return w
	}
	good, other := waits(7, nil), waits(7, func(w *safeservice.Queued) { w.Transaction.To = common.HexToAddress("0x2") })
	refund := func(set func(*safe.Transaction)) safeservice.Queued {
		return waits(7, func(w *safeservice.Queued) { set(&w.Transaction) })
	}
	foreign, broken := good, good
	foreign.Claimed, broken.Broken = common.Hash{1}, "its value is not a number"
	byNonce, byHash := Name{nonce: 7}, Name{hash: q.hashes(good).SafeTx}
	tests := []struct {
		name    string
		waiting []safeservice.Queued
		want    Name
		code    string
	}{
		{"the one", []safeservice.Queued{good, waits(8, nil)}, byNonce, ""},
		{"the one by its hash", []safeservice.Queued{other, good}, byHash, ""},
		{"nothing", nil, byNonce, "safe.queue"},
		{"nothing of that hash", []safeservice.Queued{other}, byHash, "safe.queue"},
		{"two", []safeservice.Queued{other, good}, byNonce, "safe.queue"},
		{"a later one", []safeservice.Queued{waits(8, nil)}, Name{nonce: 8}, "safe.nonce"},
		{"another hash", []safeservice.Queued{foreign}, byNonce, "service.hash"},
		{"another hash, by ours", []safeservice.Queued{foreign}, byHash, "service.hash"},
		{"no transaction", []safeservice.Queued{broken}, byNonce, "service.entry"},
		{"no transaction, by its hash", []safeservice.Queued{broken}, byHash, "safe.queue"},
		{"gas", []safeservice.Queued{refund(func(tx *safe.Transaction) { tx.SafeTxGas = *uint256.NewInt(1) })}, byNonce, "safe.refund"},
		{"base gas", []safeservice.Queued{refund(func(tx *safe.Transaction) { tx.BaseGas = *uint256.NewInt(1) })}, byNonce, "safe.refund"},
		{"a price", []safeservice.Queued{refund(func(tx *safe.Transaction) { tx.GasPrice = *uint256.NewInt(1) })}, byNonce, "safe.refund"},
		{"a token", []safeservice.Queued{refund(func(tx *safe.Transaction) { tx.GasToken = common.HexToAddress("0x3") })}, byNonce, "safe.refund"},
		{"a receiver", []safeservice.Queued{refund(func(tx *safe.Transaction) { tx.RefundReceiver = common.HexToAddress("0x3") })}, byNonce, "safe.refund"},
	}
	for _, test := range tests {
		q.waiting = test.waiting
		w, err := q.Pick(test.want)
		var f *failure.Failure
		switch {
		case test.code == "" && (err != nil || w.Claimed != good.Claimed):
			t.Errorf("%s: %v", test.name, err)
		case test.code != "" && (!errors.As(err, &f) || f.Code != test.code || f.Exit != failure.Refused):
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
