package backtest_test

import (
	"math"
	"os"
	"testing"
)

func TestScratchSurvey(t *testing.T) {
	if os.Getenv("PROF") == "" {
		t.Skip()
	}
	f4 := written(gbm(1, 4, 100_000, 0.8/math.Sqrt(525_600), 60))
	for range 300 {
		surveyed(t, f4)
	}
}
