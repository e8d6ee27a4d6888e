package ops

import (
	"fmt"
	"strings"
)

// Guards are limits that a pool file sets for the plans of that file. They are a part of the
// plan, and hold beside the policies of the configuration until its last call is sent: no
// override reaches them, only another file does.
type Guards struct {
	File                  string `json:"file"`
	MaxArbitrageCost      *Fixed `json:"max_arbitrage_cost,omitempty"`
	MinDuration           *Time  `json:"min_duration,omitempty"` // seconds
	MaxWeightChangePerDay *Fixed `json:"max_weight_change_per_day,omitempty"`
	MaxSwapFeeDropPerDay  *Fixed `json:"max_swap_fee_drop_per_day,omitempty"`
	MaxOracleDeviation    *Fixed `json:"max_oracle_deviation,omitempty"`
	// MaxOracleLoss was held when the strategy decided. It holds until DecidesAgain.
	MaxOracleLoss *Fixed `json:"max_oracle_loss,omitempty"`
	DecidesAgain  Time   `json:"decides_again,omitempty"`
}

// NewGuards are a file's limits; nil where it sets none.
func NewGuards(file string, policies Limits, deviation, loss *Fixed, decidesAgain Time) *Guards {
	g := &Guards{MaxArbitrageCost: policies.MaxArbitrageCost, MinDuration: policies.MinDuration, MaxWeightChangePerDay: policies.MaxWeightChangePerDay,
		MaxSwapFeeDropPerDay: policies.MaxSwapFeeDropPerDay, MaxOracleDeviation: deviation, MaxOracleLoss: loss}
	if loss != nil {
		g.DecidesAgain = decidesAgain
	}
	if *g == (Guards{}) {
		return nil
	}
	g.File = file
	return g
}

// limits are those that policies have, but for what needs feeds.
func (g *Guards) limits() Limits {
	return Limits{MaxArbitrageCost: g.MaxArbitrageCost, MinDuration: g.MinDuration, MaxWeightChangePerDay: g.MaxWeightChangePerDay, MaxSwapFeeDropPerDay: g.MaxSwapFeeDropPerDay}
}

// judge refuses what is beyond a limit of the file's.
func (g *Guards) judge(policy string, is measures) []Finding {
	if g == nil {
		return nil
	}
	rule := fmt.Sprintf("policies.%s of %s", policy, clip(g.File))
	summary, objects := is.objection(policy, rule, g.limits())
	if !objects {
		return nil
	}
	return []Finding{{Refuse, PolicyCode(policy), summary, joined(is.amount(policy), "no override exceeds a limit of the file"), is.remedy(policy)}}
}

// late refuses what a strategy wanted before it decided again.
func (g *Guards) late(now Time) []Finding {
	if g == nil || g.DecidesAgain == 0 || now < g.DecidesAgain {
		return nil
	}
	return []Finding{{Refuse, "poolfile.decided", fmt.Sprintf("the strategy of %s decides again at %s, and this plan is of the decision before", clip(g.File), g.DecidesAgain),
		"guards.max_oracle_loss was checked for that decision only", "plan again with mpool pool plan"}}
}

// Words name the limits with their values.
func (g *Guards) Words() string {
	var all []string
	say := func(name string, value *Fixed) {
		if value != nil {
			all = append(all, name+" "+value.Percent())
		}
	}
	say("policies."+policyMaxArbitrageCost, g.MaxArbitrageCost)
	say("policies."+policyWeightChange, g.MaxWeightChangePerDay)
	say("policies."+policyFeeDrop, g.MaxSwapFeeDropPerDay)
	say("guards."+policyDeviation, g.MaxOracleDeviation)
	say("guards.max_oracle_loss", g.MaxOracleLoss)
	if g.MinDuration != nil {
		all = append(all, "policies."+policyMinDuration+" "+spanOf(g.MinDuration))
	}
	return strings.Join(all, ", ")
}
