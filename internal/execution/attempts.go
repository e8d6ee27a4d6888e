package execution

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/journal"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// attemptView is one signature of a call. The gas offer is unknown if others signed.
type attemptView struct {
	Hash     common.Hash `json:"hash"`
	Kind     string      `json:"kind"`
	Time     time.Time   `json:"time"` // of the signature or, if others signed, since when the hash is known; by this machine's clock
	Type     *uint8      `json:"type,omitempty"`
	GasLimit uint64      `json:"gas_limit,omitempty"`
	FeeCap   *units.Wei  `json:"max_fee_per_gas,omitempty"` // type 0: the gas price
	Tip      *units.Wei  `json:"max_priority_fee_per_gas,omitempty"`
	Private  bool        `json:"private,omitempty"` // sent to --publish-url only
}

// receiptView describes the attempt that was mined.
type receiptView struct {
	Hash     common.Hash `json:"hash"`
	Block    uint64      `json:"block"`
	Time     units.Time  `json:"time,omitempty"` // of the block; unknown in records of earlier versions
	Success  bool        `json:"success"`
	GasUsed  uint64      `json:"gas_used"`
	GasPrice *units.Wei  `json:"gas_price,omitempty"` // per unit of gas
	DataFee  *units.Wei  `json:"data_fee,omitempty"`  // for data, on chains that charge for it
	Fee      *units.Wei  `json:"gas_fee,omitempty"`   // for gas and data
}

func newAttempts(call journal.Call) []attemptView {
	list := []attemptView{}
	kinds := kinds(call)
	for i, hash := range call.Hashes {
		v := attemptView{Hash: hash, Kind: kinds[i]}
		if i < len(call.Times) {
			v.Time = call.Times[i]
		}
		if i < len(call.Attempts) {
			v.Private = call.Attempts[i].Private
			v.offer(call.Attempts[i].Raw)
		}
		list = append(list, v)
	}
	return list
}

// offer reads the gas offer from the signed bytes, which the record has checked.
func (v *attemptView) offer(raw []byte) {
	var tx types.Transaction
	if tx.UnmarshalBinary(raw) != nil {
		return
	}
	kind, feeCap, tip := tx.Type(), units.WeiOf(tx.GasFeeCap()), units.WeiOf(tx.GasTipCap())
	v.Type, v.GasLimit, v.FeeCap, v.Tip = &kind, tx.Gas(), &feeCap, &tip
}

func newReceiptView(m *journal.Mined) *receiptView {
	if m == nil {
		return nil
	}
	v := &receiptView{Hash: m.Hash, Block: m.BlockNumber, Time: units.Time(m.Time), Success: m.Success, GasUsed: m.GasUsed}
	if m.GasPrice != nil {
		price := units.WeiOf(m.GasPrice.ToInt())
		fee := price.Times(m.GasUsed)
		if m.DataFee != nil {
			data := units.WeiOf(m.DataFee.ToInt())
			fee, v.DataFee = planner.AddWei(fee, data), &data
		}
		v.GasPrice, v.Fee = &price, &fee
	}
	return v
}

func (v attemptView) Text(p *text.Page) {
	kind := v.Kind
	if v.Private {
		kind += ", to a private relay"
	}
	p.Line("  transaction %s (%s)", v.Hash, kind)
	when := "signed " + text.Time(units.Time(v.Time.Unix()))
	switch {
	case v.FeeCap == nil:
		p.Line("    signed elsewhere, known since %s", text.Time(units.Time(v.Time.Unix())))
	case *v.Type == types.LegacyTxType:
		p.Line("    %s: gas limit %s, gas price %s gwei (type 0)", when, text.Count(v.GasLimit), v.FeeCap.Gwei())
	default:
		p.Line("    %s: gas limit %s, max fee %s gwei, priority fee %s gwei", when, text.Count(v.GasLimit), v.FeeCap.Gwei(), v.Tip.Gwei())
	}
}

func (v *receiptView) Text(p *text.Page, coin string) {
	at := ""
	if v.Time != 0 {
		at = ", " + text.Time(v.Time)
	}
	p.Line("  in block %d%s: %s gas used", v.Block, at, text.Count(v.GasUsed))
	switch {
	case v.GasPrice == nil:
		p.Line("  %s", text.Paid(nil, coin))
	case v.DataFee != nil:
		p.Line("  %s: %s for data, and gas at %s gwei", text.Paid(v.Fee, coin), text.Number(v.DataFee.String()), v.GasPrice.Gwei())
	default:
		p.Line("  %s, at %s gwei", text.Paid(v.Fee, coin), v.GasPrice.Gwei())
	}
}
