package recipe_test

import (
	"strings"
	"testing"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/recipe"
	"mpool/internal/units"
)

// Step N of a rebalance is operation N of the batch, whatever state the earlier steps left: it names
// the weights before the first step, or is refused.
func TestLaterSteps(t *testing.T) {
	r, err := recipe.Find("rebalance")
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]string{"to": "A=60%,B=rest"}
	whole, err := r.Fill(halves(40), set)
	if err != nil {
		t.Fatal(err)
	}
	if r.Later(1, set) != nil || r.Later(2, set) == nil {
		t.Error("step 1 is free, and step 2 needs the weights before step 1")
	}
	set["from"] = "A=40%,B=rest"
	if err := r.Later(2, set); err != nil {
		t.Error(err)
	}
	again, err := r.Fill(halves(45), set)
	if err != nil || again != whole {
		t.Errorf("after step 1 the batch is another one: %v\n%s\n%s", err, whole, again)
	}
	down, _ := recipe.Find("pause-and-reopen")
	if err := down.Later(2, nil); err != nil {
		t.Error(err)
	}
	set["from"] = "A=40%"
	if _, err := r.Fill(halves(45), set); err == nil || !strings.Contains(err.Error(), "from: ") {
		t.Error(err)
	}
}

// A step with a wrong from, which would move the pool past the target or back, is refused.
func TestOnwards(t *testing.T) {
	r, err := recipe.Find("rebalance")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		now  uint64
		from string
		step int
		want string // part of the error; empty: none
	}{
		{40, "A=40%,B=rest", 1, ""},
		{45, "A=40%,B=rest", 2, ""},
		{40, "A=40%,B=rest", 2, ""}, // step 1 was omitted
		{47, "A=40%,B=rest", 2, ""}, // shortly before its end
		{80, "A=80%,B=rest", 1, ""},
		{62, "A=40%,B=rest", 2, "away from the target"},
		{55, "A=40%,B=rest", 1, "away from the target"},
		{80, "A=40%,B=rest", 2, "past the target"},
	} {
		err := r.Onwards(halves(c.now), c.step, map[string]string{"to": "A=60%,B=rest", "from": c.from})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("now %d%%, from %s, step %d: %v", c.now, c.from, c.step, err)
		}
	}
}

// halves is a pool with percent of A, and the rest B.
func halves(percent uint64) *ops.Snapshot {
	s := new(ops.Snapshot)
	for i, p := range []uint64{percent, 100 - percent} {
		s.Tokens = append(s.Tokens, ops.Token{Address: [20]byte{byte(i + 1)}, Symbol: named.Symbol(string(rune('A' + i))), Weight: units.FixedFrom(p * 1e16)})
	}
	return s
}
