package effect

import (
	"fmt"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/text"
	"mpool/internal/units"
)

// A first line names every call in its order, however many rows one of them has.
func TestDeedsOfSeries(t *testing.T) {
	t.Parallel()
	pool := plantest.Pool()
	now := pool.Block.Time
	var tokens []*ops.Token
	for i := range pool.Tokens {
		tokens = append(tokens, &pool.Tokens[i])
	}
	breakers := pool.PriceBounds(tokens, units.Fixed{}, units.FixedFrom(2e18))
	five, nine := units.FixedFrom(5e16), units.FixedFrom(9e16)
	op := ops.Series{Parts: []ops.Nested{{Operation: breakers}, {Operation: ops.SetSwaps{}}, {Operation: ops.SetSwapFee{Fee: five, Until: now + 86400}}, {Operation: ops.SetAumFee{Fee: nine}}}}
	plan, err := op.Plan(pool, now+12)
	plantest.Must(t, err)
	if plan.Refused() {
		t.Fatal(plan.Findings)
	}
	want := "breakers of A, B, C; swaps on → off; swap fee 0.3% → 5%; AUM fee 0% → 9%"
	if got := ChangeOf(pool, plan, NewTimeline(pool, plan, nil)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Equal shown ends are no words and no row.
func TestEqualEnds(t *testing.T) {
	t.Parallel()
	row := Row{Path: "tokens.0x.breaker.upper_bound", Label: "A breaker upper bound", Values: []string{"", "0%"}, ours: true}
	if row.words() != "" || row.differs() || row.changes() || len(shown([]Row{row})) != 0 {
		t.Error(row.words())
	}
}

// The first line keeps the order of the calls: it joins neighbours only, and drops or shortens what
// matters less, the earliest first, so that the last word about a switch is true.
func TestLine(t *testing.T) {
	t.Parallel()
	off, on, fee := Deed{Words: "swaps on → off", Mild: true, Switch: true}, Deed{Words: "swaps off → on", Mild: true, Switch: true}, Deed{Words: "swap fee 0.3% → 95%"}
	times := func(n int, words func(i int) Deed) (list []Deed) {
		for i := range n {
			list = append(list, words(i))
		}
		return list
	}
	call := func(i int) Deed { return Deed{Words: fmt.Sprint("call ", i)} }
	send := func(i int) Deed { return Deed{Words: fmt.Sprint("send ", i), Kind: "transfer"} }
	eleven := strings.TrimSuffix(strings.Repeat("%s; ", 11), "; ")
	for _, c := range []struct {
		deeds []Deed
		want  string
		left  int
	}{
		{[]Deed{off, fee, on}, "swaps on → off; swap fee 0.3% → 95%; swaps off → on", 0},
		{[]Deed{off, on, off, on}, "swaps on → off; swaps off → on; swaps on → off; swaps off → on", 0},
		{[]Deed{fee, {}, fee, on, fee}, "swap fee 0.3% → 95% (2 times); swaps off → on; swap fee 0.3% → 95%", 0},
		{append(times(14, send), fee), "send 0 and 13 more transfers; swap fee 0.3% → 95%", 0},
		{append(append([]Deed{off}, times(11, call)...), on), fmt.Sprintf(eleven, words(times(11, call))...) + "; swaps off → on; and 1 more call", 1},
		{append(times(13, call), on), fmt.Sprintf(eleven, words(times(11, call))...) + "; call 11; and 2 more calls", 2},
		// a switch ends as its last word says, though what moved it before is no mild deed
		{append(append([]Deed{{Words: "swaps off → on, swap fee 0.3% → 50%", Switch: true}}, times(11, call)...), off), fmt.Sprintf("swaps off → on, swap fee 0.3%% → 50%%; "+eleven[4:], words(times(10, call))...) + "; swaps on → off; and 1 more call", 1},
	} {
		if got, left := Line(c.deeds); got != c.want || left != c.left {
			t.Errorf("%q and %d more, want %q and %d", got, left, c.want, c.left)
		}
	}
	long := Deed{Words: strings.Repeat("long ", 300), Mild: true}
	got, left := Line([]Deed{long, fee})
	if !strings.HasPrefix(got, "long ") || !strings.HasSuffix(got, "; "+fee.Words) || len([]rune(got)) > mostLetters+2 || left != 0 {
		t.Error(got, left)
	}
	if got, left = Line([]Deed{{Words: strings.Repeat("much ", 300)}, fee}); !strings.HasSuffix(got, "; "+fee.Words) || len([]rune(got)) > mostLetters+2 || left != 0 {
		t.Error(got, left)
	}
}

func words(deeds []Deed) (list []any) {
	for _, d := range deeds {
		list = append(list, d.Words)
	}
	return list
}

// A plan that ends a change of the swap fee says so.
func TestFeeThatStops(t *testing.T) {
	t.Parallel()
	at := func(hundredths uint64) units.Fixed { return units.FixedFrom(hundredths * 1e14) }
	until := text.Time(3000)
	for _, c := range []struct {
		op    ops.Operation
		fee   units.Fixed
		start units.Time
		want  string
	}{
		{ops.SetSwapFee{Fee: at(200)}, units.FixedFrom(1_9999e12), 900, "stops the swap fee change that runs until " + until + ": back to 2% (now within 0.01 points of it)"},
		{ops.RampSwapFee{From: at(200), To: at(200)}, at(200), 1000, "stops the swap fee change that runs until " + until + ": it stays at 2%"},
		{ops.SetSwapFee{Fee: at(500)}, at(200), 900, "swap fee 2% → 5%, stops the change that runs until " + until},
		{ops.SetSwapFee{Fee: at(500)}, at(200), 2000, "swap fee 2% → 5%, replaces the change scheduled from " + text.Time(2000) + " to " + until},
	} {
		before := &ops.Snapshot{Block: ops.Block{Time: 1000}, Fees: ops.Fees{SwapFee: c.fee, StartSwapFee: at(200), EndSwapFee: at(30), SwapFeeRamp: ops.Ramp{Start: c.start, End: 3000}}}
		if got := ChangeOf(before, &ops.Plan{Operation: c.op, At: 1012}, Timeline{}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
