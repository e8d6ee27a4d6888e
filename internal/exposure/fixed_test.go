package exposure

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// ofSafe is a pool of a Safe, which is its asset manager too.
func ofSafe(g ops.Generation) *ops.Snapshot {
	s := opstest.Pool(50, 50)
	s.Pool.OwnerKind, s.Pool.Generation, s.Pool.JoinExitEnabled = ops.OwnerSafe, g, true
	s.Supply.Virtual = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(100), uint256.NewInt(1e18)), Decimals: 18}
	s.Supply.Actual = s.Supply.Virtual
	for i := range s.Tokens {
		s.Tokens[i].AssetManager = s.Pool.Owner
	}
	return s
}

// fairAddition adds a token with half of the weight, by its price and with a fair mint, in one transaction.
func fairAddition(t *testing.T, s *ops.Snapshot) ops.Operation {
	t.Helper()
	half := units.FixedFrom(5e17)
	deposit, mint := s.Tokens[0].Balance().Plus(s.Tokens[0].Balance()), s.Supply.Actual
	doors := ops.DoorsOf(s, ops.AtOnce)
	if s.Pool.OwnerKind == ops.OwnerContract {
		doors = ops.DoorsOf(s, ops.ByJoinsExits)
	}
	return tokenset.AddToken{Token: common.HexToAddress("0x0101"), Weight: half, AssetManager: s.Pool.Owner, Deposit: deposit, Mint: mint, MintTo: s.Pool.Owner,
		Price: tokenset.TokenPrice{Value: units.FixedOne(), Of: s.Tokens[0].Address}, Doors: doors}
}

// TestSignedAmounts: others change the pool between the signing of an addition or a removal and its
// execution. While strangers can join, an addition is refused; what can only make it revert, or comes from
// known LPs, is a warning.
func TestSignedAmounts(t *testing.T) {
	members := func(s *ops.Snapshot) { s.Pool.MustAllowlistLPs = true }
	shut := func(s *ops.Snapshot) { s.Pool.JoinExitEnabled, s.Pool.SwapEnabled = false, false }
	queued := func(s *ops.Snapshot) { s.Newest = s.Clone(); shut(s) }
	removal := func(_ *testing.T, s *ops.Snapshot) ops.Operation {
		return tokenset.RemoveToken{Token: s.Tokens[2].Address, AssetManager: s.Pool.Owner, Doors: ops.DoorsOf(s, ops.AtOnce)}
	}
	for _, c := range []struct {
		name string
		of   ops.Generation
		op   func(*testing.T, *ops.Snapshot) ops.Operation
		set  func(*ops.Snapshot)
		want string
	}{
		{"v2, joins open", ops.V2, fairAddition, nil, "refuse exposure.deposit"},
		{"v1, the allowlist off", ops.V1, fairAddition, nil, "refuse exposure.deposit"},
		{"v2, swaps off only", ops.V2, fairAddition, func(s *ops.Snapshot) { s.Pool.SwapEnabled = false }, "refuse exposure.deposit"},
		{"v2, all shut", ops.V2, fairAddition, shut, ""},
		{"v2, shut by a transaction of the queue", ops.V2, fairAddition, queued, "refuse exposure.deposit"},
		{"v2, members join", ops.V2, fairAddition, members, "warn exposure.deposit"},
		{"v1, members join", ops.V1, fairAddition, members, "warn exposure.deposit"},
		{"an account owns it", ops.V2, fairAddition, func(s *ops.Snapshot) { s.Pool.OwnerKind = ops.OwnerAccount }, ""},
		{"another contract owns it", ops.V2, fairAddition, func(s *ops.Snapshot) { s.Pool.OwnerKind = ops.OwnerContract }, "refuse exposure.deposit"},
		{"a removal", ops.V2, removal, nil, "warn exposure.blocked"},
		{"a removal, v1", ops.V1, removal, members, "warn exposure.blocked"},
		{"a removal, shut", ops.V2, removal, shut, ""},
		{"a removal, shut by a transaction of the queue", ops.V2, removal, queued, "warn exposure.blocked"},
		{"a removal by an account", ops.V2, removal, func(s *ops.Snapshot) { s.Pool.OwnerKind = ops.OwnerAccount }, ""},
	} {
		pool := ofSafe(c.of)
		if strings.HasPrefix(c.name, "a removal") {
			three := opstest.Pool(50, 30, 20)
			for i := range three.Tokens {
				three.Tokens[i].AssetManager = pool.Pool.Owner
			}
			pool.Tokens = three.Tokens
		}
		if c.set != nil {
			c.set(pool)
		}
		op := c.op(t, pool).(ops.Watching)
		pool = opstest.Watched(pool, op, opstest.Amount(1<<62, 6))
		at := pool.Block.Time + 12
		plan := opstest.PlanAt(t, op, pool, at)
		got := ""
		for _, f := range Check(pool, plan) {
			if f.Code == exposureDeposit || f.Code == exposureBlocked {
				got = string(f.Severity) + " " + f.Code
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q (%+v)", c.name, got, c.want, plan.Findings)
		}
	}
}

// TestLossByJoin: the figure of the refusal is what such a join takes. With half of the weight, and n times
// the pool after the join, it is (n + 1 - 2 sqrt n) / ((n + 1) / 2) of the pool, which is half of all.
func TestLossByJoin(t *testing.T) {
	pool := ofSafe(ops.V2)
	op := fairAddition(t, pool).(ops.Watching)
	pool = opstest.Watched(pool, op, opstest.Amount(1<<62, 6))
	x, err := exposed(pool, opstest.PlanAt(t, op, pool, pool.Block.Time+12))
	if err != nil {
		t.Fatal(err)
	}
	before, after := standingOf(x.States[0].State, x.Market), standingOf(x.States[1].State, x.Market)
	gain, err := gainByJoin(before, x.joined(1))
	if err != nil {
		t.Fatal(err)
	}
	const n = manyTimes + 1
	want := (n + 1 - 2*math.Sqrt(n)) / (n + 1)
	if got := opstest.Float(shareUp(gain, after.sum)); math.Abs(got-want) > 1e-6 {
		t.Errorf("it takes %f of the pool and the deposit, want %f", got, want)
	}
	found := x.sayLate()
	if !slices.ContainsFunc(found, func(f ops.Finding) bool { return strings.Contains(f.Detail, "42.5") }) {
		t.Errorf("%+v", found)
	}
}
