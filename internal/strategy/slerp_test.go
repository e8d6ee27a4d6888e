package strategy

import (
	"math"
	"testing"
)

// TestChord compares chords with sines.
func TestChord(t *testing.T) {
	for _, angle := range []float64{1e-7, 0.01, 0.5, 1.2, 1.57} {
		for _, part := range []float64{0, 0.125, 1.0 / 3, 0.5, 0.99, 1} {
			x, y := chord(math.Cos(angle), part)
			if math.Abs(x-math.Sin((1-part)*angle)/math.Sin(angle)) > 1e-9 || math.Abs(y-math.Sin(part*angle)/math.Sin(angle)) > 1e-9 {
				t.Errorf("%v of %v: %v, %v", part, angle, x, y)
			}
		}
	}
}
