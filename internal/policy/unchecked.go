package policy

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/ops"
)

// FeedPrefix begins the codes of findings about price feeds.
const FeedPrefix = "feed."

// Unchecked is a finding that says why max_oracle_deviation cannot be checked: where the
// policy refuses, or guarded says that a pool file does, it refuses too. An override has it
// warn, but not of a file's guard.
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
			f.Hint += fmt.Sprintf("; or use --override %s --reason TEXT", policyDeviation)
		}
	}
	return f
}

// isOf says that a finding is a policy's: of its limit, or that the limit cannot be checked.
func isOf(f ops.Finding, policy string) bool {
	return f.Code == ops.PolicyCode(policy) || policy == policyDeviation && strings.HasPrefix(f.Code, FeedPrefix)
}
