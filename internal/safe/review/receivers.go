package review

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/effect"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// stateOf is the state of the pool that a plan is about. Before its creation a pool has no owner and no
// asset managers, so that of a creation is the state after.
func stateOf(p *planner.Proposal) *ops.Snapshot {
	if _, creates := safe.InnerOperation(p.Plan).(newpool.CreatePool); creates {
		return p.Plan.Predicted
	}
	return p.Before
}

// tellCreation says what a call creates, and who gets the rights over it where that is not the Safe.
func (c *Call) tellCreation(book decode.Book, of common.Address) {
	d, is := c.does.(deed.Create)
	if !is {
		return
	}
	c.Summary = effect.CreateWords(named.Pool(d.Title), createdOf(book, d), units.Fixed(d.SwapFee), units.Fixed(d.AumFee))
	if of == (common.Address{}) {
		return
	}
	op := newpool.CreatePool{Sender: of, Owner: d.Owner}
	for _, manager := range d.Managers {
		op.Tokens = append(op.Tokens, newpool.NewToken{AssetManager: manager})
	}
	c.Summary += effect.CreatedFor(op)
}

// operates says that a call of a plan is part of an operation that mpool has planned, not a trade, whose
// result depends on the pool's state, nor a move of internal balances.
func (c Call) operates() bool {
	switch c.does.(type) {
	case deed.Trade, deed.UserBalance, deed.SetRelayer:
		return false
	}
	return c.Call != nil
}
