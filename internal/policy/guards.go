package policy

import (
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// NewGuards collects a pool file's limits. It is nil if the file sets none.
func NewGuards(file string, policies Limits, deviation, loss *units.Fixed, decidesAgain units.Time) *ops.Guards {
	g := &ops.Guards{MaxArbitrageCost: policies.MaxArbitrageCost, MinDuration: policies.MinDuration, MaxWeightChangePerDay: policies.MaxWeightChangePerDay,
		MaxSwapFeeDropPerDay: policies.MaxSwapFeeDropPerDay, MaxOracleDeviation: deviation, MaxOracleLoss: loss}
	if loss != nil {
		g.DecidesAgain = decidesAgain
	}
	if *g == (ops.Guards{}) {
		return nil
	}
	g.File = file
	return g
}

// limitsOf are the file's limits that policies also have, except the one that needs feeds.
func limitsOf(g *ops.Guards) Limits {
	return Limits{MaxArbitrageCost: g.MaxArbitrageCost, MinDuration: g.MinDuration, MaxWeightChangePerDay: g.MaxWeightChangePerDay, MaxSwapFeeDropPerDay: g.MaxSwapFeeDropPerDay}
}

// guarded refuses a plan that exceeds a limit of the file.
func (p Policies) guarded(policy string, is measures) []ops.Finding {
	g := p.Guards
	if g == nil {
		return nil
	}
	rule := fmt.Sprintf("policies.%s of %s", policy, GuardFile(g))
	summary, objects := is.objection(policy, rule, limitsOf(g))
	if !objects {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: ops.PolicyCode(policy), Summary: summary,
		Detail: ops.Joined(is.amount(policy), "no override exceeds a limit of the file"), Hint: is.remedyFor(policy, limitsOf(g)).words(p.Voice)}}
}

// late refuses a plan after its strategy's next decision time.
func late(g *ops.Guards, now units.Time) []ops.Finding {
	if g == nil || g.DecidesAgain == 0 || now < g.DecidesAgain {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "poolfile.decided",
		Summary: fmt.Sprintf("the strategy of %s decides again at %s, and this plan follows the decision before", GuardFile(g), g.DecidesAgain),
		Detail:  "guards.max_oracle_loss was checked for that decision only", Hint: "plan again with mpool pool plan, and with prices from then on"}}
}

// GuardFile is the name of the limits' file. A file of somebody else can name anything, so a name
// that could be misread is quoted.
func GuardFile(g *ops.Guards) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./"
	name := units.Clip(g.File)
	if name != "" && strings.Trim(name, plain) == "" {
		return name
	}
	return strconv.Quote(name)
}

// GuardWords lists the limits of a file with their values.
func GuardWords(g *ops.Guards) string {
	var all []string
	say := func(name string, value *units.Fixed) {
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
