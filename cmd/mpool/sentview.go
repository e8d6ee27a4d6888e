package main

import (
	"fmt"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// sentView is what became of an operation that was sent.
type sentView struct {
	Operation   string   `json:"operation"`
	Pool        planPool `json:"pool"`
	Transaction txView   `json:"transaction"`
	// Preview is predicted anew from the state before the mined block.
	Preview      timeline      `json:"preview"`
	Verification *verification `json:"verification"` // null where it could not be made
	Proof        *proofView    `json:"proof"`        // what was known before it was sent
	Journal      string        `json:"journal"`
}

type txView struct {
	Hash    common.Hash    `json:"hash"`
	From    common.Address `json:"from"`
	Block   uint64         `json:"block"`
	Time    ops.Time       `json:"time"`
	Success bool           `json:"success"`
	GasUsed uint64         `json:"gas_used"`
	Fee     ops.Wei        `json:"fee"` // wei, paid
}

// verification compares the pool after the receipt's block with the prediction
// for that block.
type verification struct {
	Fields      int          `json:"fields"`
	Differences []ops.Change `json:"differences"` // found against predicted
}

func newVerification(expected, found *ops.Snapshot) *verification {
	return &verification{Fields: len(found.Fields()), Differences: append([]ops.Change{}, ops.Diff(expected, found)...)}
}

// differences are those of the verification, for the record.
func (v *sentView) differences() []string {
	var list []string
	for _, d := range v.Verification.Differences {
		list = append(list, fmt.Sprintf("%s: predicted %s, found %s", d.Path, d.Before, d.After))
	}
	return list
}

func newTxView(r *chain.Receipt) txView {
	return txView{Hash: r.Hash, From: r.From, Block: r.BlockNumber, Success: r.Success, GasUsed: r.GasUsed, Fee: r.GasPrice.Times(r.GasUsed)}
}

func (v *sentView) text(p *page) {
	p.line("%s of %s (%s)", v.Operation, clean(v.Pool.Name, 60), v.Pool.Address)
	p.line("transaction %s", v.Transaction.Hash)
	result := p.green("mined")
	if !v.Transaction.Success {
		result = p.red("REVERTED")
	}
	p.line("%s in block %d, paid %s %s for %s gas", result, v.Transaction.Block, shortNumber(v.Transaction.Fee.String()),
		chainID(v.Pool.ChainID).coin(), group(strconv.FormatUint(v.Transaction.GasUsed, 10)))
	if v.Verification == nil {
		return
	}
	p.line("")
	if len(v.Preview.Rows) > 0 {
		v.Preview.text(p)
		p.line("")
	}
	if n := len(v.Verification.Differences); n > 0 {
		p.line("%s in %s:", p.red("NOT AS PREDICTED"), plural(n, "field"))
		differences(p, v.Verification.Differences, "found")
		return
	}
	if !v.Transaction.Success {
		p.line("checked: nothing in the pool has changed, in all %d fields", v.Verification.Fields)
		return
	}
	p.line("%s: the pool is as predicted, to the wei, in all %d fields", p.green("verified"), v.Verification.Fields)
}

func differences(p *page, list []ops.Change, verb string) {
	for _, d := range list {
		p.line("  %s: predicted %s, %s %s", clean(d.Label, 60), clean(d.Before, 60), verb, clean(d.After, 60))
	}
}
