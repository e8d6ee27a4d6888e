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

// A first line names every call, however many rows one of them has, and what matters most first.
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
	want := "swap fee 0.3% → 5%; AUM fee 0% → 9%; breakers of A, B, C; swaps on → off"
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

func TestLine(t *testing.T) {
	t.Parallel()
	long := Deed{Words: strings.Repeat("long ", 300), Mild: true}
	fee := Deed{Words: "swap fee 0.3% → 95%"}
	if got, left := Line([]Deed{long, fee}); !strings.HasPrefix(got, fee.Words+"; long ") || len([]rune(got)) > mostLetters || left != 0 {
		t.Error(got, left)
	}
	if got, left := Line([]Deed{fee, {}, long, fee}); !strings.HasPrefix(got, fee.Words+" (2 times); long ") || left != 0 {
		t.Error(got, left)
	}
	var many, sends []Deed
	for i := range mostDeeds + 2 {
		many = append(many, Deed{Words: fmt.Sprint("call ", i), Mild: i < 3})
		sends = append(sends, Deed{Words: fmt.Sprint("send ", i), Kind: "transfer"})
	}
	if got, left := Line(many); left != 2 || !strings.HasSuffix(got, "; call 0; and 2 more calls") {
		t.Error(got, left)
	}
	if got, left := Line(append(sends, fee)); left != 0 || got != "send 0 and 13 more transfers; "+fee.Words {
		t.Error(got, left)
	}
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
