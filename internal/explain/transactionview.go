package explain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/decode"
	"mpool/internal/network"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Transaction is the explanation of a transaction.
type Transaction struct {
	Hash     common.Hash    `json:"hash"`
	ChainID  uint64         `json:"chain_id"`
	Status   string         `json:"status"` // success, reverted, waiting
	From     Named          `json:"from"`
	To       *Named         `json:"to"`    // null if it creates a contract
	Value    units.Wei      `json:"value"` // wei
	Nonce    uint64         `json:"nonce"`
	GasLimit uint64         `json:"gas_limit"`
	Block    *minedView     `json:"block"`           // null while it is pending
	Pool     *planview.Pool `json:"pool"`            // null if none was found
	Call     *decode.Call   `json:"call"`            // null if it was not decoded
	Makes    []InnerCall    `json:"makes,omitempty"` // the calls within the call of a Safe
	Unread   string         `json:"unread,omitempty"`
	Data     hexutil.Bytes  `json:"data"`
	Events   []eventView    `json:"events"`
	// UnknownEvents is the number of events of contracts that mpool does not know.
	UnknownEvents int `json:"unknown_events"`
	// Cancels is the operation that an empty transaction of mpool cancels, from the record on this machine.
	Cancels string  `json:"cancels,omitempty"`
	Revert  *Revert `json:"revert,omitempty"`
	// Inferred says how the reason of a revert was found, or why it was not.
	Inferred string `json:"inferred,omitempty"`
}

type minedView struct {
	Number  uint64      `json:"number"`
	Hash    common.Hash `json:"hash"`
	Time    units.Time  `json:"time"`
	GasUsed uint64      `json:"gas_used"`
	Fee     *units.Wei  `json:"gas_fee"` // wei, paid for gas and data; null if the receipt does not show it
}

type eventView struct {
	Of            Named `json:"of"`
	*decode.Event `json:",omitempty"`
}

func (v *Transaction) Text(p *text.Page) {
	p.Line("transaction %s on %s", v.Hash, network.ID(v.ChainID))
	p.Fact("status", "%s", v.status(p))
	p.Fact("from", "%s", v.From.Text())
	p.Fact("to", "%s", v.toText())
	if v.Pool != nil {
		p.Fact("pool", "%s, %s", v.Pool.Address, v.Pool.Name)
	}
	if !v.Value.Int().IsZero() {
		p.Fact("value", "%s %s", v.Value, network.ID(v.ChainID).Coin())
	}
	v.cost(p)
	if v.Cancels != "" {
		p.Fact("meaning", "an empty transaction that cancels %s", v.Cancels)
	}
	v.why(p)
	v.callText(p)
	v.eventsText(p)
}

func (v *Transaction) status(p *text.Page) string {
	switch v.Status {
	case "waiting":
		return p.Yellow("pending")
	case "reverted":
		return fmt.Sprintf("%s in block %d, %s: nothing changed, but the gas fee was paid", p.Red("REVERTED"), v.Block.Number, text.Time(v.Block.Time))
	}
	return fmt.Sprintf("%s in block %d, %s", p.Green("mined"), v.Block.Number, text.Time(v.Block.Time))
}

func (v *Transaction) toText() string {
	if v.To == nil {
		return "none: it creates a contract"
	}
	return v.To.Text()
}

func (v *Transaction) cost(p *text.Page) {
	allowed := text.Count(v.GasLimit)
	if v.Block == nil {
		p.Fact("gas", "gas limit %s", allowed)
		return
	}
	p.Fact("gas", "uses %s; gas limit %s; %s", text.Count(v.Block.GasUsed), allowed,
		forText(v.Block.Fee, network.ID(v.ChainID).Coin()))
}

func (v *Transaction) why(p *text.Page) {
	if v.Revert == nil {
		if v.Inferred != "" {
			p.Fact("why", "%s", v.Inferred)
		}
		return
	}
	p.Fact("why", "%s", p.Bold(text.Clean(v.Revert.Title(), text.LineWidth)))
	p.Fact("meaning", "%s", text.Clean(v.Revert.Meaning, text.LineWidth))
	p.Fact("", "%s", v.Inferred)
	p.Fact("remedy", "%s", text.Clean(v.Revert.Remedy, text.LineWidth))
}

func (v *Transaction) callText(p *text.Page) {
	switch {
	case v.Call != nil:
		p.Heading("call: " + v.Call.Function)
		callWords(p, v.Call)
		madeText(p, v.Makes, "")
	case v.Unread != "":
		p.Heading(fmt.Sprintf("call: %s of data that mpool cannot decode", text.Plural(len(v.Data), "byte")))
		p.Line("  %s", v.Unread)
	}
}

func (v *Transaction) eventsText(p *text.Page) {
	for i, e := range v.Events {
		if i == MostItems {
			p.Line("\n… and %s more, which --json lists", text.Plural(len(v.Events)-i, "event"))
			break
		}
		p.Heading(fmt.Sprintf("event %d: %s", i+1, e.Signature))
		p.Fact("of", "%s", e.Of.Text())
		values(p, e.Args, "  ")
	}
	if v.UnknownEvents > 0 {
		p.Line("\nand %s of contracts that mpool does not know", text.Plural(v.UnknownEvents, "event"))
	}
}
