package fork_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// tryoutOf returns the first tryout of a kind.
func tryoutOf(t *testing.T, step *fork.Step, kind string, member bool) fork.Tryout {
	t.Helper()
	for _, one := range step.Tryouts {
		if one.Kind == kind && one.Member == member {
			return one
		}
	}
	t.Fatalf("no %s among %+v", kind, step.Tryouts)
	return fork.Tryout{}
}

func tokenOf(t *testing.T, pool *ops.Snapshot, symbol string) *ops.Token {
	t.Helper()
	for i := range pool.Tokens {
		if string(pool.Tokens[i].Symbol) == symbol {
			return &pool.Tokens[i]
		}
	}
	t.Fatalf("the pool has no %s", symbol)
	return nil
}

// A failure at the end counts against the step that starts the change, not against later steps.
func TestWhoseFault(t *testing.T) {
	d, node := upstream(t)
	f := start(t, fork.Options{Node: node})
	first := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 0, 7*day, 30, 30, 25, 15)})
	broken := 0
	for _, one := range first.Tryouts {
		if one.Broken {
			t.Errorf("arbitrage on the way keeps prices where they are: %+v", one)
		}
		if one.Idle {
			broken++
			if one.Without == nil || !one.Without.Works || one.AtEnd.Works {
				t.Errorf("%s: %+v", one.What, one)
			}
		}
	}
	now := first.After.Block.Time
	second := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.RampSwapFee{From: units.FixedFrom(3e15), To: units.FixedFrom(5e15), Start: now + 60, End: now + 14*day}})
	failing := 0
	for _, one := range second.Tryouts {
		if one.Broken {
			t.Errorf("%s: %+v", one.What, one)
		}
		if !one.AtEnd.Works {
			failing++
			if one.Without == nil || one.Without.Works || one.Without.Time != one.AtEnd.Time {
				t.Errorf("%s: %+v", one.What, one.Without)
			}
		}
	}
	if broken == 0 || failing == 0 {
		t.Errorf("%d broken by the weights, %d failing after both", broken, failing)
	}
}

// The reason names the circuit breaker and its bound.
func TestWhoseBound(t *testing.T) {
	d, node := upstream(t)
	pool := read(t, node, d.Pool.Address)
	op := pool.PriceBounds([]*ops.Token{tokenOf(t, pool, "WETH")}, units.FixedFrom(995e15), units.FixedFrom(1005e15))
	step := run(t, start(t, fork.Options{Node: node}), fork.Request{Pool: d.Pool.Address, Operation: op})
	got := map[string]string{}
	for _, one := range step.Tryouts {
		if one.After.Revert != nil {
			got[strings.Join(strings.Fields(one.What)[:1], "")+" "+one.After.Revert.Code] += one.After.Why + ";"
		}
	}
	want := map[string]string{"swap BAL#356": "WETH below its lower bound of 99.4733%;WETH above its upper bound of 100.4866%;"}
	for key, why := range want {
		if got[key] != why {
			t.Errorf("%s: %q, want %q", key, got[key], why)
		}
	}
	if join := tryoutOf(t, step, fork.TryJoinSingle, false); join.After.Works || join.After.Why != "WETH below its lower bound of 99.4733%" {
		t.Errorf("%+v", join.After)
	}
}

// The queries of the pool and of the Vault ignore what an asset manager has taken out of the Vault;
// mpool does not.
func TestNoCash(t *testing.T) {
	d, node := upstream(t)
	pool := read(t, node, d.Pool.Address)
	f := start(t, fork.Options{Node: node, Queries: d.Contracts.Queries})
	usdc := tokenOf(t, pool, "USDC")
	out := usdc.Cash
	out.Raw.SubUint64(&out.Raw, 1_000_000)
	op := assetmanager.ManageBalance{Way: assetmanager.WithdrawBalance, Tokens: []assetmanager.ManagedBalance{{Token: usdc.Address, Amount: out, Managed: usdc.Managed, AssetManager: usdc.AssetManager}}}
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Verdict != fork.OK {
		t.Fatalf("%s %+v", step.Verdict, step.Plan.Findings)
	}
	const why = "the Vault has only 1 USDC (cash)"
	for _, one := range []fork.Tryout{tryoutOf(t, step, fork.TrySwap, false), tryoutOf(t, step, fork.TryExit, false)} {
		if !one.Before.Works || one.After.Works || one.After.Why != why || !one.Broken {
			t.Errorf("%s: %+v", one.What, one.After)
		}
	}
	if join := tryoutOf(t, step, fork.TryJoin, false); !join.After.Works {
		t.Errorf("%+v", join.After)
	}
}

