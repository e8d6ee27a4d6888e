package reading

import (
	"testing"

	"mpool/internal/planner/plantest"
)

func TestEveryCodeHasATest(t *testing.T) {
	t.Parallel()
	plantest.CodesHaveTests(t, 3, 0)
}
