package ops_test

import (
	"cmp"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// The rig compares predictions of package ops with the published contracts, on a go-ethereum in
// this process. A test of an operation reads
//
//	rigs(t, func(r *rig) {
//		r.cases(200, func(p *rigPool) bool {
//			p.prior()
//			return len(p.agrees(anOperation(p)).Calls) > 0
//		})
//	})
//
// A test of refusals uses p.reverts instead. Files: rig_test.go has the functions for tests,
// rigworld_test.go the initial chain, rigprior_test.go the pools' pasts, rigmine_test.go
// transactions, rigdice_test.go chance, and rigreport_test.go comparisons and failures.

// rig is a chain with pools of many sizes, and the dice.
type rig struct {
	*testing.T
	dice      *rand.Rand
	pools     []*rigPool // initialised, owned by the devnet's owner
	empty     *rigPool   // never initialised
	delegated *rigPool   // owned by the delegate address
	native    *rigPool   // holds the Vault's WETH and two others
	weth      devnet.Token
	fine      devnet.Token
	tokens    []devnet.Token  // all tokens; each pool holds some of them
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
	first *ops.Snapshot // at the start, once prior has read it
	read  *ops.Snapshot // the last one
}

// rigs runs a test on a v1 rig and on a v2 rig. The v2 run is skipped by name if its artifacts are
// missing. MPOOL_SEED sets other dice.
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
	r.native, r.weth, r.fine = &rigPool{rig: r, Pool: w.native}, w.weth, w.fine
	r.empty, r.delegated = &rigPool{rig: r, Pool: w.empty}, &rigPool{rig: r, Pool: w.delegated}
	return r
}

// cases runs n cases on the pools in turn, more often on the largest; without MPOOL_SOAK it runs a
// third of them. A case returns false if it did not apply, for example if there was nothing to
// change.
func (r *rig) cases(n int, run func(p *rigPool) bool) {
	r.Helper()
	if os.Getenv("MPOOL_SOAK") == "" {
		n = max(n/3, min(n, 60))
	}
	r.all(n, run)
}

// all runs all n cases, so that each code of a refusal occurs.
func (r *rig) all(n int, run func(p *rigPool) bool) {
	r.Helper()
	turns := append(slices.Clone(r.pools), r.pools[:min(5, len(r.pools))]...)
	for tries, done := 0, 0; done < n; tries++ {
		if tries > 3*n+30 {
			r.Fatalf("only %d of %d tries made a case", done, tries)
		}
		if run(turns[tries%len(turns)]) {
			done++
		}
	}
}

// others are the tokens that the pool does not hold.
func (p *rigPool) others() []devnet.Token {
	p.Helper()
	s := p.snapshot(nil)
	return slices.DeleteFunc(slices.Clone(p.tokens), func(token devnet.Token) bool {
		_, err := s.Token(token.Address)
		return err == nil
	})
}

// snapshot is the pool at the newest block, with what the operation watches; op may be nil. Each
// block is read only once, so do not change the result.
func (p *rigPool) snapshot(op ops.Operation) *ops.Snapshot {
	p.Helper()
	if p.read == nil || p.read.Block.Hash != p.geth.Head() {
		var err error
		if p.read, err = p.client.SnapshotWithRatios(p.Context(), p.Address, chain.Latest()); err != nil {
			p.Fatal(err)
		}
	}
	newest := *p.read
	p.watch(op, &newest, &newest)
	return &newest
}

// watch reads into s what the operation watches for the pool before.
func (p *rigPool) watch(op ops.Operation, before, s *ops.Snapshot) {
	p.Helper()
	if w, more := op.(ops.Watching); more {
		if err := p.client.Watch(p.Context(), s, w.Watch(before)); err != nil {
			p.Fatal(err)
		}
	}
}

// agrees mines the operation. The pool must match the prediction in every field, after each call
// and at each of the plan's moments. Each call is mined in its own block at a random time. It is
// predicted from its parent block, as the program does when it verifies. A plan without calls is
// returned as it is.
func (p *rigPool) agrees(op ops.Operation) *ops.Plan {
	p.Helper()
	return p.agreesAt(op, p.geth.Now()+1+p.upTo(100_000))
}

