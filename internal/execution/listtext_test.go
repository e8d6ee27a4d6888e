package execution

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
	"mpool/internal/text"
)

func aRecord() OperationView {
	at := time.Unix(1_700_000_000, 0)
	return OperationView{ID: "one", Operation: "swaps disable", Pool: common.Address{0xb0}, ChainID: 1, Calls: 2, Done: 1, Begun: at, Path: "/records/one", Link: "https://scan.example/tx/0x02", Revoke: "mpool revoke",
		Sent: []transactionView{
			{Step: 1, State: journal.Done, Since: at, From: common.Address{0xa1}, Nonce: 7, To: common.Address{0xb0}, Hashes: []common.Hash{{1}}, Attempts: []attemptView{{Hash: common.Hash{1}, Kind: "sent", Time: at}}, Mined: &receiptView{}},
			{Step: 2, State: journal.Sent, Since: at, From: common.Address{0xa2}, Nonce: 8, To: common.Address{0xb1}, Hashes: []common.Hash{{2}, {3}}, Errors: []string{"no peers"}, Overrides: []journal.Override{{Policy: "max_x", Reason: "because"}}},
		}}
}

func page(of interface{ Text(*text.Page) }) string {
	p := &text.Page{}
	of.Text(p)
	return p.String()
}

// TestListText: the list names the last transaction of each record, and how the first unfinished one goes on.
func TestListText(t *testing.T) {
	t.Parallel()
	first, second, third := aRecord(), aRecord(), aRecord()
	second.ID, second.Unfinished, second.Sent, second.Link, second.Begun = "two", true, nil, "", time.Time{}
	third.ID, third.Unfinished, third.Safe = "three", true, &safeTxView{Safe: common.Address{0x5a}, Nonce: 4, Operation: "fee-set"}
	v := &TxListView{Operations: []OperationView{first, second, third}, Now: first.Begun.Add(time.Hour)}
	want := `id     operation                                                       chain    calls   last                nonce  age
one    swaps disable                                                   mainnet  1 of 2  broadcast               8   1h
two    swaps disable                                                   mainnet  1 of 2  nothing was signed           ?
three  fee-set, nonce 4 of 0x5a00000000000000000000000000000000000000  mainnet  1 of 2  broadcast               8   1h

one
  pool 0xB000000000000000000000000000000000000000
  hash ` + common.Hash{3}.Hex() + `
  explorer: https://scan.example/tx/0x02

two
  pool 0xB000000000000000000000000000000000000000

three
  pool 0xB000000000000000000000000000000000000000
  hash ` + common.Hash{3}.Hex() + `
  explorer: https://scan.example/tx/0x02

continue with: mpool resume two
`
	if got := page(v); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for all, want := range map[bool]string{false: "no pending transactions\nmpool tx list --all shows finished ones\n", true: "no pending transactions\n"} {
		if got := page(&TxListView{All: all}); got != want {
			t.Errorf("%q", got)
		}
	}
}

// TestRecordText: one record shows each transaction with what was signed, overridden and went wrong.
func TestRecordText(t *testing.T) {
	t.Parallel()
	v := aRecord()
	v.Unfinished, v.Safe = true, &safeTxView{Safe: common.Address{0x5a}, Nonce: 4, Hash: common.Hash{9}, Operation: "fee-set"}
	got := page(&v)
	want := `one swaps disable of 0xB000000000000000000000000000000000000000 on mainnet
transaction 4 of the Safe 0x5a00000000000000000000000000000000000000: fee-set
safeTxHash ` + common.Hash{9}.Hex() + `

call 1 of 2: verified since 2023-11-14 22:13:20 UTC
  from 0xA100000000000000000000000000000000000000, nonce 7
  to   0xB000000000000000000000000000000000000000
  transaction ` + common.Hash{1}.Hex() + ` (sent)
    signed elsewhere, known since 2023-11-14 22:13:20 UTC
  in block 0: 0 gas used
  paid an unknown amount (the receipt has no gas price)

call 2 of 2: broadcast since 2023-11-14 22:13:20 UTC
  from 0xA200000000000000000000000000000000000000, nonce 8
  to   0xB100000000000000000000000000000000000000
  override of policy max_x: because
  error: no peers

explorer: https://scan.example/tx/0x02
record: /records/one
continue with: mpool resume one
it stopped after its approval: the Vault can still take that amount. To revoke the allowance:
  mpool revoke
`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
