package ops_test

import (
	"fmt"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// same checks that two states agree in every field. Breakers' cached ratios are not fields; they
// are compared if they were read.
func (p *rigPool) same(op ops.Operation, when string, want, got *ops.Snapshot) {
	p.Helper()
	p.compared++
	changes := ops.Diff(want, got)
	for i := range min(len(want.Tokens), len(got.Tokens)) {
		a, b := want.Tokens[i].Breaker, got.Tokens[i].Breaker
		if a != nil && b != nil && got.Block.Hash != want.Block.Hash && (a.LowerRatio != b.LowerRatio || a.UpperRatio != b.UpperRatio) {
			changes = append(changes, ops.Change{Path: fmt.Sprintf("tokens.%d.ratios", i),
				Before: fmt.Sprint(a.LowerRatio, a.UpperRatio), After: fmt.Sprint(b.LowerRatio, b.UpperRatio)})
		}
	}
	if len(changes) == 0 {
		return
	}
	var lines strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&lines, "\n  %s predicted %q, found %q", c.Path, c.Before, c.After)
	}
	p.fail(op, got.Block.Time, "%s:%s", when, lines.String())
}

// fail ends the test with the data that reproduces the case.
func (p *rigPool) fail(op ops.Operation, at units.Time, format string, args ...any) {
	p.Helper()
	p.Fatalf("MPOOL_SEED=%d, pool of %d tokens, at %d, %s %+v: %s", p.seed, len(p.snapshot(nil).Tokens), at, op.Name(), op, fmt.Sprintf(format, args...))
}

// findings describes a plan's calls and findings. The plan is nil after an error.
func findings(plan *ops.Plan) string {
	if plan == nil {
		return ""
	}
	return fmt.Sprintf("%d calls, findings %+v", len(plan.Calls), plan.Findings)
}

func firstRefusal(plan *ops.Plan) string {
	for _, finding := range plan.Findings {
		if finding.Severity == ops.Refuse {
			return finding.Code
		}
	}
	return ""
}
