package arbcost

import (
	"math"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// lost is what arbitrage takes from a pool whose weights move in equal steps at constant prices: at
// each step the pool keeps the product of (old weight / new weight) ^ new weight.
func lost(steps int) float64 {
	from, to := []float64{0.5, 0.3, 0.2}, []float64{0.4, 0.4, 0.2}
	kept := 0.0
	for k := range steps {
		for i := range from {
			was := from[i] + (to[i]-from[i])*float64(k)/float64(steps)
			is := from[i] + (to[i]-from[i])*float64(k+1)/float64(steps)
			kept += is * math.Log(was/is)
		}
	}
	return -math.Expm1(kept)
}

// The figures agree with the same formula in floating point.
func TestArbitrageFigures(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		span, interval units.Time
		swaps          bool
		steps          int
	}{
		{1200, 12, true, 100}, {1200, 600, true, 2}, {1200, 1200, true, 1}, {1200, 7200, true, 1}, {1200, 12, false, 1}, {864_000, 86_400, true, 10},
	} {
		pool, plan := plantest.Changing(t, test.span, test.swaps)
		v, err := Of(pool, plan, policy.Policies{Interval: test.interval})
		plantest.Must(t, err)
		if v.Steps != uint64(test.steps) || v.Length != test.span || v.Interval != test.interval || v.NoSwaps == test.swaps || v.AtMost {
			t.Errorf("%+v: %+v", test, v)
		}
		for name, pair := range map[string][2]float64{"cost": {inUnits(v.Cost), lost(test.steps)}, "at once": {inUnits(v.AtOnce), lost(1)}} {
			if got, want := pair[0], pair[1]; got < want*(1-1e-9) || got > want*(1+1e-3)+1e-12 {
				t.Errorf("%+v: %s is %v, and by the model %v", test, name, got, want)
			}
		}
	}
	pool := plantest.Pool()
	plan, err := ops.SetSwaps{}.Plan(pool, plantest.Time)
	plantest.Must(t, err)
	if v, err := Of(pool, plan, policy.Policies{Interval: 12}); v != nil || err != nil {
		t.Errorf("of no weight change: %+v %v", v, err)
	}
}

// The named duration keeps the cost below the limit, and half of it does not.
func TestArbitrageCap(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		warn, refuse *units.Fixed
		builtIn      bool
		from         string
		cost         units.Fixed
	}{
		{"nobody has set one", nil, nil, false, "", units.FixedFrom(1e14)},
		{"the built-in counts for nothing", nil, plantest.Fixed(5e14), true, "", units.FixedFrom(1e14)},
		{"one to warn", plantest.Fixed(5e14), nil, false, "warn.max_arbitrage_cost", units.FixedFrom(5e14)},
		{"one to refuse", nil, plantest.Fixed(5e14), false, "refuse.max_arbitrage_cost", units.FixedFrom(5e14)},
		{"the lower warns", plantest.Fixed(4e14), plantest.Fixed(5e14), false, "warn.max_arbitrage_cost", units.FixedFrom(4e14)},
		{"the lower refuses", plantest.Fixed(6e14), plantest.Fixed(5e14), false, "refuse.max_arbitrage_cost", units.FixedFrom(5e14)},
	} {
		policies := policy.Policies{Interval: 600, Warn: policy.Limits{MaxArbitrageCost: test.warn}, Refuse: policy.Limits{MaxArbitrageCost: test.refuse}, BuiltIn: test.builtIn}
		costOf := func(span units.Time) *Cost {
			pool, plan := plantest.Changing(t, span, true)
			v, err := Of(pool, plan, policies)
			plantest.Must(t, err)
			return v
		}
		v := costOf(86_400)
		if v.Cap.From != test.from || v.Cap.Cost != test.cost || v.Cap.Duration == nil {
			t.Errorf("%s: %+v", test.name, v.Cap)
			continue
		}
		if enough := costOf(*v.Cap.Duration); enough.Cost.Int().Gt(test.cost.Int()) {
			t.Errorf("%s: %d seconds cost %s", test.name, *v.Cap.Duration, enough.Cost.Percent())
		}
		if half := costOf(*v.Cap.Duration / 2); !half.Cost.Int().Gt(test.cost.Int()) {
			t.Errorf("%s: half of %d seconds cost %s", test.name, *v.Cap.Duration, half.Cost.Percent())
		}
	}
}

