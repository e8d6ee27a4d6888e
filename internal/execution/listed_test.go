package execution

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/journal"
	"mpool/internal/text"
	"mpool/internal/units"
)

// TestAttempts: each hash has a line; what mpool did not sign has no offer, and what has no time has none.
func TestAttempts(t *testing.T) {
	t.Parallel()
	raw, err := types.NewTx(&types.DynamicFeeTx{Gas: 65_000, GasFeeCap: big.NewInt(30e9), GasTipCap: big.NewInt(2e9)}).MarshalBinary()
	must(t, err)
	old, err := types.NewTx(&types.LegacyTx{Gas: 21_000, GasPrice: big.NewInt(7e9)}).MarshalBinary()
	must(t, err)
	first, second := time.Unix(1_700_000_000, 0), time.Unix(1_700_000_600, 0)
	call := journal.Call{Hashes: []common.Hash{{1}, {2}, {3}, {4}}, Times: []time.Time{first, second},
		Attempts: []journal.Signed{{Raw: raw}, {Raw: old, Cancels: true, Private: true}, {Raw: []byte{1}}}, Mined: &journal.Mined{Hash: common.Hash{2}}}
	got := newAttempts(call)
	if len(got) != 4 {
		t.Fatalf("%d attempts", len(got))
	}
	for i, want := range []struct {
		kind    string
		time    time.Time
		gas     uint64
		private bool
		offer   bool
		says    string
	}{
		{"sent", first, 65_000, false, true, "gas limit 65,000, max fee 30 gwei, priority fee 2 gwei"},
		{"cancel, mined", second, 21_000, true, true, "gas limit 21,000, gas price 7 gwei (type 0)"},
		{"bump", time.Time{}, 0, false, false, "signed elsewhere, known since"},
		{"bump", time.Time{}, 0, false, false, "signed elsewhere"},
	} {
		v := got[i]
		if v.Hash != call.Hashes[i] || v.Kind != want.kind || v.Time != want.time || v.GasLimit != want.gas || v.Private != want.private || (v.FeeCap != nil) != want.offer {
			t.Errorf("%d: %+v", i, v)
		}
		contains(t, shown(v), want.says, v.Hash.Hex())
		if says(shown(v), "private relay") != want.private {
			t.Errorf("%d: %s", i, shown(v))
		}
	}
	call.Times, call.Attempts = []time.Time{first, second, first, second}, make([]journal.Signed, 4)
	if got := newAttempts(call); got[3].Time != second || got[3].FeeCap != nil {
		t.Errorf("as many times as hashes: %+v", got[3])
	}
	if newAttempts(journal.Call{}) == nil {
		t.Error("an empty list is written as null")
	}
}

// TestReceipts: the fee is that of gas, and of data where the chain charges for it.
func TestReceipts(t *testing.T) {
	t.Parallel()
	gwei := func(n int64) *hexutil.Big { return (*hexutil.Big)(big.NewInt(n * 1e9)) }
	for _, test := range []struct {
		name  string
		mined journal.Mined
		fee   string // in ETH; "": unknown
		says  []string
		not   string
	}{
		{"without a price", journal.Mined{BlockNumber: 8, GasUsed: 50_000, DataFee: gwei(1)}, "", []string{"in block 8: 50,000 gas used", "paid an unknown amount"}, "for data"},
		{"with a price", journal.Mined{BlockNumber: 8, GasUsed: 50_000, GasPrice: gwei(20), Time: 1_700_000_000}, "0.001", []string{"in block 8, ", "paid 0.001 ETH, at 20 gwei"}, "for data"},
		{"with a fee for data", journal.Mined{BlockNumber: 8, GasUsed: 50_000, GasPrice: gwei(20), DataFee: gwei(1_000_000)}, "0.002", []string{"paid 0.002 ETH: 0.001 for data, and gas at 20 gwei"}, ", at 20"},
	} {
		v := newReceiptView(&test.mined)
		if (v.Fee == nil) != (test.fee == "") || v.Fee != nil && v.Fee.String() != test.fee || (v.GasPrice == nil) != (v.Fee == nil) || v.Time != units.Time(test.mined.Time) {
			t.Errorf("%s: %+v", test.name, v)
		}
		p := &text.Page{}
		v.Text(p, "ETH")
		page := p.String()
		if contains(t, page, test.says...); says(page, test.not) {
			t.Errorf("%s: %s", test.name, page)
		}
	}
	if newReceiptView(nil) != nil {
		t.Error("nothing is mined, and there is a receipt")
	}
}

