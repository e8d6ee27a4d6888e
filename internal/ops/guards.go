package ops

import "mpool/internal/units"

// Guards are limits that a pool file sets for the plans of that file. They are a part of the
// plan, and hold beside the policies of the configuration until its last call is sent: no
// override reaches them, only another file does.
type Guards struct {
	File                  string       `json:"file"`
	MaxArbitrageCost      *units.Fixed `json:"max_arbitrage_cost,omitempty"`
	MinDuration           *units.Time  `json:"min_duration,omitempty"` // seconds
	MaxWeightChangePerDay *units.Fixed `json:"max_weight_change_per_day,omitempty"`
	MaxSwapFeeDropPerDay  *units.Fixed `json:"max_swap_fee_drop_per_day,omitempty"`
	MaxOracleDeviation    *units.Fixed `json:"max_oracle_deviation,omitempty"`
	// MaxOracleLoss was held when the strategy decided. It holds until DecidesAgain.
	MaxOracleLoss *units.Fixed `json:"max_oracle_loss,omitempty"`
	DecidesAgain  units.Time   `json:"decides_again,omitempty"`
}
