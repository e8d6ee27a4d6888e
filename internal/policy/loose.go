package policy

import (
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// loose notes limits of the file that are wider than the reader's own, or that limit nothing. A file of
// somebody else can look strict with such limits.
func (p Policies) loose() []ops.Finding {
	g := p.Guards
	if g == nil {
		return nil
	}
	var wide []string
	compare := func(name string, theirs, own *units.Fixed) {
		whole := units.FixedOne()
		switch {
		case theirs == nil:
		case own != nil && theirs.Int().Gt(own.Int()):
			wide = append(wide, name+" "+theirs.Percent()+" (yours: "+own.Percent()+")")
		case own == nil && !theirs.Int().Lt(whole.Int()):
			wide = append(wide, name+" "+theirs.Percent()+" (limits nothing)")
		}
	}
	compare("policies."+policyMaxArbitrageCost, g.MaxArbitrageCost, p.Refuse.MaxArbitrageCost)
	compare("policies."+policyWeightChange, g.MaxWeightChangePerDay, p.Refuse.MaxWeightChangePerDay)
	compare("policies."+policyFeeDrop, g.MaxSwapFeeDropPerDay, p.Refuse.MaxSwapFeeDropPerDay)
	compare("guards."+policyDeviation, g.MaxOracleDeviation, p.Refuse.MaxOracleDeviation)
	compare("guards.max_oracle_loss", g.MaxOracleLoss, nil)
	switch own := p.Refuse.MinDuration; {
	case g.MinDuration == nil:
	case own != nil && *g.MinDuration < *own:
		wide = append(wide, "policies."+policyMinDuration+" "+spanOf(g.MinDuration)+" (yours: "+spanOf(own)+")")
	case *g.MinDuration == 0:
		wide = append(wide, "policies."+policyMinDuration+" 0 (limits nothing)")
	}
	if wide == nil {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "limits.loose", Summary: GuardFile(g) + " sets wider limits than you do: " + strings.Join(wide, ", "),
		Detail: "the stricter limit counts", Hint: ""}}
}
