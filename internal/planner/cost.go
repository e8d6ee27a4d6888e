package planner

import (
	"fmt"
	"strconv"

	"mpool/internal/network"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Cost is what sending would cost at the most.
type Cost struct {
	GasUsed  uint64    `json:"gas_used"`  // in the simulation, by all calls
	GasLimit uint64    `json:"gas_limit"` // what would be allowed, to all calls
	FeeCap   units.Wei `json:"max_fee_per_gas"`
	Tip      units.Wei `json:"max_priority_fee_per_gas"`
	Most     units.Wei `json:"max"` // gas limit times fee cap, and the fee for data
	// DataFee is twice what the chain would charge now for the data of all calls; null
	// where it charges nothing beside gas, or the node does not tell.
	DataFee *units.Wei `json:"data_fee,omitempty"`
	baseFee units.Wei
	// Limits are those of the single calls. There are fewer than calls where the
	// node cannot simulate: then what the others cost is known when their turn comes.
	Limits  []uint64 `json:"gas_limits"`
	Unknown int      `json:"calls_of_unknown_cost,omitempty"`
	// BySafe is what a Safe's transaction needs, in the place of its calls; null
	// where no Safe sends the first call.
	BySafe *SafeCost `json:"by_safe,omitempty"`
}

func (v *Cost) Text(p *text.Page, on network.ID) { p.Line("gas: %s", v.Sentence(on)) }

// beside is what the most is without.
func (v *Cost) beside(on network.ID) string {
	if v.DataFee != nil {
		return ""
	}
	return on.BesideGas()
}

func (v *Cost) Sentence(on network.ID) string {
	more := v.beside(on)
	if v.DataFee != nil {
		more = fmt.Sprintf(", including twice the chain's current data fee (%s %s)", text.Most(v.DataFee.String()), on.Coin())
	}
	more += v.BySafe.words()
	if v.Unknown > 0 {
		more += fmt.Sprintf(", plus %s after the first, whose gas is known only later", text.Plural(v.Unknown, "call"))
	}
	return fmt.Sprintf("at most %s %s%s (uses %s; gas limit %s; max fee %s gwei)", text.Most(v.Most.String()), on.Coin(), more,
		text.Group(strconv.FormatUint(v.GasUsed, 10)), text.Group(strconv.FormatUint(v.GasLimit, 10)), text.Most(v.FeeCap.Gwei()))
}
