package policy

import (
	"slices"
	"strings"

	"mpool/internal/ops"
)

// FeedPrefix starts the codes of findings about price feeds.
const FeedPrefix = "feed."

// Unchecked sets the severity of a finding that max_oracle_deviation cannot be checked. It refuses
// if the policy refuses, or if guarded says that a pool file has this limit. An override turns a
// policy's refusal into a warning, but not that of a file.
func (p Policies) Unchecked(f ops.Finding, guarded bool) ops.Finding {
	override := slices.Contains(p.Overridden, policyDeviation)
	switch {
	case p.Refuse.MaxOracleDeviation == nil && !guarded:
		f.Severity = ops.Warn
	case override && !p.NoOverride && !guarded:
		f.Severity, f.Detail, f.Hint = ops.Warn, ops.Joined(ops.Overridden, f.Detail), ""
	case override && !guarded:
		f.Severity, f.Detail = ops.Refuse, ops.Joined(ops.NotOverridden, f.Detail)
	default:
		f.Severity = ops.Refuse
		if !p.NoOverride && !guarded {
			f.Hint += "; or " + overrideWords(policyDeviation, p.Voice)
		}
	}
	return f
}

// isOf says whether a finding is a policy's: its limit is exceeded or cannot be checked.
func isOf(f ops.Finding, policy string) bool {
	return f.Code == ops.PolicyCode(policy) || policy == policyDeviation && strings.HasPrefix(f.Code, FeedPrefix)
}
