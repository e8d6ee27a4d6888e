package planview

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Call is one call of a plan.
type Call struct {
	From   common.Address `json:"from"`
	To     common.Address `json:"to"`
	Method string         `json:"method"`
	Args   []ops.Arg      `json:"arguments"`
	Data   hexutil.Bytes  `json:"data"`
	Why    string         `json:"why"`
	Value  units.Wei      `json:"value,omitzero"` // native token sent with the call

	coin string
}

// Text prints the call, the number-th of so many.
func (c Call) Text(p *text.Page, number, of int) {
	p.Line("")
	p.Line("call %d of %d: %s", number, of, c.Method)
	p.Line("  from %s (%s)", sentBy(c.From), c.Why)
	p.Line("  to   %s", c.To)
	if c.Value != (units.Wei{}) {
		p.Line("  value %s %s", c.Value, c.coin)
	}
	for _, arg := range c.Args {
		p.Line("  %s = %s", text.Clean(arg.Name, text.LineWidth), text.Clean(arg.Value, text.LineWidth))
	}
}

// sentBy names the sender of a call; an unknown sender may be any account.
func sentBy(from common.Address) string {
	if from == Nobody() {
		return "any account"
	}
	return from.Hex()
}

// Nobody is the sender in previews without a known sender.
func Nobody() common.Address {
	return common.HexToAddress("0x000000000000000000000000000000000000dEaD")
}
