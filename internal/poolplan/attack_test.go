package poolplan

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// attackable is a strategy that follows prices at once, with two days of constant prices and a pool of
// a million that has the wanted weights.
func attackable(t *testing.T) (*signal, *ops.Snapshot) {
	t.Helper()
	s, err := strategy.Read([]byte("version: 1\nsignal: {every: 6h, rule: {kind: market-cap, supply: {A: 1, B: 100}}, guard: {duration: 0s}}"))
	if err != nil {
		t.Fatal(err)
	}
	table := &market.Table{Tokens: 2}
	for at := int64(1_700_006_400); at < 1_700_006_400+2*86400; at += 600 {
		table.Times, table.Prices = append(table.Times, at), append(table.Prices, 100, 1)
	}
	half := units.FixedFrom(5e17)
	pool := &ops.Snapshot{ChainID: 1, Block: ops.Block{Time: 1_700_006_400}, Pool: ops.Pool{SwapEnabled: true, JoinExitEnabled: true, Generation: ops.V2}, Fees: ops.Fees{SwapFee: units.FixedFrom(1e15), StartSwapFee: units.FixedFrom(1e15), EndSwapFee: units.FixedFrom(1e15)}}
	for i, symbol := range []string{"A", "B"} {
		amount := *new(uint256.Int).Mul(uint256.NewInt([]uint64{5000, 500_000}[i]), uint256.NewInt(1e18))
		pool.Tokens = append(pool.Tokens, ops.Token{Address: common.Address{byte(i + 1)}, Symbol: named.Symbol(symbol), Decimals: 18, Cash: units.Amount{Raw: amount, Decimals: 18}, Managed: units.Amount{Decimals: 18}, Weight: half, StartWeight: half, EndWeight: half})
	}
	return &signal{path: "rule.yaml", strategy: s, table: table}, pool
}

func attackOf(t *testing.T, g poolfile.Guards) *Attack {
	t.Helper()
	s, pool := attackable(t)
	a, err := s.attack(t.Context(), pool, g, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// max_oracle_loss accepts a loss equal to it, and refuses a greater one with the attack's description.
func TestOracleLossOnBothSides(t *testing.T) {
	a := attackOf(t, poolfile.Guards{})
	if a.Loss < 1e-5 || a.Tried != 16 || a.Attacks != 16*8 {
		t.Fatalf("%+v", a)
	}
	at, below := units.FixedFrom(uint64(math.Ceil(a.Loss*1e18))), units.FixedFrom(uint64(a.Loss*1e18*0.999))
	if err := a.guard(&at); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	var f *failure.Failure
	if err := a.guard(&below); !errors.As(err, &f) || f.Code != "strategy.attack" || f.Exit != failure.Refused || !strings.Contains(f.Message, "max_oracle_loss allows") {
		t.Errorf("beyond the limit: %v", err)
	}
	if err := a.guard(nil); err != nil {
		t.Error(err)
	}
	larger := attackOf(t, poolfile.Guards{Attack: "20%/30m"})
	if larger.Loss < 3*a.Loss {
		t.Errorf("twice the move takes %g, and the move %g", larger.Loss, a.Loss)
	}
}

// The text says "each decision" only if each was attacked; otherwise it says how many were.
func TestAttackSaysItsScope(t *testing.T) {
	a := attackOf(t, poolfile.Guards{})
	if a.Decisions != 8 || a.DecisionsTried != 8 || !strings.Contains(a.Words(), "the worst of 128 attacks takes at least ") || !strings.Contains(a.Words(), "at each of the 8 decisions over the prices given") {
		t.Errorf("%+v: %s", a, a.Words())
	}
	if v := (&View{Attack: a}); len(warnings(v)) != 0 {
		t.Errorf("%+v", warnings(v))
	}
	a.DecisionsTried = 3
	if found := warnings(&View{Attack: a}); len(found) != 1 || found[0].Code != "strategy.attack_partly" || !strings.Contains(found[0].Summary, "3 of the 8 decisions") {
		t.Errorf("%+v", found)
	}
	if words := a.Words(); !strings.Contains(words, "takes at least") || !strings.Contains(words, "at 3 of the 8 decisions over the prices given, evenly spread: a worse one may be among the others") {
		t.Error(words)
	}
}

// warnings are the findings that a view adds to its plan.
func warnings(v *View) []ops.Finding {
	p := &planner.Proposal{Plan: &ops.Plan{}, View: new(planview.View)}
	v.Became(p)
	return p.View.Findings
}

// If gas costs more than the gain, an attack takes nothing.
func TestAttackPaysGas(t *testing.T) {
	free, dear := attackOf(t, poolfile.Guards{}), attackOf(t, poolfile.Guards{Gas: 1e6})
	some := attackOf(t, poolfile.Guards{Gas: 1})
	if dear.Loss > 1e-12 || some.Loss > free.Loss+1e-12 || some.Gain >= free.Gain {
		t.Errorf("free %+v\nsome %+v\ndear %+v", free, some, dear)
	}
	if words := some.Words(); !strings.Contains(words, "with a gas fee of 1 for each trade") {
		t.Error(words)
	}
}

// Moving the price there and back costs the depth for each percent, times the move. In thin hours it
// costs a part of that.
func TestAttackInThinHours(t *testing.T) {
	full := attackOf(t, poolfile.Guards{Depth: 2e6})
	if math.Abs(full.Cost-2e6) > 1 || full.ThinCost != full.Cost {
		t.Errorf("%+v", full)
	}
	some := attackOf(t, poolfile.Guards{Depth: 2e6, Thin: []string{"02:30-03:00=10%"}})
	all := attackOf(t, poolfile.Guards{Depth: 2e6, Thin: []string{"00:00-24:00=10%"}})
	if math.Abs(some.ThinCost-2e5) > 1 || some.Cost != full.Cost || math.Abs(all.Cost-2e5) > 1 || all.Loss != full.Loss || math.Abs(all.Gain-full.Gain-1.8e6) > 1 {
		t.Errorf("%+v\n%+v", some, all)
	}
	if words := all.Words(); some.Thinnest || !all.Thinnest || !strings.Contains(words, "; these hours are the thinnest") || strings.Contains(full.Words(), "thinnest") {
		t.Error(words, full.Words())
	}
	if words := some.Words(); !strings.Contains(words, "in the thinnest hours that costs") || !strings.Contains(words, "moving the price costs") {
		t.Error(words)
	}
	s, pool := attackable(t)
	for name, g := range map[string]poolfile.Guards{"thin_hours": {Thin: []string{"02:00=10%"}}, "oracle_attack": {Attack: "10%"}} {
		if _, err := s.attack(t.Context(), pool, g, nil); err == nil || !strings.Contains(fmt.Sprint(err), "guards: "+name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
