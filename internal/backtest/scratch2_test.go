package backtest_test

import (
	"math"
	"os"
	"testing"
)

func TestScratchProf(t *testing.T) {
	g := 0.0
	switch os.Getenv("PROF") {
	case "":
		t.Skip()
	case "gas":
		g = 0.5
	}
	fifty := gbm(1, 50, 20_000, 0.8/math.Sqrt(525_600), 60)
	for range 60 {
		runTable(t, fifty, g)
	}
}
