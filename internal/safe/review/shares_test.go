package review

import (
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
	"mpool/internal/policy"
	"mpool/internal/recognise"
	"mpool/internal/revert"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// changed is the pool with other balances of its first token, of which the pool has half by weight.
func changed(cash, managed uint64) *ops.Snapshot {
	pool := poolAt(mine())
	pool.Tokens[0].Cash.Raw, pool.Tokens[0].Managed.Raw = atoms(cash), atoms(managed)
	return pool
}

// TestReportedAtLimits: no report is so small that it needs no consent.
func TestReportedAtLimits(t *testing.T) {
	was := changed(900_000, 100_000) // a hundredth of the pool is 20,000
	for _, test := range []struct {
		name          string
		cash, managed uint64
		named         bool
		want, says    string
	}{
		{"nothing", 900_000, 100_000, false, "", ""},
		{"the least gain", 900_000, 100_001, false, "refuse managed.report", "it reports a gain of less than 0.0001% of the pool"},
		{"a gain", 900_000, 120_001, false, "refuse managed.report", "it reports a gain of 1.0001% of the pool that nothing backs: afterwards everyone who exits takes more of what the pool really has"},
		{"a gain that is accepted", 900_000, 120_001, true, "warn managed.report", "a gain of"},
		{"a gain beside a withdrawal", 880_000, 140_001, false, "refuse managed.report", "a gain of"},
		{"a withdrawal", 800_000, 200_000, false, "", ""},
		{"a deposit", 1_000_000, 0, false, "", ""},
		{"the least loss", 900_000, 99_999, false, "refuse managed.report", "it reports a loss of less than 0.0001% of the pool,"},
		{"a loss", 900_000, 79_999, false, "refuse managed.report", "it reports a loss of 1.0001% of the pool, which nothing proves: all LPs lose it, and everyone who joins afterwards pays less"},
		{"a loss that is accepted", 900_000, 79_999, true, "warn managed.report", "a loss of"},
	} {
		flags := &Options{}
		if test.named {
			flags.Reports, flags.MostReport = list1(mine()), map[common.Address]units.Fixed{mine(): units.FixedFrom(2e16)}
		}
		found := reported(effect.ReportedIn(was, changed(test.cash, test.managed)), mine(), flags)
		if got := brief(found); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		} else if test.want != "" && (!strings.Contains(found[0].Summary, test.says) || test.named != (found[0].Hint == "")) {
			t.Errorf("%s: %+v", test.name, found[0])
		}
	}
}

// TestMostGiven: the largest accepted gift is half a percent, or the owner's limit of arbitrage cost.
func TestMostGiven(t *testing.T) {
	c := &Checker{}
	if got := mostGiven(c); got.Cmp(big.NewRat(5, 1000)) != 0 {
		t.Error(got)
	}
	limit := units.FixedFrom(7e16)
	c.policies.Refuse.MaxArbitrageCost = &limit
	if got := mostGiven(c); got.Cmp(big.NewRat(7, 100)) != 0 {
		t.Error(got)
	}
}

// paidIn is a plan after which the pool has so many millionths more of both tokens for the same BPT.
func paidIn(millionths uint64) (*ops.Snapshot, *ops.Plan) {
	before, after := poolAt(mine()), poolAt(mine())
	for i := range after.Tokens {
		before.Tokens[i].Managed.Raw.Clear()
		after.Tokens[i].Managed.Raw.Clear()
		before.Tokens[i].Cash.Raw = atoms(1_000_000_000_000)
		after.Tokens[i].Cash.Raw = atoms(1_000_000_000_000 + millionths*1_000_000)
	}
	return before, &ops.Plan{Operation: ops.SetSwaps{}, At: theBlock().Time, Calls: []ops.Call{{To: mine()}}, After: []*ops.Snapshot{after}, Predicted: after}
}

// minting is paidIn with so many more thousandths of the supply.
func minting(thousandths uint64) func(*Checker, *ops.Plan) {
	return func(_ *Checker, p *ops.Plan) {
		supply := &p.Predicted.Supply.Actual.Raw
		supply.Div(supply.Mul(supply, uint256.NewInt(1000+thousandths)), uint256.NewInt(1000))
	}
}

