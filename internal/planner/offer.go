package planner

import (
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/parse"
	"mpool/internal/units"
)

// Price is a flag for a fee per unit of gas with its unit, such as 20gwei.
type Price struct {
	Given bool
	Value units.Wei
}

func (w *Price) String() string {
	if !w.Given {
		return ""
	}
	return w.Value.Gwei() + "gwei"
}

func (w *Price) Type() string { return "price" }

func (w *Price) Set(text string) error {
	value, err := parse.GasPrice(text)
	w.Given, w.Value = err == nil, value
	return err
}

// Offer holds the flags about gas. The node decides what is not set.
type Offer struct {
	GasLimit uint64
	GasPrice Price
	Tip      Price
	Legacy   bool
}

// on applies the flags to the node's proposal. With the user's priority fee, the room for the base
// fee stays the same. The user's fee cap limits the node's priority fee.
func (f *Offer) on(fees chain.Fees) chain.Fees {
	if f.Tip.Given {
		var room uint256.Int
		room.Sub(fees.FeeCap.Int(), fees.Tip.Int())
		fees.FeeCap = units.Wei(*room.Add(&room, f.Tip.Value.Int()))
		fees.Tip = f.Tip.Value
	}
	if f.GasPrice.Given {
		fees.FeeCap = f.GasPrice.Value
	}
	if f.Legacy || !f.Tip.Given && fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		fees.Tip = fees.FeeCap
	}
	return fees
}