// The sentences about the cost, also if nothing helps.
func TestArbitrageSentences(t *testing.T) {
	t.Parallel()
	paid := func(price uint64) ops.TradeCost {
		return ops.TradeCost{Gas: ops.TradeGas, GasPrice: plantest.Wei(price), Wrapped: plantest.Pool().Tokens[0].Address}
	}
	for _, test := range []struct {
		name     string
		span     units.Time
		swaps    bool
		policies policy.Policies
		says     []string
	}{
		{"gas is not known", 864_000, true, policy.Policies{Interval: 600}, []string{"at least ", "no gas fee); if done at once: 2.5486%", "gas: its effect is unknown (", "without gas fees the cost stays below 0.01%, mpool's reference value, if the change takes 1 day 19 hours or more; gas adds to it"}},
		{"gas is the smaller part", 86_400, true, policy.Policies{Interval: 7200, Trade: paid(1)}, []string{"arbitrage cost: about ", "(arbitrage every 2 hours, 12 times)", "a longer duration reduces the cost", "gas: at a gas price of 0.000000001 gwei an arbitrage trade costs"}},
		{"gas is the larger part", 8_640_000, true, policy.Policies{Interval: 600, Trade: paid(100e9)}, []string{"(simulated with gas fee and swap fee: 414 trades)", "gas sets this cost: arbitrage waits until a trade pays for its gas, so at constant prices a longer duration does not reduce the cost"}},
		{"gas is above the cap", 864_000, true, policy.Policies{Interval: 600, Trade: paid(100e9), Warn: policy.Limits{MaxArbitrageCost: plantest.Fixed(1e12)}}, []string{"no duration keeps the cost below 0.0001%, the limit warn.max_arbitrage_cost: gas alone costs more; a gas price below ", " gwei would, or a smaller weight change"}},
		{"swaps are disabled", 864_000, false, policy.Policies{Interval: 600}, []string{"of TVL (one arbitrage trade, when swaps are enabled later)", "no duration keeps the cost below 0.01%"}},
		{"one step", 600, true, policy.Policies{Interval: 600}, []string{"2.5486% of TVL (one arbitrage trade); if done at once: 2.5486%"}},
		{"a cap above all of it", 864_000, true, policy.Policies{Interval: 600, Warn: policy.Limits{MaxArbitrageCost: plantest.Fixed(1e17)}}, []string{"even at once the cost stays below 10%"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool, plan := plantest.Changing(t, test.span, test.swaps)
			v, err := Of(pool, plan, test.policies)
			plantest.Must(t, err)
			all := strings.Join(v.Sentences(), "\n")
			for _, word := range append(test.says, "constant prices") {
				if !strings.Contains(all, word) {
					t.Errorf("%q is not in\n%s", word, all)
				}
			}
		})
	}
	for v, want := range map[*Cost]string{
		{}:                            "arbitrage cost: none (no weight moves)",
		{Cost: units.FixedFrom(1e16)}: "arbitrage cost: 1% of TVL (one arbitrage trade, because the weights change at once)",
		{Cost: units.FixedFrom(1e16), AtMost: true}: "arbitrage cost: at most 1% of TVL, if mined at the worst moment of the window",
	} {
		if got := v.Sentences()[0]; got != want {
			t.Errorf("%q, and not %q", got, want)
		}
	}
}