// With an allowlist, strangers cannot join and members can. If joins fail for everyone, they fail
// for members too.
func TestMembers(t *testing.T) {
	d, node := upstream(t)
	f := start(t, fork.Options{Node: node})
	list := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.EnableAllowlist{On: true}})
	for _, kind := range []string{fork.TryJoin, fork.TryJoinSingle} {
		stranger, member := tryoutOf(t, list, kind, false), tryoutOf(t, list, kind, true)
		if !stranger.Broken || stranger.After.Revert.Code != "BAL#433" || !strings.HasPrefix(stranger.What, "join from another address with ") {
			t.Errorf("%+v", stranger)
		}
		if member.Broken || !member.After.Works || !strings.HasPrefix(member.What, "join from an address on the allowlist with ") {
			t.Errorf("%+v", member)
		}
	}
	lp := d.Accounts.AssetManager
	for _, c := range []struct {
		op            ops.Operation
		before, after bool
	}{{ops.ChangeAllowlist{Add: []common.Address{lp}}, false, true}, {ops.ChangeAllowlist{Remove: []common.Address{lp}}, true, false}} {
		step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: c.op})
		one := step.Tryouts[len(step.Tryouts)-1]
		if one.As != lp || one.Before.Works != c.before || one.After.Works != c.after || one.Broken != c.before || !strings.HasPrefix(one.What, "join as "+lp.Hex()+" with all tokens") {
			t.Errorf("%+v", one)
		}
	}
	off := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.SetSwaps{Enabled: false}})
	if member := tryoutOf(t, off, fork.TryJoinSingle, true); !member.Broken || member.After.Revert == nil || member.After.Revert.Code != "BAL#330" {
		t.Errorf("%+v", member.After)
	}
}

// Users may act between the calls of an operation. A failure only there is reported but does not
// count as broken.
func TestBetween(t *testing.T) {
	d, node := upstream(t)
	token := d.Tokens[len(d.Tokens)-1]
	deposit := units.Amount{Decimals: token.Decimals}
	deposit.Raw.SetUint64(1000e6)
	op := tokenset.AddToken{Token: token.Address, Weight: units.FixedFrom(1e17), AssetManager: d.Accounts.AssetManager, Deposit: deposit,
		Doors: ops.Doors{Closing: ops.ByAllowlist, Swaps: true, JoinsExits: true}}
	step := run(t, start(t, fork.Options{Node: node}), fork.Request{Pool: d.Pool.Address, Operation: op})
	if step.Verdict != fork.OK || len(step.Calls) < 3 {
		t.Fatalf("%s: %+v", step.Verdict, step.Plan.Findings)
	}
	join := tryoutOf(t, step, fork.TryJoinSingle, false)
	if len(join.Between) != len(step.Calls)-1 || !join.Before.Works || !join.After.Works || join.Broken {
		t.Fatalf("%+v", join)
	}
	for _, one := range join.Between {
		if one.Works || one.Revert == nil || one.Revert.Code != "BAL#330" { // swaps are disabled the whole time
			t.Errorf("%+v", one)
		}
	}
	if first, last, fails := join.Interrupted(); first != 1 || last != len(step.Calls) || fails.Revert == nil {
		t.Error(first, last, fails)
	}
	if swap := tryoutOf(t, step, fork.TrySwap, false); len(swap.Between) == 0 {
		t.Errorf("%+v", swap)
	} else if first, last, fails := swap.Interrupted(); first != 1 || last != len(step.Calls) || fails.Revert == nil || fails.Revert.Code != "BAL#327" {
		t.Error(first, last, fails)
	}
}
