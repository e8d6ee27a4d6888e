package planview

import (
	"fmt"

	"mpool/internal/network"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Cost is the largest gas fee of a plan.
type Cost struct {
	GasUsed  uint64    `json:"gas_used"`  // by all calls in the simulation
	GasLimit uint64    `json:"gas_limit"` // sum of all calls' gas limits
	FeeCap   units.Wei `json:"max_fee_per_gas"`
	Tip      units.Wei `json:"max_priority_fee_per_gas"`
	Most     units.Wei `json:"max"` // gas limit times fee cap, plus the fee for data
	// DataFee is twice the chain's current fee for the data of all calls, in wei; null if the chain
	// charges only gas, or if the node does not say.
	DataFee *units.Wei `json:"data_fee,omitempty"`
	// BaseFee is that of the newest block, in wei per unit of gas; zero: unknown.
	BaseFee units.Wei `json:"-"`
	// Limits are the gas limits of the calls. If the node cannot simulate, later calls have none
	// yet.
	Limits  []uint64 `json:"gas_limits"`
	Unknown int      `json:"calls_of_unknown_cost,omitempty"`
	// BySafe is the cost of the Safe transaction that replaces the first calls; null if no Safe
	// sends the first call.
	BySafe *SafeCost `json:"by_safe,omitempty"`
}

func (v *Cost) Text(p *text.Page, on network.ID) { p.Line("gas: %s", v.Sentence(on)) }

// Beside names costs that are not included.
func (v *Cost) Beside(on network.ID) string {
	if v.DataFee != nil {
		return ""
	}
	return on.BesideGas()
}

func (v *Cost) Sentence(on network.ID) string {
	more := v.Beside(on)
	if v.DataFee != nil {
		more = fmt.Sprintf(", including twice the chain's current data fee (%s %s)", text.Most(v.DataFee.String()), on.Coin())
	}
	more += v.BySafe.words()
	if v.Unknown > 0 {
		more += fmt.Sprintf(", plus %s after the first, whose gas is known only later", text.Plural(v.Unknown, "call"))
	}
	return fmt.Sprintf("at most %s %s%s (uses %s; gas limit %s; max fee %s gwei)", text.Most(v.Most.String()), on.Coin(), more,
		text.Count(v.GasUsed), text.Count(v.GasLimit), text.Most(v.FeeCap.Gwei()))
}
