package explain

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/decode"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// InnerCall is one call that a Safe makes.
type InnerCall struct {
	To        common.Address `json:"to"`
	Is        string         `json:"is,omitempty"` // what is at the address
	Value     units.Wei      `json:"value"`
	Operation uint8          `json:"operation"`
	Data      hexutil.Bytes  `json:"data"`
	Call      *decode.Call   `json:"call"`               // null if it cannot be decoded
	Unread    string         `json:"unread,omitempty"`   // why it cannot be decoded
	Trailing  int            `json:"trailing,omitempty"` // number of bytes that the contract ignores
	// Makes are the calls that this call makes in turn. Only explain fills it.
	Makes []InnerCall `json:"makes,omitempty"`
}

func NewInnerCall(d *decode.Decoder, book decode.Book, c safe.Call) InnerCall {
	v := InnerCall{To: c.To, Is: book.Name(c.To), Value: units.Wei(c.Value), Operation: uint8(c.Operation), Data: c.Data}
	call, err := d.Call(c.Data)
	if err != nil {
		v.Unread = err.Error()
		if len(c.Data) == 0 {
			v.Unread = "it has no calldata"
		}
		return v
	}
	call.Explain(book, c.To)
	v.Call, v.Trailing = call, call.Trailing
	return v
}

func (c InnerCall) Text(p *text.Page) {
	p.Line("  to     %s", Named{c.To, c.Is}.Text())
	if !c.Value.Int().IsZero() {
		p.Line("  value  %s of the native token", c.Value)
	}
	if safe.Operation(c.Operation) != safe.OperationCall {
		p.Line("  as a   %s", safe.Operation(c.Operation))
	}
	if c.Call == nil {
		p.Line("  unknown: %s", text.Clean(c.Unread, text.LineWidth))
		p.Line("  data   %s", text.Clean(c.Data.String(), text.MessageWidth))
		return
	}
	p.Line("  %s", p.Bold(c.Call.Function))
	p.Line("  %s", c.Call.Does)
	values(p, c.Call.Args, "    ")
	if c.Trailing > 0 {
		p.Line("    and %s that the contract ignores", text.Plural(c.Trailing, "byte"))
	}
}