// agreesAt is agrees with the first call mined at time at.
func (p *rigPool) agreesAt(op ops.Operation, at units.Time) *ops.Plan {
	p.Helper()
	before := p.snapshot(op)
	first := p.accepted(op, before, at)
	if len(first.Calls) > 0 && p.chance(4) {
		p.simulates(before, first)
	}
	plan := first
	for i := 0; i < len(first.Calls); i++ {
		if i > 0 {
			at += 1 + p.upTo(300)
			before = p.snapshot(op)
			plan = p.accepted(op, before, at)
			if len(plan.Calls) < len(first.Calls)-i && p.spares(op) {
				if i = len(first.Calls) - len(plan.Calls); i == len(first.Calls) {
					break
				}
			}
			if reasons := first.Stale(plan); len(plan.Calls) != len(first.Calls)-i || len(reasons) > 0 {
				p.fail(op, at, "after %d of %d calls %d are left: %v", i, len(first.Calls), len(plan.Calls), reasons)
			}
		}
		p.mine(plan.Calls[0], at).paidBy(plan.After[0], plan.Calls[0].From)
		after := p.snapshot(nil)
		p.watch(op, before, after)
		p.same(op, "after "+plan.Calls[0].Method, plan.After[0], after)
	}
	if len(first.Calls) > 0 {
		p.follows(plan, plan.Moments...)
	}
	return first
}

// spares says whether an operation may make fewer calls than planned, because no allowance remains
// to be revoked.
func (p *rigPool) spares(op ops.Operation) bool {
	switch op.(type) {
	case trade.Swap, trade.Join:
		return true
	}
	return false
}

// simulates lets the node simulate the whole plan, as the program does before it shows it.
func (p *rigPool) simulates(before *ops.Snapshot, plan *ops.Plan) {
	p.Helper()
	sim, err := p.client.Simulate(p.Context(), before, plan)
	if err != nil || sim.Revert != nil {
		p.fail(plan.Operation, plan.At, "simulated with %v, %+v", err, sim)
	}
	p.same(plan.Operation, "simulated", plan.Predicted, sim.States[0])
}

// accepted plans an operation that the contracts must accept.
func (p *rigPool) accepted(op ops.Operation, before *ops.Snapshot, at units.Time) *ops.Plan {
	p.Helper()
	plan, err := op.Plan(before, at)
	if err != nil || plan.Refused() {
		p.fail(op, at, "not planned: %v %s", err, findings(plan))
	}
	if len(plan.After) != len(plan.Calls) || len(plan.Calls) > 0 && plan.After[len(plan.After)-1] != plan.Predicted {
		p.fail(op, at, "%d calls and %d states, the last of which has to be the predicted one", len(plan.Calls), len(plan.After))
	}
	return plan
}

// follows compares the pool with the prediction at later times, without mining.
func (p *rigPool) follows(plan *ops.Plan, times ...units.Time) {
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
		want.Holdings, want.Members, want.Coins, want.Inside = nil, nil, nil, nil
		p.same(plan.Operation, "later", want, sim.States[i])
	}
}

// reverts checks that the plan is refused, and that its calls revert on the contracts with the code
// of the first refusal. It returns the code, or "" if there is nothing to do. It mines nothing.
func (p *rigPool) reverts(op ops.Operation) string {
	p.Helper()
	return p.revertsAt(op, p.geth.Now()+1+p.upTo(100_000))
}

// revertsAt is reverts with a plan for time at.
func (p *rigPool) revertsAt(op ops.Operation, at units.Time) string {
	p.Helper()
	before := p.snapshot(op)
	plan, err := op.Plan(before, at)
	if err == nil && !plan.Refused() && len(plan.Calls) == 0 {
		return ""
	}
	if err != nil || !plan.Refused() || len(plan.Calls) == 0 {
		p.fail(op, at, "want a refused plan that keeps its calls, got %v %s", err, findings(plan))
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
		p.fail(op, at, "predicted %s, found %s; %s", code, found, findings(plan))
	}
	return code
}
