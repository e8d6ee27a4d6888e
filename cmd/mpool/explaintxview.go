package main

import (
	"fmt"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/decode"
	"mpool/internal/ops"
)

// explainedTx is what a transaction did.
type explainedTx struct {
	Hash     common.Hash   `json:"hash"`
	ChainID  uint64        `json:"chain_id"`
	Status   string        `json:"status"` // success, reverted, waiting
	From     named         `json:"from"`
	To       *named        `json:"to"`    // null: it creates a contract
	Value    ops.Wei       `json:"value"` // wei
	Nonce    uint64        `json:"nonce"`
	GasLimit uint64        `json:"gas_limit"`
	Block    *minedView    `json:"block"`           // null while it waits
	Pool     *planPool     `json:"pool"`            // null: none was found
	Call     *decode.Call  `json:"call"`            // null: not read
	Makes    []innerCall   `json:"makes,omitempty"` // the calls within the call of a Safe
	Unread   string        `json:"unread,omitempty"`
	Data     hexutil.Bytes `json:"data"`
	Events   []eventView   `json:"events"`
	// UnknownEvents are those of no contract that mpool knows.
	UnknownEvents int         `json:"unknown_events"`
	Revert        *revertView `json:"revert,omitempty"`
	// Inferred is how the reason for a revert was found, or why it was not.
	Inferred string `json:"inferred,omitempty"`
}

type minedView struct {
	Number  uint64      `json:"number"`
	Hash    common.Hash `json:"hash"`
	Time    ops.Time    `json:"time"`
	GasUsed uint64      `json:"gas_used"`
	Fee     *ops.Wei    `json:"fee"` // wei, paid for gas and data; null where the receipt does not tell
}

type eventView struct {
	Of named `json:"of"`
	*decode.Event
}

func (v *explainedTx) text(p *page) {
	p.line("transaction %s on %s", v.Hash, chainID(v.ChainID))
	p.fact("status", "%s", v.status(p))
	p.fact("from", "%s", v.From.text())
	p.fact("to", "%s", v.toText())
	if v.Pool != nil {
		p.fact("pool", "%s, %s", v.Pool.Address, clean(v.Pool.Name, nameWidth))
	}
	if !v.Value.Int().IsZero() {
		p.fact("value", "%s %s", v.Value, chainID(v.ChainID).coin())
	}
	v.cost(p)
	v.why(p)
	v.callText(p)
	v.eventsText(p)
}

func (v *explainedTx) status(p *page) string {
	switch v.Status {
	case "waiting":
		return p.yellow("waiting to be mined")
	case "reverted":
		return fmt.Sprintf("%s in block %d, %s UTC: nothing has changed, and its gas is paid", p.red("REVERTED"), v.Block.Number, shortTime(v.Block.Time))
	}
	return fmt.Sprintf("%s in block %d, %s UTC", p.green("mined"), v.Block.Number, shortTime(v.Block.Time))
}

func (v *explainedTx) toText() string {
	if v.To == nil {
		return "nobody: it creates a contract"
	}
	return v.To.text()
}

func (v *explainedTx) cost(p *page) {
	allowed := group(strconv.FormatUint(v.GasLimit, 10))
	if v.Block == nil {
		p.fact("gas", "%s allowed", allowed)
		return
	}
	p.fact("gas", "%s used of %s allowed, %s", group(strconv.FormatUint(v.Block.GasUsed, 10)), allowed,
		forText(v.Block.Fee, chainID(v.ChainID).coin()))
}

func (v *explainedTx) why(p *page) {
	if v.Revert == nil {
		if v.Inferred != "" {
			p.fact("why", "%s", v.Inferred)
		}
		return
	}
	p.fact("why", "%s", p.bold(clean(v.Revert.title(), textWidth)))
	p.fact("meaning", "%s", clean(v.Revert.Meaning, textWidth))
	p.fact("", "%s", v.Inferred)
	p.fact("remedy", "%s", clean(v.Revert.Remedy, textWidth))
}

func (v *explainedTx) callText(p *page) {
	switch {
	case v.Call != nil:
		p.heading("call: " + v.Call.Function)
		callWords(p, v.Call)
		madeText(p, v.Makes, "")
	case v.Unread != "":
		p.heading(fmt.Sprintf("call: %s of data that are not read", plural(len(v.Data), "byte")))
		p.line("  %s", v.Unread)
	}
}

func (v *explainedTx) eventsText(p *page) {
	for i, e := range v.Events {
		if i == mostItems {
			p.line("\n… and %s more, which --json lists", plural(len(v.Events)-i, "event"))
			break
		}
		p.heading(fmt.Sprintf("event %d: %s", i+1, e.Event.Event))
		p.fact("of", "%s", e.Of.text())
		values(p, e.Args, "  ")
	}
	if v.UnknownEvents > 0 {
		p.line("\nand %s of contracts that mpool does not know", plural(v.UnknownEvents, "event"))
	}
}
