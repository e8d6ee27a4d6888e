package planview

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Freeze says how exact a freeze is: how far weights can still move, until when, and which token
// takes the rounding remainder.
type Freeze struct {
	By     units.Time     `json:"by"` // latest time of mining, after which the call reverts; the weights settle then
	Tokens []settlingView `json:"tokens"`
	// Remainder is the token whose weight is rounded so that the sum is exact; null if no rounding
	// is needed.
	Remainder *remainderView `json:"remainder"`
}

type settlingView struct {
	Token  common.Address `json:"token"`
	Symbol named.Symbol   `json:"symbol"`
	Most   units.Fixed    `json:"most"` // as a fraction of one
}

type remainderView struct {
	Token   common.Address `json:"token"`
	Symbol  named.Symbol   `json:"symbol"`
	Without units.Fixed    `json:"sum_without"`
}

// NewFreeze returns nil for all other plans.
func NewFreeze(before *ops.Snapshot, plan *ops.Plan) *Freeze {
	op, is := plan.Operation.(ops.FreezeWeights)
	if !is || plan.Moves == nil {
		return nil
	}
	v := &Freeze{By: op.By}
	for i, token := range before.Tokens {
		v.Tokens = append(v.Tokens, settlingView{token.Address, token.Symbol, plan.Moves.Distance(i)})
	}
	if i, sum, found := op.Remainder(before); found {
		v.Remainder = &remainderView{before.Tokens[i].Address, before.Tokens[i].Symbol, sum}
	}
	return v
}

func (v *Freeze) Text(p *text.Page) {
	p.Line("")
	p.Line("freeze: the weights stop when this is mined and settle at their end values at %s; if mined later, it reverts", text.Time(v.By))
	if v.Remainder == nil {
		p.Line("  the weights sum to 100%% without rounding")
	} else {
		p.Line("  %s is rounded so that the weights sum to 100%%", text.SymbolIn(v.Remainder.Symbol, text.NameWidth))
	}
	var most []string
	for _, token := range v.Tokens {
		if token.Most != (units.Fixed{}) {
			most = append(most, text.SymbolIn(token.Symbol, text.NameWidth)+" "+text.Points(token.Most))
		}
	}
	if len(most) == 0 {
		p.Line("  no weight can move after this")
		return
	}
	p.Line("  worst case within the window: weights still move by")
	const perLine = 5
	for len(most) > 0 {
		n := min(perLine, len(most))
		p.Line("    %s", strings.Join(most[:n], ", "))
		most = most[n:]
	}
}
