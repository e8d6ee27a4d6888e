package review

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/units"
)

func TestOperations(t *testing.T) { try(t, operationRows()) }

// weights is a change of weights over two days, in basis points.
func weights(pool common.Address, first, second uint64) safe.Call {
	now := uint64(theBlock().Time)
	return to(pool, managedpool.NewManagedPool().PackUpdateWeightsGradually(bigOf(now+100), bigOf(now+100+2*86400), list1(weth(), usdc()), amounts(first*1e14, second*1e14)))
}

// operationRows are calls of mpool's own operations, with the findings of its rules and policies.
func operationRows() []row {
	limited := func(w *world) {
		short := units.Time(7 * 86400)
		w.plans.policies.Refuse.MinDuration = &short
	}
	owned := func(by common.Address) func(*world) {
		return func(w *world) { w.node.pools[mine()].Pool.Owner = by }
	}
	costly := func(w *world) {
		most := units.FixedFrom(5e15)
		w.plans.policies.Refuse.MaxArbitrageCost = &most
	}
	drained := func(w *world) {
		w.node.after = func(s *ops.Snapshot) error {
			s.Tokens[0].Cash.Raw.Clear()
			s.Tokens[0].Managed.Raw.Clear()
			return nil
		}
	}
	return []row{
		{name: "a fee", calls: list(setFee(mine())), want: "", near: "call.needless"},
		{name: "a fee that it has", calls: list(setFee(mine()), setFee(mine())), want: "warn call.needless@2"},
		{name: "swaps off and on again", calls: list(swapsOf(mine(), false), swapsOf(mine(), true)), want: "warn swaps.gap@2"},
		{name: "swaps on that are on", calls: list(swapsOf(mine(), true)), want: "warn call.needless@1"},
		{name: "weights", calls: list(weights(mine(), 6000, 4000)), want: "note safe.deadline@1"},
		{name: "weights that are not a whole", calls: list(weights(mine(), 6000, 3000)), want: "refuse BAL#308@1, note safe.deadline@1", near: "call.unknown"},
		{name: "weights in less time than a policy wants", calls: list(weights(mine(), 6000, 4000)), set: limited, want: "refuse policy.min_duration@1, note safe.deadline@1"},
		{name: "a policy's hint is for the author of the batch", calls: list(weights(mine(), 6000, 4000)), set: limited, want: "refuse policy.min_duration@1, note safe.deadline@1", says: "for the author of the batch, with mpool weights-update: use --duration 7d or longer"},
		{name: "weights that jump if it is executed late", calls: list(weights(mine(), 6000, 4000)), set: costly, want: "warn safe.late@1, note safe.deadline@1", says: "right before its end the arbitrage cost is 1.9935%; if executed by"},
		{name: "a pool that another Safe owns", calls: list(setFee(mine())), set: owned(stranger()), want: "refuse BAL#401@1", says: "is sent by " + theSafe().Hex() + ", but only " + stranger().Hex() + " may send it"},
		{name: "a pool that another Safe owns, where none is named", calls: list(setFee(mine())), set: both(owned(stranger()), func(w *world) { w.batch.Safe = common.Address{} }), want: "warn batch.safe.unnamed"},
		{name: "a token whose manager is another", calls: list(manage(theVault(), move(withdraw, mine(), weth(), ether(1)))), set: func(w *world) { w.node.pools[mine()].Tokens[0].AssetManager = stranger() }, want: "refuse BAL#502@1"},
		{name: "what an unknown call leaves is open", calls: list(setFee(mine()), to(contract(), selector("claim()"))), set: drained, want: "refuse exposure.dust, warn call.unknown@2"},
		{name: "what an unknown call leaves is not open", calls: list(setFee(mine()), to(contract(), selector("claim()"))), want: "warn call.unknown@2"},
		{name: "operations of two pools", calls: list(setFee(mine()), setFee(other())), set: func(w *world) { w.node.pools[other()].Pool.Owner = theSafe(); w.settings.Named = list1(other()) }, want: ""},
	}
}

// TestPreview checks the preview of each pool, and whether it is complete.
func TestPreview(t *testing.T) {
	for _, test := range []struct {
		name     string
		row      row
		pools    []common.Address
		rows     bool // a preview is shown
		complete bool
		moments  int
		differ   int
	}{
		{"an operation", row{calls: list(setFee(mine()))}, list1(mine()), true, true, 1, 0},
		{"a ramp is looked at later too", row{calls: list(weights(mine(), 6000, 4000))}, list1(mine()), true, true, 4, 0},
		{"an unknown call beside it", row{calls: list(setFee(mine()), to(contract(), selector("claim()")))}, list1(mine()), true, false, 1, 0},
		{"a refused operation", row{calls: list(manage(theVault(), move(deposit, mine(), weth(), ether(9))))}, list1(mine()), false, false, 0, 0},
		{"another pool than predicted", row{calls: list(setFee(mine())), set: func(w *world) { w.node.after = moreOf(2) }}, list1(mine()), true, true, 1, 1},
		{"it reverts", row{calls: list(setFee(mine())), set: func(w *world) { w.node.sim.Revert = &revert.Reason{Sentence: "no"} }}, list1(mine()), true, true, 0, 0},
		{"two pools", row{calls: list(setFee(mine()), setFee(other()))}, list1(mine(), other()), true, false, 1, 0},
		{"no pool", row{calls: list(received())}, nil, false, false, 0, 0},
		{"coins that it has not", row{calls: list(setFee(mine()), coins(friend(), tokens(99)))}, list1(mine()), true, false, 0, 0},
	} {
		c, _, err := test.row.checked()
		must(err)
		var pools []common.Address
		for _, p := range c.View.Pools {
			pools = append(pools, p.Pool.Address)
		}
		if !same(pools, test.pools) {
			t.Errorf("%s: previewed are %v", test.name, pools)
		}
		if len(pools) == 0 {
			continue
		}
		p := c.View.Pools[0]
		if (len(p.Preview.Rows) > 0) != test.rows || p.Complete != test.complete {
			t.Errorf("%s: %d rows, complete is %v", test.name, len(p.Preview.Rows), p.Complete)
		}
		if test.moments == 0 && p.Proof != nil && len(p.Proof.Moments) > 0 || test.moments > 0 && (p.Proof == nil || len(p.Proof.Moments) != test.moments || len(p.Proof.Differences) != test.differ) {
			t.Errorf("%s: the proof is %+v", test.name, p.Proof)
		}
	}
}

