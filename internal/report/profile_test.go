package report

import (
	"fmt"
	"strings"
	"testing"

	"mpool/internal/text"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chart"
	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/units"
)

// fixed is a share in millionths.
func fixed(millionths uint64) (f units.Fixed) {
	f[0] = millionths * 1_000_000_000_000
	return f
}

func profileOf(tokens int) *Profile {
	v := &Profile{Of: liquidity.Profile{Sizes: []units.Fixed{fixed(1_000), fixed(100_000)}}}
	for in := range tokens {
		for out := range tokens {
			if in == out {
				continue
			}
			pair := liquidity.Pair{In: common.Address{byte(in + 1)}, Out: common.Address{byte(out + 1)}, InSymbol: named.Symbol(fmt.Sprintf("T%d", in)), OutSymbol: named.Symbol(fmt.Sprintf("T%d", out))}
			for _, size := range []uint64{100, 10_000} {
				impact := fixed(size * uint64(out+1))
				pair.Swaps = append(pair.Swaps, liquidity.Size{Impact: &impact})
			}
			v.Of.Pairs = append(v.Of.Pairs, pair)
		}
	}
	return v
}

// The page of a large pool stays readable: a chart for each input token with three lines,
// and it says which pairs it omits. A small pool has them all.
func TestProfileOfManyTokens(t *testing.T) {
	charts := profileOf(50).Charts()
	if len(charts) != 50 || len(charts[0].Lines) != 3 || charts[0].Lines[0].Name != "highest, for T49" || charts[49].Lines[2].Name != "lowest, for T0" {
		t.Errorf("%d charts, %+v", len(charts), charts[0].Lines)
	}
	page := profileOf(50).Page(text.Reader{})
	if !strings.Contains(page, "150 of 2450") || len(page) > 400_000 {
		t.Error(len(page))
	}
	if page := profileOf(4).Page(text.Reader{}); strings.Contains(page, "highest") || strings.Count(page, "<tr>") != 13 || strings.Contains(page, `class="verdict`) {
		t.Error(page)
	}
}

// A token of which the pool refuses all swaps has no chart with an empty axis.
func TestProfileOfRefusedSwaps(t *testing.T) {
	v := profileOf(4)
	for i := range v.Of.Pairs {
		if v.Of.Pairs[i].InSymbol == "T0" {
			v.Of.Pairs[i].Swaps = []liquidity.Size{{Refused: "BAL#356"}, {Refused: "BAL#356"}}
		}
	}
	if charts := v.Charts(); len(charts) != 3 {
		t.Errorf("%d charts", len(charts))
	}
	v.Of.Pairs = v.Of.Pairs[:3]
	if charts := v.Charts(); len(charts) != 1 || charts[0].Title != "the pool refuses swaps of these sizes" || !strings.Contains(v.Page(text.Reader{}), "BAL#356") {
		t.Errorf("%+v", charts)
	}
}

// The chart writes an impact as the table does: rounded up.
func TestProfileRoundsAsItsTable(t *testing.T) {
	v := profileOf(2)
	for _, exact := range []uint64{75_850_833_000_000_000, 65_818_120_000_000_000, 210_000_000_000_000_001, 300_000_000_000_000_000} {
		impact := units.FixedFrom(exact)
		v.Of.Pairs[0].Swaps[1].Impact = &impact
		var p text.Page
		v.Columns = 60
		if v.Text(&p); !strings.Contains(p.String(), " "+v.Of.Pairs[0].Swaps[1].ImpactText()) {
			t.Errorf("the table has %s:\n%s", v.Of.Pairs[0].Swaps[1].ImpactText(), p.String())
		}
	}
}

// No label of an axis and no title is cut or longer than its place.
func TestProfilePicture(t *testing.T) {
	if svg := chart.SVG(profileOf(4).Charts()); strings.Contains(svg, "00000") || strings.Contains(svg, "…") || !strings.Contains(svg, "5.05%") {
		t.Error(svg)
	}
}

// A token's line has the same colour in all charts; a pool with more tokens than colours has those of the places.
func TestProfileColours(t *testing.T) {
	of := map[string]int{}
	for _, c := range profileOf(4).Charts() {
		for _, line := range c.Lines {
			if before, seen := of[line.Name]; seen && before != line.Colour || line.Colour == 0 {
				t.Errorf("%s: %s has colour %d, elsewhere %d", c.Title, line.Name, line.Colour, before)
			}
			of[line.Name] = line.Colour
		}
	}
	if len(of) != 4 {
		t.Error(of)
	}
	if many := profileOf(chart.Most + 1).Charts(); many[0].Lines[0].Colour != 0 {
		t.Errorf("%+v", many[0].Lines[0])
	}
}
