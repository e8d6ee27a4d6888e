package review

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/explain"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Transaction has the fields of SafeTx for JSON and text.
type Transaction struct {
	To             common.Address `json:"to"`
	ToIs           string         `json:"to_is,omitempty"`
	Value          units.Wei      `json:"value"`
	Data           hexutil.Bytes  `json:"data"`
	DataHash       common.Hash    `json:"data_hash"`
	Operation      uint8          `json:"operation"`
	SafeTxGas      string         `json:"safe_tx_gas"`
	BaseGas        string         `json:"base_gas"`
	GasPrice       string         `json:"gas_price"`
	GasToken       common.Address `json:"gas_token"`
	RefundReceiver common.Address `json:"refund_receiver"`
	Nonce          uint64         `json:"nonce"`
}

func NewTransaction(tx safe.Transaction, multiSend common.Address) Transaction {
	is := ""
	if tx.Operation == safe.OperationDelegateCall && tx.To == multiSend {
		is = "MultiSendCallOnly"
	}
	return Transaction{To: tx.To, ToIs: is, Value: units.Wei(tx.Value), Data: tx.Data, DataHash: crypto.Keccak256Hash(tx.Data), Operation: uint8(tx.Operation),
		SafeTxGas: tx.SafeTxGas.Dec(), BaseGas: tx.BaseGas.Dec(), GasPrice: tx.GasPrice.Dec(),
		GasToken: tx.GasToken, RefundReceiver: tx.RefundReceiver, Nonce: tx.Nonce}
}

func (t Transaction) Text(p *text.Page) {
	p.Line("what is signed")
	p.Line("  to         %s", explain.Named{Address: t.To, Is: t.ToIs}.Text())
	p.Line("  value      %s wei", t.Value.Int().Dec())
	p.Line("  operation  %d, a %s", t.Operation, safe.Operation(t.Operation))
	p.Line("  nonce      %d", t.Nonce)
	p.Line("  data       %s, hash %s", text.Plural(len(t.Data), "byte"), t.DataHash)
	p.Line("  safeTxGas %s, baseGas %s, gasPrice %s, gasToken %s, refundReceiver %s",
		t.SafeTxGas, t.BaseGas, t.GasPrice, text.ShortZero(t.GasToken), text.ShortZero(t.RefundReceiver))
}

// OddText writes only the fields that differ from those of mpool's own transactions.
func (t Transaction) OddText(p *text.Page) {
	odd := t.SafeTxGas != "0" || t.BaseGas != "0" || t.GasPrice != "0" || text.ShortZero(t.GasToken) != "0x0" || text.ShortZero(t.RefundReceiver) != "0x0"
	if t.Operation != uint8(safe.OperationCall) {
		p.Line("  operation %d, a %s of %s", t.Operation, safe.Operation(t.Operation), explain.Named{Address: t.To, Is: t.ToIs}.Text())
	}
	if odd {
		p.Line("  safeTxGas %s, baseGas %s, gasPrice %s, gasToken %s, refundReceiver %s",
			t.SafeTxGas, t.BaseGas, t.GasPrice, text.ShortZero(t.GasToken), text.ShortZero(t.RefundReceiver))
	}
}
