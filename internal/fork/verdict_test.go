package fork_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/fork"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// wrong is an operation that falsifies its plan.
type wrong struct {
	ops.Operation
	tamper func(*ops.Plan)
}

func (w wrong) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	plan, err := w.Operation.Plan(before, at)
	if err == nil {
		w.tamper(plan)
	}
	return plan, err
}

// A difference from the prediction is found, also at every later moment.
func TestDisagrees(t *testing.T) {
	d, node := upstream(t)
	op := wrong{weights(t, node, d.Pool.Address, 3600, day, 10, 20, 30, 40), func(p *ops.Plan) {
		p.Predicted.Tokens[0].EndWeight = units.FixedFrom(1e16)
	}}
	f := start(t, fork.Options{Node: node})
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Verdict != fork.Disagrees || len(step.Calls) != 1 || len(step.Calls[0].Differences) != 1 || len(step.Moments) != 5 {
		t.Fatalf("%s: %+v", step.Verdict, step.Calls)
	}
	if c := step.Calls[0].Differences[0]; !strings.HasSuffix(c.Path, ".end_weight") || c.Before != "1%" || c.After != "10%" {
		t.Errorf("%+v", c)
	}
	if end := step.Moments[4]; len(end.Differences) != 4 { // the end weight, the weight, and two bounds of a breaker
		t.Errorf("%+v", end.Differences)
	}
	if f.Result().Verdict != fork.Disagrees {
		t.Error(f.Result().Verdict)
	}
}

// A call that reverts ends the step, and the result has the reason.
func TestReverts(t *testing.T) {
	d, node := upstream(t)
	op := wrong{weights(t, node, d.Pool.Address, 3600, day, 10, 20, 30, 41), func(p *ops.Plan) { p.Findings = nil }}
	f := start(t, fork.Options{Node: node})
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Verdict != fork.Reverted || len(step.Moments) != 0 || len(step.Calls) != 1 {
		t.Fatalf("%s: %+v", step.Verdict, step.Calls)
	}
	r := step.Calls[0].Revert
	if r == nil || r.Code != "BAL#308" || r.Name != "NORMALIZED_WEIGHT_INVARIANT" || r.Meaning == "" || r.Remedy == "" || len(step.Calls[0].Differences) != 0 {
		t.Errorf("%+v", r)
	}
	next := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 3600, day, 10, 20, 30, 40)})
	wantOK(t, next, 1, 5)
	if f.Result().Verdict != fork.Reverted {
		t.Error(f.Result().Verdict)
	}
}

// A fork runs queued calls before the plan; the node's own simulation does not know them.
func TestEarlier(t *testing.T) {
	d, node := upstream(t)
	base := read(t, node, d.Pool.Address)
	op := weights(t, node, d.Pool.Address, 3600, day, 10, 20, 30, 40)
	plan, err := op.Plan(base, base.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	if sim, err := node.Simulate(t.Context(), base, plan); err != nil || sim.Revert != nil {
		t.Fatal(sim, err)
	}
	f := start(t, fork.Options{Node: node})
	if err := f.Earlier(t.Context(), "queued.json", base, []ops.Call{addToken(d, base)}); err != nil {
		t.Fatal(err)
	}
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Verdict != fork.Refused || step.Plan.Findings[0].Code != "BAL#103" || len(step.Before.Tokens) != 5 {
		t.Errorf("%s: %+v", step.Verdict, step.Plan.Findings)
	}
	r := f.Result()
	if len(r.Earlier) != 1 || r.Earlier[0].Source != "queued.json" || r.Earlier[0].Revert != nil || len(r.Earlier[0].Events) == 0 || r.Verdict != fork.Refused {
		t.Errorf("%+v", r.Earlier)
	}
}

func addToken(d *devnet.Devnet, pool *ops.Snapshot) ops.Call {
	token := d.Tokens[len(d.Tokens)-1]
	data := managedpool.NewManagedPool().PackAddToken(token.Address, d.Accounts.AssetManager, big.NewInt(1e17), new(big.Int), common.Address{})
	return ops.Call{From: pool.Pool.Owner, To: pool.Pool.Address, Data: data, Method: "addToken(address,address,uint256,uint256,address)"}
}

// A fork can plan at a later time. The pool refuses the call while its weights change and accepts
// it in the block in which the change ends.
func TestLater(t *testing.T) {
	d, node := upstream(t)
	change := weights(t, node, d.Pool.Address, 60, day, 10, 20, 30, 40)
	running := run(t, start(t, fork.Options{Node: node}), fork.Request{Pool: d.Pool.Address, Operation: change})
	call := running.Plan.Calls[0]
	if _, err := d.Send(t.Context(), "change the weights", call.From, call.To, call.Data); err != nil {
		t.Fatal(err)
	}
	base := read(t, node, d.Pool.Address)
	op := wrong{weights(t, node, d.Pool.Address, 2*day, day, 40, 30, 20, 10), func(p *ops.Plan) { p.Calls[0] = addToken(d, base) }}
	plan, err := op.Plan(base, base.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	if sim, err := node.Simulate(t.Context(), base, plan); err != nil || sim.Revert == nil || sim.Revert.Code != "BAL#349" {
		t.Fatal(sim, err)
	}
	for at, want := range map[units.Time]string{change.End - 1: "BAL#348", change.End: ""} {
		f := start(t, fork.Options{Node: node})
		step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op, At: at})
		got := ""
		if r := step.Calls[0].Revert; r != nil {
			got = r.Code
		}
		if got != want || step.Calls[0].Block.Time != at {
			t.Errorf("mined at %s: %q, want %q", step.Calls[0].Block.Time, got, want)
		}
	}
}