// TestPrice checks that a weight change has its arbitrage cost on its own call.
func TestPrice(t *testing.T) {
	c, w, err := row{calls: list(received(), weights(mine(), 6000, 4000))}.checked()
	must(err)
	if c.View.Calls[0].Price != nil || c.View.Calls[1].Price == nil {
		t.Fatalf("priced are %v and %v", c.View.Calls[0].Price, c.View.Calls[1].Price)
	}
	if w.plans.gas != 1 {
		t.Errorf("what gas costs was asked for %d times", w.plans.gas)
	}
	sentence := c.View.Calls[1].Price.Sentences()[0]
	if page := shown(Markdown{c.View}); !strings.Contains(page, "arbitrage") {
		t.Errorf("the Markdown does not say %q:\n%s", sentence, page)
	}
	if page := shown(c.View); !strings.Contains(page, "arbitrage") {
		t.Errorf("the text does not say %q:\n%s", sentence, page)
	}
}

// TestRecognisedAs checks the operation and the pool of each call.
func TestRecognisedAs(t *testing.T) {
	w := ordinary(setFee(mine()), received(), swapsOf(mine(), false), weights(mine(), 6000, 4000), setFee(contract()))
	c, err := w.check()
	must(err)
	want := []string{"aum-fee set", "", "swaps disable", "weights-update", ""}
	for i, call := range c.View.Calls {
		if call.Recognised != want[i] || (call.Pool != nil) != (want[i] != "") || call.Pool != nil && call.Pool.Address != mine() {
			t.Errorf("call %d is %q of %+v, want %q", i+1, call.Recognised, call.Pool, want[i])
		}
	}
	if c.View.foreign() != 2 {
		t.Errorf("%d are foreign", c.View.foreign())
	}
}

// TestSimulations checks that an answer of the node for something else is an error.
func TestSimulations(t *testing.T) {
	w := ordinary(setFee(mine()))
	w.node.sim.States = []*ops.Snapshot{poolAt(mine())} // one state too many
	if _, err := w.check(); err == nil || !strings.Contains(err.Error(), "the node simulated 2 states instead of 1") {
		t.Errorf("%v", err)
	}
	w = ordinary(setFee(mine()))
	w.node.pools[mine()].Supply.Actual.Raw.AddUint64(&w.node.pools[mine()].Supply.Actual.Raw, 1)
	if _, err := w.check(); err == nil || !strings.Contains(err.Error(), "but mpool computes") {
		t.Errorf("%v", err)
	}
	w = ordinary(setFee(mine()))
	broken := errors.New("the line is cut")
	w.node.holdings = func(*ops.Snapshot, ops.Watch) error { return broken }
	if _, err := w.check(); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	w = ordinary(setFee(mine()), received())
	_, err := w.check()
	must(err)
	if len(w.node.plan.Calls) != 2 || slices.Contains(w.node.asked, "TryCalls") {
		t.Errorf("%d calls are simulated, and asked was %v: the whole batch is, once", len(w.node.plan.Calls), w.node.asked)
	}
	for _, call := range w.node.plan.Calls {
		if call.From != theSafe() {
			t.Errorf("a call comes from %s", call.From)
		}
	}
}

// TestQuiet checks that the Checker stops asking the node for a batch of another chain, or for one
// without a call.
func TestQuiet(t *testing.T) {
	w := ordinary(transfer(weth(), stranger(), ether(1)))
	w.batch.ChainID = 5
	c, err := w.check()
	must(err)
	if len(w.node.asked) != 2 || len(c.View.Calls) != 1 || c.View.Calls[0].Call == nil {
		t.Errorf("asked for %v", w.node.asked)
	}
	w = ordinary()
	if c, err = w.check(); err != nil || c.View.Execution != nil || slices.Contains(w.node.asked, "TrySafe") {
		t.Errorf("%v; asked for %v", err, w.node.asked)
	}
	w = ordinary(coins(friend(), tokens(99)))
	if c, err = w.check(); err != nil || slices.Contains(w.node.asked, "TrySafe") || slices.Contains(w.node.asked, "TryCalls") || c.View.Execution != nil {
		t.Errorf("what sends more than there is is tried: %v, %v", w.node.asked, err)
	}
	w = ordinary(setFee(mine()))
	w.safe().Version = "3.0.0"
	c, err = w.check()
	if must(err); c.View.Execution == nil || !strings.Contains(c.View.Execution.Why, ": mpool supports 1.0.0 up to 2.0.0 (excluded)") || slices.Contains(w.node.asked, "TrySafe") {
		t.Errorf("a Safe of an unknown version is tried: %+v", c.View.Execution)
	}
	if other := (&Checker{View: &View{}}); other.Unversioned(errors.New("the line is cut")) || other.Unversioned(nil) {
		t.Error("an error of the line is taken for an answer")
	}
	if err := (&Checker{View: &View{}}).execute(context.Background(), safe.Transaction{}); err != nil {
		t.Errorf("without a Safe nothing is executed: %v", err)
	}
}
