package ops_test

import (
	"os"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/planfile"
)

func TestMain(m *testing.M) {
	ops.ReadPlan = planfile.Read
	os.Exit(m.Run())
}