// User actions are tried with BalancerQueries and with the pool's own queries. Answers and reasons
// of failures are the same.
func TestTryouts(t *testing.T) {
	d, node := upstream(t)
	var results [][]fork.Tryout
	for _, queries := range []common.Address{{}, d.Contracts.Queries} {
		f := start(t, fork.Options{Node: node, Queries: queries})
		off := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.SetSwaps{Enabled: false}})
		wantTryouts(t, off, map[string]string{fork.TrySwap: "BAL#327", fork.TryJoinSingle: "BAL#330"})
		on := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.SetSwaps{Enabled: true}})
		wantTryouts(t, on, nil)
		list := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.EnableAllowlist{On: true}})
		wantTryouts(t, list, map[string]string{fork.TryJoin: "BAL#433", fork.TryJoinSingle: "BAL#433"})
		results = append(results, off.Tryouts, on.Tryouts)
	}
	for i := range 2 {
		for n, one := range results[i] {
			other := results[i+2][n]
			if text(t, one.After.Amounts) != text(t, other.After.Amounts) || one.What != other.What {
				t.Errorf("%s: %+v by the pool, %+v by BalancerQueries", one.What, one.After, other.After)
			}
		}
	}
}

func wantTryouts(t *testing.T, step *fork.Step, fails map[string]string) {
	t.Helper()
	many := 5
	if step.After.Pool.MustAllowlistLPs {
		many += 2
	}
	if step.Verdict != fork.OK || len(step.Tryouts) != many {
		t.Errorf("%s, %d tryouts", step.Verdict, len(step.Tryouts))
	}
	for _, try := range step.Tryouts {
		if try.Member {
			if !try.Before.Works || !try.After.Works || try.Broken {
				t.Errorf("%s: %+v", try.What, try)
			}
			continue
		}
		got := ""
		if try.After.Revert != nil {
			got = try.After.Revert.Code
		}
		atEnd := try.AtEnd != nil && !try.AtEnd.Works && (try.Without == nil || try.Without.Works)
		if got != fails[try.Kind] || try.Broken != (try.Before.Works && (got != "" || atEnd)) || try.After.Works != (got == "") {
			t.Errorf("%s: %q, want %q: %+v", try.What, got, fails[try.Kind], try)
		}
	}
}

// A newly added token has no balance. A swap into it gives nothing, and a join with another token
// alone divides by zero. A proportional join works.
func TestTryNewToken(t *testing.T) {
	d, node := upstream(t)
	base := read(t, node, d.Pool.Address)
	f := start(t, fork.Options{Node: node})
	op := wrong{ops.EnableAllowlist{On: true}, func(p *ops.Plan) {
		added := d.Tokens[len(d.Tokens)-1]
		p.Calls[0] = addToken(d, base)
		p.Predicted.Tokens = append(p.Predicted.Tokens, ops.Token{Address: added.Address, Symbol: named.Symbol(added.Symbol), Decimals: added.Decimals})
	}}
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Calls[0].Revert != nil || step.Verdict != fork.Disagrees {
		t.Fatalf("%+v", step.Calls[0])
	}
	into, single := step.Tryouts[2], step.Tryouts[5]
	if into.What != "swap 1.6 WETH for USDT" || into.Before.Revert == nil || into.Before.Revert.Code != "BAL#521" || into.After.Works || into.After.Why != "it pays nothing: the pool has no USDT" {
		t.Errorf("%+v", into)
	}
	if single.After.Revert == nil || single.After.Revert.Code != "BAL#004" || !single.Broken {
		t.Errorf("%+v", single)
	}
}

// A time that is already past is refused.
func TestLookIsPast(t *testing.T) {
	d, node := upstream(t)
	base := read(t, node, d.Pool.Address)
	f := start(t, fork.Options{Node: node, Block: chain.AtHash(base.Block.Hash)})
	_, err := f.Run(t.Context(), fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 60, day, 10, 20, 30, 40), Looks: []units.Time{base.Block.Time}})
	wantError(t, err, fork.ErrPast, "is not after the last call", "later time")
}
