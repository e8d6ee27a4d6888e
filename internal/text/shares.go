package text

import (
	"math"
	"strconv"
	"strings"

	"mpool/internal/units"
)

// Percentages have at most four decimals and no trailing zeros. Costs are rounded up.

// Cost formats a cost as a share of TVL or of a payment, rounded up.
func Cost(share units.Fixed) string { return units.ShareText(share) }

// Points formats a difference of two percentages.
func Points(f units.Fixed) string {
	words := Cost(f)
	if words == "1%" {
		return "1 point"
	}
	return strings.TrimSuffix(words, "%") + " points"
}

// CostOf is Cost for a model's number: 0.01 is 1%.
func CostOf(share float64) string {
	const noise = 1e-9 // of the last decimal: 0.3 is written 0.3
	switch {
	case share <= 0:
		return "0%"
	case share < 0.000001:
		return "under 0.0001%"
	}
	return percentOf(math.Ceil(share*1e6-noise)/1e4, 4)
}

// AtLeast formats a share that is a lower bound, rounded down.
func AtLeast(share float64) string {
	const noise = 1e-9
	switch {
	case share <= 0:
		return "0%"
	case share < 0.000001:
		return "under 0.0001%"
	}
	return percentOf(math.Floor(share*1e6+noise)/1e4, 4)
}

// Result formats a gain or loss as a share: two decimals, or four below 0.1%.
func Result(share float64) string {
	places := 2
	if math.Abs(share) < 0.001 {
		places = 4
	}
	scale := math.Pow10(places)
	hundredths := math.Round(100*share*scale) / scale
	if hundredths == 0 {
		return "0%" // not -0
	}
	return percentOf(hundredths, places)
}

// Change is Result with a sign.
func Change(share float64) string {
	if share < 0 {
		return Result(share)
	}
	return "+" + Result(share)
}

func percentOf(hundredths float64, places int) string {
	if math.IsNaN(hundredths) || math.IsInf(hundredths, 0) {
		return strconv.FormatFloat(hundredths, 'f', -1, 64)
	}
	return Number(strconv.FormatFloat(hundredths, 'f', places, 64) + "%")
}