// No relevant figure is below the replay's: neither in the headline, nor for policies, nor for the
// duration that should keep the cost below the limit. The formulas alone are below it if several
// tokens move, or if a trade waits for the next block.
func TestReplayCounts(t *testing.T) {
	t.Parallel()
	above := 0
	for _, span := range []units.Time{1800, 3600, 86_400, 7 * 86_400} {
		for _, price := range []uint64{1e9, 100e9, 3000e9} {
			pool, plan := plantest.Changing(t, span, true)
			policies := policy.Policies{Interval: 12, Trade: ops.TradeCost{Gas: ops.TradeGas, GasPrice: plantest.Wei(price), Wrapped: pool.Tokens[0].Address}}
			v, err := Of(pool, plan, policies)
			plantest.Must(t, err)
			replay := v.Replayed()
			if replay == nil {
				t.Fatalf("%d s at %d: not replayed", span, price)
			}
			_, share := v.counts()
			if share.Int().Lt(replay.Int()) || !strings.Contains(v.Words(), units.ShareText(share)) {
				t.Errorf("%d s at %d: %s, replayed %s", span, price, v.Words(), replay.Percent())
			}
			less := units.Fixed(*new(uint256.Int).SubUint64(replay.Int(), 1))
			if v.Gas.Share.Int().Lt(less.Int()) && v.Cost.Int().Lt(less.Int()) {
				above++
			}
			policies.Refuse.MaxArbitrageCost = &less
			v, err = Of(pool, plan, policies)
			plantest.Must(t, err)
			plan.Replayed = v.Replayed()
			found, err := policies.Check(pool, plan)
			plantest.Must(t, err)
			if !strings.Contains(plantest.Codes(found), "policy.max_arbitrage_cost") {
				t.Errorf("%d s at %d: a limit below the replay's %s does not refuse: %s", span, price, replay.Percent(), plantest.Codes(found))
			}
			if v.Cap.Duration == nil || *v.Cap.Duration == 0 {
				continue
			}
			if kept, err := v.lasting(*v.Cap.Duration); err != nil || kept > inUnits(less) {
				t.Errorf("%d s at %d: %d s cost %v, the limit is %v; %v", span, price, *v.Cap.Duration, kept, inUnits(less), err)
			}
		}
	}
	if above < 3 {
		t.Errorf("only %d replays are above the forms", above)
	}
}

// At the named gas price, gas alone costs as much as the limit and no more.
func TestArbitrageGasPrice(t *testing.T) {
	t.Parallel()
	limit := units.FixedFrom(1e13)
	at := func(price units.Wei) *Cost {
		pool, plan := plantest.Changing(t, 864_000, true)
		v, err := Of(pool, plan, policy.Policies{Interval: 600, Warn: policy.Limits{MaxArbitrageCost: &limit}, Trade: ops.TradeCost{Gas: ops.TradeGas, GasPrice: &price, Wrapped: pool.Tokens[0].Address}})
		plantest.Must(t, err)
		return v
	}
	v := at(*plantest.Wei(1000e9))
	if v.Cap.Duration != nil || v.Cap.GasPrice == nil {
		t.Fatalf("%+v", v.Cap)
	}
	if share := inUnits(at(*v.Cap.GasPrice).Gas.Share); share > inUnits(limit)*1.001 || share < inUnits(limit)*0.98 {
		t.Errorf("at %s gwei it is %v", v.Cap.GasPrice.Gwei(), share)
	}
}

// Durations are rounded up to two units, so that the named duration is long enough.
func TestEnough(t *testing.T) {
	t.Parallel()
	for span, want := range map[units.Time]string{59: "59 seconds", 3599: "1 hour", 3601: "1 hour 1 minute", 86_401: "1 day 1 hour", 86_400: "1 day", 90_000: "1 day 1 hour"} {
		if got := enough(span); got != want {
			t.Errorf("%d: %s, and not %s", span, got, want)
		}
	}
}