// TestAge: a record of the future has no age.
func TestAge(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_700_000_000, 0)
	for _, test := range []struct {
		begun time.Time
		want  string
	}{{time.Time{}, "?"}, {now.Add(time.Second), "?"}, {now, "0s"}, {now.Add(-time.Hour), "1h"}} {
		if got := (&OperationView{Begun: test.begun}).age(now); got != test.want {
			t.Errorf("begun at %s: %q, want %q", test.begun, got, test.want)
		}
	}
}

// TestGoesOn: a pending transaction of a private relay goes there again.
func TestGoesOn(t *testing.T) {
	t.Parallel()
	private, public := []attemptView{{}, {Private: true}}, []attemptView{{}}
	for _, test := range []struct {
		name string
		sent []transactionView
		want bool
	}{
		{"nothing sent", nil, false},
		{"to a relay", []transactionView{{Attempts: private}}, true},
		{"to a relay, and mined", []transactionView{{Attempts: private, Mined: &receiptView{}}}, false},
		{"to the node", []transactionView{{Attempts: public}}, false},
		{"first to a relay", []transactionView{{Attempts: private, Mined: &receiptView{}}, {Attempts: public}}, false},
		{"last to a relay", []transactionView{{Attempts: public, Mined: &receiptView{}}, {Attempts: private}}, true},
	} {
		line := (&OperationView{ID: "it", Sent: test.sent}).goesOn()
		if says(line, "--publish-url") != test.want || !says(line, "mpool resume it") {
			t.Errorf("%s: %q", test.name, line)
		}
	}
}

// TestLinks: the link is that of the last hash of the last transaction.
func TestLinks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		sent []transactionView
		want string
	}{
		{"nothing sent", nil, ""},
		{"nothing signed", []transactionView{{}}, ""},
		{"one", []transactionView{{Hashes: []common.Hash{{1}}}}, common.Hash{1}.Hex()},
		{"replaced", []transactionView{{Hashes: []common.Hash{{1}, {2}}}}, common.Hash{2}.Hex()},
		{"the last has none", []transactionView{{Hashes: []common.Hash{{1}}}, {}}, ""},
	} {
		v := &OperationView{Sent: test.sent}
		if v.LinkTo("https://scan.example"); (v.Link == "") != (test.want == "") || !says(v.Link, test.want) {
			t.Errorf("%s: %q", test.name, v.Link)
		}
	}
}

// TestHashWords: --tx-hash takes a whole hash only.
func TestHashWords(t *testing.T) {
	t.Parallel()
	hash := common.Hash{0xab}.Hex()
	for words, want := range map[string]bool{hash: true, hash[:65]: false, hash + "0": false, hash[2:]: false, hash[:65] + "g": false, "": false, "0X" + hash[2:]: false} {
		if got := isHash(words); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
	for _, test := range []struct {
		flags ResumeOptions
		fine  bool
	}{{ResumeOptions{}, true}, {ResumeOptions{TxHash: hash}, true}, {ResumeOptions{NotSent: true}, true}, {ResumeOptions{TxHash: hash, NotSent: true}, false}, {ResumeOptions{TxHash: "0x12"}, false}} {
		if err := test.flags.Check(); (err == nil) != test.fine {
			t.Errorf("%+v: %v", test.flags, err)
		}
	}
}
