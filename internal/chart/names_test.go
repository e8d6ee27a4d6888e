package chart

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The names beside a panel are in the order of the lines' last values, also if several end in one row.
// A long name is cut before its value is.
func TestNamesBesideAreInOrder(t *testing.T) {
	c := Chart{Title: "impact", Percent: true, Times: []int64{0, 100}, Lines: []Line{
		{Name: "for WETH", Values: []float64{0, 0.0580}}, {Name: "for USDC", Values: []float64{0, 0.0617}}, {Name: "for WBTC", Values: []float64{0, 0.0691}},
		{Name: "the price of a token with a very long name indeed", Values: []float64{0, 0.0001}}}}
	for _, columns := range []int{30, 44, 64, 100} {
		text := c.Terminal(columns, false)
		var seen []string
		for _, found := range regexp.MustCompile(`for (\w+)|…? 0\.01%`).FindAllString(text, -1) {
			seen = append(seen, strings.Trim(found, "… "))
		}
		if !slices.Equal(seen, []string{"for WBTC", "for USDC", "for WETH", "0.01%"}) {
			t.Errorf("%d columns: %v\n%s", columns, seen, text)
		}
	}
}

// Names of lines that all end at the bottom have a row each.
func TestNamesBesideAtTheBottom(t *testing.T) {
	c := Chart{Title: "fees", Times: []int64{0, 100}, Lines: []Line{{Name: "a", Values: []float64{100, 1}}, {Name: "b", Values: []float64{0, 2}}, {Name: "c", Values: []float64{0, 3}}}}
	text := c.Terminal(60, false)
	if at := []int{strings.Index(text, "c 3"), strings.Index(text, "b 2"), strings.Index(text, "a 1")}; at[0] < 0 || !slices.IsSorted(at) {
		t.Errorf("%v\n%s", at, text)
	}
}
