package ops_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/ops"
)

// The rig holds what package ops predicts against the contracts: the published
// ones, on a go-ethereum in this process. A test of an operation reads
//
//	rigs(t, func(r *rig) {
//		r.cases(200, func(p *rigPool) bool {
//			p.prior()
//			return len(p.agrees(anOperation(p)).Calls) > 0
//		})
//	})
//
// and, for what the contracts refuse, the same with p.reverts. Files: rig_test.go
// what tests call, rigworld_test.go the chain that all begin with,
// rigprior_test.go what happened to a pool before.

// rig is a chain with pools of many sizes, and the dice.
type rig struct {
	*testing.T
	dice      *rand.Rand
	pools     []*rigPool      // initialised, owned by the devnet's owner
	empty     *rigPool        // never initialised
	delegated *rigPool        // owned by the delegate address
	tokens    []devnet.Token  // all that there are; each pool holds some
	accounts  devnet.Accounts // see also manager and trader
	contracts devnet.Contracts

	geth     *gethtest.Geth
	client   *chain.Client
	keys     keys
	seed     uint64
	compared int // states
	failed   int // calls of prior that reverted
	sent     int // calls of prior
}

// rigPool is one of the rig's pools.
type rigPool struct {
	*rig
	devnet.Pool
	first *ops.Snapshot // at the beginning, once prior has read it
	read  *ops.Snapshot // the last one
}

// rigs runs a test on a rig of each generation. The second is skipped by name
// where its artifacts are not at hand. MPOOL_SEED chooses other dice.
func rigs(t *testing.T, run func(r *rig)) {
	t.Helper()
	t.Run("v1", func(t *testing.T) {
		t.Parallel()
		run(newRig(t, firstWorld))
	})
	t.Run("v2", func(t *testing.T) {
		if os.Getenv(artifactsV2) == "" {
			t.Skip(artifactsV2 + " names no folder with the second generation's Hardhat artifacts")
		}
		t.Parallel()
		run(newRig(t, secondWorld))
	})
}

const artifactsV2 = "MPOOL_V2_ARTIFACTS"

// The chains are deployed once for all tests of the package.
var (
	firstWorld  = sync.OnceValues(func() (*world, error) { return newWorld(ops.V1, nil) })
	secondWorld = sync.OnceValues(func() (*world, error) { return newWorld(ops.V2, []string{os.Getenv(artifactsV2)}) })
)

func newRig(t *testing.T, from func() (*world, error)) *rig {
	t.Helper()
	w, err := from()
	if err != nil {
		t.Fatal(err)
	}
	geth, err := gethtest.Start(w.alloc, w.at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = geth.Close() })
	client, err := chain.Dial(t.Context(), geth.URL, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	r := &rig{T: t, geth: geth, client: client, keys: w.keys, tokens: w.tokens, accounts: w.accounts, contracts: w.contracts}
	r.roll()
	for _, pool := range w.pools {
		r.pools = append(r.pools, &rigPool{rig: r, Pool: pool})
	}
	r.empty, r.delegated = &rigPool{rig: r, Pool: w.empty}, &rigPool{rig: r, Pool: w.delegated}
	return r
}

// roll seeds the dice, and says at the end how they fell.
func (r *rig) roll() {
	r.seed = 1
	if text := os.Getenv("MPOOL_SEED"); text != "" {
		var err error
		if r.seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			r.Fatal(err)
		}
	}
	r.dice = rand.New(rand.NewPCG(r.seed, 0))
	r.Cleanup(func() {
		r.Logf("MPOOL_SEED=%d: %d states compared, %d calls before, of which %d reverted", r.seed, r.compared, r.sent, r.failed)
	})
}

// cases runs n cases on the pools in turn. A case that turns out to be none, as
// when the pool already is what is asked for, says so by false.
func (r *rig) cases(n int, run func(p *rigPool) bool) {
	r.Helper()
	for tries, done := 0, 0; done < n; tries++ {
		if tries > 3*n+30 {
			r.Fatalf("only %d of %d tries made a case", done, tries)
		}
		if run(r.pools[tries%len(r.pools)]) {
			done++
		}
	}
}

// upTo draws from 0 to n.
func (r *rig) upTo(n ops.Time) ops.Time { return ops.Time(r.dice.Uint64N(uint64(n) + 1)) }

// chance is true in one of n cases.
func (r *rig) chance(n int) bool { return r.dice.IntN(n) == 0 }

// snapshot is the pool at the newest block, with what the operation watches
// beside it; op may be nil. A block is read once: do not change what is inside.
func (p *rigPool) snapshot(op ops.Operation) *ops.Snapshot {
	p.Helper()
	if p.read == nil || p.read.Block.Hash != p.geth.Head() {
		var err error
		if p.read, err = p.client.SnapshotWithRatios(p.Context(), p.Address, chain.Latest()); err != nil {
			p.Fatal(err)
		}
	}
	newest := *p.read
	s := &newest
	if w, more := op.(ops.Watching); more {
		if err := p.client.Watch(p.Context(), s, w.Watch(s)); err != nil {
			p.Fatal(err)
		}
	}
	return s
}

// agrees mines the operation and wants the pool to be what was predicted, in
// every field, after each call and at each of the plan's moments. Each call is
// mined in a block of its own at a random time, and predicted from its parent
// block, as the program verifies what it sent. A plan without calls is returned
// as it is.
func (p *rigPool) agrees(op ops.Operation) *ops.Plan {
	p.Helper()
	return p.agreesAt(op, p.geth.Now()+1+p.upTo(100_000))
}