// TestGivesAwayAtLimits: without BPT for it, no gift is small; a mint may miss its fair amount by the limit.
func TestGivesAwayAtLimits(t *testing.T) {
	add := doing(mine(), deed.AddToken{Token: foreign()})
	for _, test := range []struct {
		name  string
		given uint64
		set   func(*Checker, *ops.Plan)
		want  string
	}{
		{"nothing", 0, nil, ""},
		{"what rounding may leave", 1, nil, ""},
		{"a little", 2, nil, "refuse pool.gift"},
		{"a deposit, and a mint of a twentieth less", 100_000, minting(95), "refuse pool.gift"},
		{"a deposit, and a mint of a hundredth less", 100_000, minting(99), "refuse pool.gift"},
		{"a deposit, and its mint", 100_000, minting(100), ""},
		{"a deposit that a mint is more than", 100_000, minting(101), ""},
		{"more, that is meant", 5001, func(c *Checker, _ *ops.Plan) {
			c.Flags.Recipients, c.Flags.MostGifts = list1(mine()), map[common.Address]units.Fixed{mine(): units.FixedFrom(1e16)}
		}, "warn pool.gift"},
		{"more, that is meant without a limit", 5001, func(c *Checker, _ *ops.Plan) { c.Flags.Recipients = list1(mine()) }, "refuse pool.gift"},
		{"a thousandth, that is meant without a limit", 1000, func(c *Checker, _ *ops.Plan) { c.Flags.Recipients = list1(mine()) }, "warn pool.gift"},
		{"more, beside a token without a price", 5001, func(c *Checker, _ *ops.Plan) { c.View.Calls = []Call{add} }, ""},
		{"more, beside a token with a price", 5001, func(c *Checker, _ *ops.Plan) {
			c.View.Calls, c.outside = []Call{add}, map[addition]tokenset.TokenPrice{{mine(), foreign()}: {Of: weth(), Value: units.FixedOne()}}
		}, "refuse pool.gift"},
		{"more, and the state after it is unknown", 5001, func(_ *Checker, p *ops.Plan) { p.Predicted = nil }, ""},
	} {
		before, plan := paidIn(test.given)
		c := &Checker{Flags: &Options{}, View: &View{}}
		if test.set != nil {
			test.set(c, plan)
		}
		if got := brief(givesAway(c, before, plan)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestJudgeGiven: a plan of a file is held to what it gives away, unless it is refused, does nothing or is for
// an empty pool.
func TestJudgeGiven(t *testing.T) {
	for _, test := range []struct {
		name string
		set  func(*ops.Snapshot, *ops.Plan)
		want bool
	}{
		{"a gift", func(*ops.Snapshot, *ops.Plan) {}, true},
		{"a plan that is refused", func(_ *ops.Snapshot, p *ops.Plan) { p.Findings = one(ops.Refuse, "x", "no") }, false},
		{"a plan without calls", func(_ *ops.Snapshot, p *ops.Plan) { p.Calls = nil }, false},
		{"a pool without BPT", func(s *ops.Snapshot, _ *ops.Plan) { s.Supply.Actual.Raw.Clear() }, false},
	} {
		before, plan := paidIn(60_000)
		test.set(before, plan)
		c := &Checker{Flags: &Options{}, View: &View{}, policies: policy.Policies{}}
		if judgeGiven(c, before, plan); strings.Contains(brief(c.View.Findings), "refuse pool.gift") != test.want {
			t.Errorf("%s: %s", test.name, brief(c.View.Findings))
		}
		if plan.Operation != (ops.SetSwaps{}) && test.want {
			t.Errorf("%s: the plan is changed", test.name)
		}
	}
}

// TestAtOutside: the author's price of an added token counts for nothing, at any depth.
func TestAtOutside(t *testing.T) {
	authors, outside := tokenset.TokenPrice{Of: usdc(), Value: units.FixedFrom(1)}, tokenset.TokenPrice{Of: weth(), Value: units.FixedOne()}
	add := func(token common.Address) tokenset.AddToken { return tokenset.AddToken{Token: token, Price: authors} }
	c := &Checker{outside: map[addition]tokenset.TokenPrice{{mine(), foreign()}: outside}}
	priceOf := func(op ops.Operation) tokenset.TokenPrice { return op.(tokenset.AddToken).Price }
	if got := priceOf(atOutside(c, mine(), add(foreign()))); got != outside {
		t.Error(got)
	}
	if got := priceOf(atOutside(c, mine(), add(theirs()))); got.Given() {
		t.Error(got)
	}
	if got := priceOf(atOutside(c, other(), add(foreign()))); got.Given() {
		t.Error("of another pool:", got)
	}
	if got := priceOf(atOutside(c, mine(), wallet.ExecSafe{Of: ops.Nested{Operation: add(foreign())}})); got != outside {
		t.Error("in a Safe's transaction:", got)
	}
	series, is := atOutside(c, mine(), ops.Series{Parts: []ops.Nested{{Operation: add(foreign())}, {Operation: ops.SetSwapFee{}}}}).(ops.Series)
	if !is || len(series.Parts) != 2 || priceOf(series.Parts[0].Operation) != outside || series.Parts[1].Operation != (ops.SetSwapFee{}) {
		t.Errorf("%+v", series)
	}
}

// TestUnpriced: only a token that is added to the same pool, without an outside price, hides a gift.
func TestUnpriced(t *testing.T) {
	for _, test := range []struct {
		name string
		call Call
		want bool
	}{
		{"without a price", doing(mine(), deed.AddToken{Token: theirs()}), true},
		{"with a price", doing(mine(), deed.AddToken{Token: foreign()}), false},
		{"for another pool", doing(other(), deed.AddToken{Token: theirs()}), false},
		{"another call", doing(mine(), deed.RemoveToken{}), false},
	} {
		c := &Checker{View: &View{Calls: []Call{test.call}}, outside: map[addition]tokenset.TokenPrice{{mine(), foreign()}: {Of: weth()}}}
		if got := addsUnpriced(c, poolAt(mine())); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestUnitOf: the example of a price is in the pool's token with the largest weight.
func TestUnitOf(t *testing.T) {
	weigh := func(first, second uint64) knownAddresses {
		k := knowing(Options{})
		k.trusted[0].Tokens[0].Weight, k.trusted[0].Tokens[1].Weight = units.FixedFrom(first), units.FixedFrom(second)
		return k
	}
	for _, test := range []struct {
		first, second uint64
		pool          common.Address
		want          string
	}{{6e17, 4e17, mine(), "WETH"}, {4e17, 6e17, mine(), "USDC"}, {5e17, 5e17, mine(), "WETH"}, {4e17, 6e17, other(), "WETH"}} {
		if got := weigh(test.first, test.second).unitOf(test.pool); got != test.want {
			t.Errorf("%d and %d: %s", test.first, test.second, got)
		}
	}
}

// TestReadPools: a pool is read if the batch mentions it or the user names it.
func TestReadPools(t *testing.T) {
	c := &Checker{trusted: []*ops.Snapshot{poolAt(mine())}, strange: []*ops.Snapshot{strangersPool()}}
	for address, want := range map[common.Address]bool{mine(): true, other(): true, contract(): false} {
		if got := c.read(address); (got != nil) != want || want && got.Pool.Address != address {
			t.Errorf("%s: %v", address, got)
		}
		if got := isPool(c, address); got != want {
			t.Errorf("%s is a pool: %v", address, got)
		}
	}
}

// TestPricedLeavesOthers: operations that add no token, or none with an outside price, stay as they are.
func TestPricedLeavesOthers(t *testing.T) {
	c := &Checker{outside: map[addition]tokenset.TokenPrice{{mine(), foreign()}: {Of: weth(), Value: units.FixedOne()}}}
	plan := &ops.Plan{Calls: []ops.Call{{To: mine()}}}
	for name, op := range map[string]ops.Operation{"another token": tokenset.AddToken{Token: theirs()}, "another operation": ops.SetSwapFee{}} {
		reading := &recognise.Reading{Parts: []recognise.Recognised{{Operation: op, Plan: plan, Before: poolAt(mine())}, {}}}
		if err := priced(c, mine(), reading, theBlock().Time); err != nil || reading.Parts[0].Plan != plan {
			t.Errorf("%s: %v, %+v", name, err, reading.Parts[0])
		}
	}
	refused := &recognise.Reading{Parts: []recognise.Recognised{{Operation: tokenset.AddToken{Token: foreign()}, Before: poolAt(mine())}}}
	if err := priced(c, mine(), refused, theBlock().Time); err != nil || refused.Parts[0].Plan != nil {
		t.Errorf("without a plan: %v, %+v", err, refused.Parts[0])
	}
}

// TestEntrusted checks who can take what is paid into a pool, before and after its first join.
func TestEntrusted(t *testing.T) {
	const rights, first = "refuse trust.owner, warn trust.exits", "refuse init.owner, warn trust.exits"
	managed := func(k *knownAddresses, who common.Address, share uint64) {
		token := &k.trusted[0].Tokens[0]
		token.AssetManager, token.Cash.Raw, token.Managed.Raw = who, atoms(1000-share), atoms(share)
		k.trusted[0].Tokens[1].AssetManager = theSafe()
	}
	for _, test := range []struct {
		name  string
		set   func(*knownAddresses)
		first bool
		want  string
	}{
		{"the Safe's own", func(*knownAddresses) {}, false, ""},
		{"the Safe's own, at first", func(*knownAddresses) {}, true, ""},
		{"a stranger's", func(k *knownAddresses) { k.trusted[0].Pool.Owner = stranger() }, false, rights},
		{"a stranger's, at first", func(k *knownAddresses) { k.trusted[0].Pool.Owner = stranger() }, true, first},
		{"a friend's, at first", func(k *knownAddresses) { k.trusted[0].Pool.Owner = friend() }, true, "warn init.owner, warn trust.exits"},
		{"a stranger manages it", func(k *knownAddresses) { managed(k, stranger(), 0) }, false, "refuse trust.manager"},
		{"a stranger manages it, at first", func(k *knownAddresses) { managed(k, stranger(), 0) }, true, "refuse init.manager"},
		{"a friend manages it", func(k *knownAddresses) { managed(k, friend(), 0) }, false, "warn trust.manager"},
		{"a friend manages it, at first", func(k *knownAddresses) { managed(k, friend(), 0) }, true, "warn init.manager"},
		{"a stranger reports a twentieth", func(k *knownAddresses) { managed(k, stranger(), 100) }, false, "refuse trust.manager"},
		{"a stranger reports a little more", func(k *knownAddresses) { managed(k, stranger(), 101) }, false, "refuse trust.manager, warn trust.reported"},
		{"a stranger reports a tenth", func(k *knownAddresses) { managed(k, stranger(), 200) }, false, "refuse trust.manager, warn trust.reported"},
		{"a stranger reports more than a tenth", func(k *knownAddresses) { managed(k, stranger(), 201) }, false, "refuse trust.manager, refuse trust.reported"},
		{"a friend reports more than a tenth", func(k *knownAddresses) { managed(k, friend(), 201) }, false, "warn trust.manager, warn trust.reported"},
		{"the Safe reports more than a tenth", func(k *knownAddresses) { managed(k, theSafe(), 201) }, false, ""},
	} {
		k := knowing(Options{Managers: list1(friend())})
		test.set(&k)
		k.stakes = map[common.Address]chain.Supply{mine(): {Held: tokens(map[bool]uint64{true: 0, false: 1000}[test.first])}}
		if got := brief(k.entrusted(mine(), false)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if got := k.entrusted(other(), test.first); got != nil {
			t.Errorf("%s: of another pool %q", test.name, brief(got))
		}
	}
}

// TestUnjudged checks why a batch cannot be judged: the first cause counts.
func TestUnjudged(t *testing.T) {
	const none, file, sim = "nobody names the Safe", "only the file names the Safe", "the Safe's transaction was not simulated"
	for _, test := range []struct {
		name       string
		set        func(*Checker)
		want, hint string
	}{
		{"judged", func(*Checker) {}, "", ""},
		{"only operations", func(c *Checker) { c.View.Calls[0].Recognised, c.Safe = "fee-set", common.Address{} }, "", ""},
		{"only an empty call", func(c *Checker) { c.View.Calls[0].Findings, c.View.Execution = one(ops.Note, voidsNonce, "x"), nil }, "", ""},
		{"no Safe", func(c *Checker) { c.Safe = common.Address{} }, none, "--safe ADDRESS"},
		{"a Safe of the file", func(c *Checker) { c.given = false }, file, "use --safe " + stranger().Hex()},
		{"a Safe that is the configured sender", func(c *Checker) { c.given, c.By.Settings.From = false, stranger() }, "", ""},
		{"a Safe that owns the pool", func(c *Checker) { c.given, c.trusted[0].Pool.Owner = false, stranger() }, "", ""},
		{"a Safe that manages a token", func(c *Checker) { c.given, c.trusted[0].Tokens[1].AssetManager = false, stranger() }, "", ""},
		{"no simulation", func(c *Checker) { c.View.Execution = nil }, sim, "a node that can simulate it"},
		{"a simulation that fails", func(c *Checker) { c.View.Execution = &Execution{Why: "no\x1b[2J power"} }, sim, "first fix the cause: no power"},
		{"a simulation that reverts", func(c *Checker) { c.View.Execution = &Execution{revert: &revert.Reason{}} }, "", ""},
	} {
		c := &Checker{Safe: stranger(), given: true, By: &Reviewer{Settings: &config.Settings{}}, trusted: []*ops.Snapshot{poolAt(mine())}, View: &View{Calls: []Call{{}}, Execution: &Execution{}}}
		test.set(c)
		if why, hint := unjudged(c); !strings.HasPrefix(why, test.want) || !strings.Contains(hint, test.hint) || (why == "") != (test.want == "") {
			t.Errorf("%s: %q, %q", test.name, why, hint)
		}
	}
}

// TestPriceAdded: --price counts before a feed, and neither counts for a pool that nobody read.
func TestPriceAdded(t *testing.T) {
	w := ordinary()
	feed := w.plans.fed[foreign()]
	for _, test := range []struct {
		name   string
		call   Call
		prices []string
		want   tokenset.TokenPrice
	}{
		{"a feed", doing(mine(), deed.AddToken{Token: foreign()}), nil, feed},
		{"a price", doing(mine(), deed.AddToken{Token: foreign()}), []string{foreign().Hex() + "=3 USDC"}, tokenset.TokenPrice{Of: usdc(), Value: units.FixedFrom(3e18)}},
		{"neither", doing(mine(), deed.AddToken{Token: theirs()}), nil, tokenset.TokenPrice{}},
		{"of no pool", doing(contract(), deed.AddToken{Token: foreign()}), nil, tokenset.TokenPrice{}},
		{"another call", doing(mine(), deed.Transfer{}), nil, tokenset.TokenPrice{}},
	} {
		c := &Checker{By: &Reviewer{Feeds: w.plans}, Flags: &Options{Prices: test.prices}, trusted: []*ops.Snapshot{poolAt(mine())}, View: &View{NodeChain: 1, Calls: []Call{test.call}}}
		must(c.priceAdded(context.Background()))
		add, _ := test.call.does.(deed.AddToken)
		if got, is := c.outside[addition{test.call.To, add.Token}]; got != test.want || is != test.want.Given() {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
	c := &Checker{By: &Reviewer{Feeds: w.plans}, Flags: &Options{Prices: []string{"x"}}, View: &View{NodeChain: 1}}
	if err := c.priceAdded(context.Background()); err == nil {
		t.Error("a price that nobody can read is none")
	}
}
