package arbcost

import (
	"testing"

	"mpool/internal/planner/plantest"
)

func TestEveryCodeHasATest(t *testing.T) {
	t.Parallel()
	plantest.CodesHaveTests(t, 4, 0)
}