// agreesAt is agrees with the first call mined at the time at.
func (p *rigPool) agreesAt(op ops.Operation, at ops.Time) *ops.Plan {
	p.Helper()
	first := p.accepted(op, at)
	plan := first
	for i := range first.Calls {
		if i > 0 {
			at += 1 + p.upTo(300)
			plan = p.accepted(op, at)
			if reasons := first.Stale(plan); len(plan.Calls) != len(first.Calls)-i || len(reasons) > 0 {
				p.Fatalf("%s %+v: after %d of %d calls %d are left: %v", op.Name(), op, i, len(first.Calls), len(plan.Calls), reasons)
			}
		}
		p.mine(plan.Calls[0], at)
		p.same(op, fmt.Sprintf("after %s", plan.Calls[0].Method), plan.After[0], p.snapshot(op))
	}
	if len(first.Calls) > 0 {
		p.follows(plan, plan.Moments...)
	}
	return first
}

// accepted plans what the contracts must take.
func (p *rigPool) accepted(op ops.Operation, at ops.Time) *ops.Plan {
	p.Helper()
	plan, err := op.Plan(p.snapshot(op), at)
	if err != nil || plan.Refused() {
		p.Fatalf("%s %+v: %v, findings %+v", op.Name(), op, err, plan)
	}
	if len(plan.After) != len(plan.Calls) || len(plan.Calls) > 0 && plan.After[len(plan.After)-1] != plan.Predicted {
		p.Fatalf("%s %+v: %d calls and %d states", op.Name(), op, len(plan.Calls), len(plan.After))
	}
	return plan
}

// follows compares the pool with the prediction at later times, without mining.
func (p *rigPool) follows(plan *ops.Plan, times ...ops.Time) {
	p.Helper()
	if len(times) == 0 {
		return
	}
	later := &ops.Plan{At: times[0], Moments: times[1:]}
	sim, err := p.client.Simulate(p.Context(), p.snapshot(nil), later)
	if err != nil {
		p.Fatal(err)
	}
	for i, t := range times {
		want, err := plan.Predicted.At(t)
		if err != nil {
			p.Fatal(err)
		}
		want.Holdings, want.Members = nil, nil
		p.same(plan.Operation, "later", want, sim.States[i])
	}
}

// same wants two states to agree in every field. The ratios that breakers cache
// are no field; they are compared where they were read.
func (p *rigPool) same(op ops.Operation, when string, want, got *ops.Snapshot) {
	p.Helper()
	p.compared++
	changes := ops.Diff(want, got)
	for i := range min(len(want.Tokens), len(got.Tokens)) {
		a, b := want.Tokens[i].Breaker, got.Tokens[i].Breaker
		if a != nil && b != nil && got.Block.Hash != want.Block.Hash && (a.LowerRatio != b.LowerRatio || a.UpperRatio != b.UpperRatio) {
			changes = append(changes, ops.Change{Path: fmt.Sprintf("tokens.%d.ratios", i),
				Before: fmt.Sprint(a.LowerRatio, a.UpperRatio), After: fmt.Sprint(b.LowerRatio, b.UpperRatio)})
		}
	}
	if len(changes) == 0 {
		return
	}
	var lines strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&lines, "\n  %s predicted %q, found %q", c.Path, c.Before, c.After)
	}
	p.Fatalf("MPOOL_SEED=%d, %d tokens, %s %+v, %s at %d:%s", p.seed, len(got.Tokens), op.Name(), op, when, got.Block.Time, lines.String())
}

// reverts wants the plan to be refused, and the contracts to revert with the
// code of the first refusal when its calls are run all the same. It returns the
// code, or nothing where there is nothing to do. Nothing is mined.
func (p *rigPool) reverts(op ops.Operation) string {
	p.Helper()
	return p.revertsAt(op, p.geth.Now()+1+p.upTo(100_000))
}

// revertsAt is reverts with the plan made for the time at.
func (p *rigPool) revertsAt(op ops.Operation, at ops.Time) string {
	p.Helper()
	before := p.snapshot(op)
	plan, err := op.Plan(before, at)
	if err == nil && !plan.Refused() && len(plan.Calls) == 0 {
		return ""
	}
	if err != nil || !plan.Refused() || len(plan.Calls) == 0 {
		p.Fatalf("MPOOL_SEED=%d, %s %+v: want a refused plan that keeps its calls, got %v %+v", p.seed, op.Name(), op, err, plan)
	}
	plan.Moments = nil
	sim, err := p.client.Simulate(p.Context(), before, plan)
	if err != nil {
		p.Fatal(err)
	}
	code := firstRefusal(plan)
	found := "no revert"
	if sim.Revert != nil {
		found = cmp.Or(sim.Revert.Code, sim.Revert.Error())
	}
	if found != code {
		p.Fatalf("MPOOL_SEED=%d, %d tokens, %s %+v at %d: predicted %s, found %s; findings %+v", p.seed, len(before.Tokens), op.Name(), op, at, code, found, plan.Findings)
	}
	return code
}

func firstRefusal(plan *ops.Plan) string {
	for _, finding := range plan.Findings {
		if finding.Severity == ops.Refuse {
			return finding.Code
		}
	}
	return ""
}
