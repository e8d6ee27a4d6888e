package ops

import "mpool/internal/units"

// Guards are limits that a pool file sets for the plans made from it. They are part of the plan,
// and apply in addition to the policies of the configuration until the last call is sent. No
// override affects them; only a new file does.
type Guards struct {
	File                  string       `json:"file"`
	MaxArbitrageCost      *units.Fixed `json:"max_arbitrage_cost,omitempty"`
	MinDuration           *units.Time  `json:"min_duration,omitempty"` // seconds
	MaxWeightChangePerDay *units.Fixed `json:"max_weight_change_per_day,omitempty"`
	MaxSwapFeeDropPerDay  *units.Fixed `json:"max_swap_fee_drop_per_day,omitempty"`
	MaxOracleDeviation    *units.Fixed `json:"max_oracle_deviation,omitempty"`
	// MaxOracleLoss was checked when the strategy decided. The decision is valid until
	// DecidesAgain.
	MaxOracleLoss *units.Fixed `json:"max_oracle_loss,omitempty"`
	DecidesAgain  units.Time   `json:"decides_again,omitempty"`
}
