package planview

import "mpool/internal/chain"

// Limit returns a call's gas limit; 0 if it is not known yet.
func (v *Cost) Limit(call int) uint64 {
	if call < len(v.Limits) {
		return v.Limits[call]
	}
	return 0
}

// NewCost is the cost of transactions with these limits, by the gas that each call uses in the
// simulation.
func NewCost(used, limits []uint64, fees chain.Fees) *Cost {
	limit := Total(limits)
	return &Cost{GasUsed: Total(used), GasLimit: limit, FeeCap: fees.FeeCap, Tip: fees.Tip, Most: fees.FeeCap.Times(limit), Limits: limits, BaseFee: fees.BaseFee}
}

// Total sums up gas.
func Total(gas []uint64) uint64 {
	var sum uint64
	for _, one := range gas {
		sum += one
	}
	return sum
}
