package review

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/safe"
	"mpool/internal/text"
)

// TestTransactionText: what is signed is shown whole, and only what is unusual where a line is short.
func TestTransactionText(t *testing.T) {
	to, five := who(0x33), *uint256.NewInt(5)
	tail := "  safeTxGas 0, baseGas 0, gasPrice 0, gasToken 0x0, refundReceiver 0x0\n"
	delegate := "  operation 1, a delegate call of " + to.Hex() + ", MultiSendCallOnly\n"
	for _, test := range []struct {
		name string
		tx   safe.Transaction
		is   string
		odd  string
	}{
		{"a call", safe.Transaction{To: to, Value: five, Data: []byte{1, 2}, Nonce: 7}, "", ""},
		{"a batch", safe.Transaction{To: to, Operation: safe.OperationDelegateCall}, "MultiSendCallOnly", delegate},
		{"a call of the batcher", safe.Transaction{To: to}, "", ""},
		{"gas for the execution", safe.Transaction{To: to, SafeTxGas: five}, "", "  safeTxGas 5, baseGas 0, gasPrice 0, gasToken 0x0, refundReceiver 0x0\n"},
		{"gas for the rest", safe.Transaction{To: to, BaseGas: five}, "", "  safeTxGas 0, baseGas 5, gasPrice 0, gasToken 0x0, refundReceiver 0x0\n"},
		{"a price of gas", safe.Transaction{To: to, GasPrice: five}, "", "  safeTxGas 0, baseGas 0, gasPrice 5, gasToken 0x0, refundReceiver 0x0\n"},
		{"a token for gas", safe.Transaction{To: to, GasToken: to}, "", "  safeTxGas 0, baseGas 0, gasPrice 0, gasToken " + to.Hex() + ", refundReceiver 0x0\n"},
		{"a receiver of the refund", safe.Transaction{To: to, RefundReceiver: to}, "", "  safeTxGas 0, baseGas 0, gasPrice 0, gasToken 0x0, refundReceiver " + to.Hex() + "\n"},
	} {
		v := NewTransaction(test.tx, to)
		p := &text.Page{}
		if v.OddText(p); v.ToIs != test.is || p.String() != test.odd {
			t.Errorf("%s: to is %q; %q, want %q", test.name, v.ToIs, p.String(), test.odd)
		}
	}
	v := NewTransaction(safe.Transaction{To: to, Value: five, Data: []byte{1, 2}, Nonce: 7}, common.Address{})
	want := "what is signed\n  to         " + to.Hex() + "\n  value      5 wei\n  operation  0, a call\n  nonce      7\n  data       2 bytes, hash " + v.DataHash.Hex() + "\n" + tail
	if got := shown(v); got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
}
