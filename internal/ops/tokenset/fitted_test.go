package tokenset

import (
	"slices"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

func coded(findings []ops.Finding, code string) bool {
	return slices.ContainsFunc(findings, func(f ops.Finding) bool { return f.Code == code && f.Severity == ops.Refuse })
}

// sizedAddition is a pool, and an addition for its current supply.
func sizedAddition(t *testing.T) (AddToken, *ops.Snapshot) {
	t.Helper()
	op := anAddition()
	pool := opstest.Settled(t, opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e9, 6)))
	op.Supply = pool.Supply.Actual
	return op, pool
}

// A smallest unit that the asset manager reports is not a deposit. The rest is deposited before
// anything is opened.
func TestDustIsNoDeposit(t *testing.T) {
	for _, dust := range []uint64{1, 100, 1e6, 49e5} {
		op, pool := sizedAddition(t)
		first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
		add := slices.IndexFunc(first.Calls, func(c ops.Call) bool { return c.Method == addTokenMethod })
		half := first.After[add].Clone()
		half.Tokens[3].Managed = opstest.Amount(dust, 6)
		plan := opstest.PlanAt(t, op, half, half.Block.Time+12)
		if plan.Refused() || len(plan.Calls) != len(first.Calls)-add-1 {
			t.Fatalf("%d: %d calls, %+v", dust, len(plan.Calls), plan.Findings)
		}
		if reasons := first.Stale(plan); len(reasons) > 0 {
			t.Errorf("%d: %q", dust, reasons)
		}
		if total := plan.Predicted.Tokens[3].Balance(); total.Raw != op.Deposit.Raw {
			t.Errorf("%d: the pool has %s", dust, total)
		}
	}
}

// movedTo is the pool after proportional joins or exits of others.
func movedTo(t *testing.T, s *ops.Snapshot, thousandths uint64) *ops.Snapshot {
	t.Helper()
	next := s.Clone()
	for i := range next.Tokens {
		next.Tokens[i].Cash = opstest.Scaled(next.Tokens[i].Cash, thousandths)
	}
	next.Supply.Virtual = opstest.Scaled(next.Supply.Virtual, thousandths)
	return opstest.Settled(t, next)
}

// Once the pool is shut, deposit and fair mint fit the remaining supply. If the supply has grown,
// the plan is refused.
func TestAmountsFitWhoIsLeft(t *testing.T) {
	op, pool := sizedAddition(t)
	op.FairMint, op.MintTo = true, op.AssetManager
	op.Mint, _ = op.Fair(pool)
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	shut := first.After[1]
	for _, c := range []struct {
		thousandths, deposit uint64
		refused              bool
	}{{1000, 5e6, false}, {995, 5e6, false}, {500, 25e5, false}, {1005, 5e6, false}, {1020, 0, true}, {2000, 0, true}, {5000, 0, true}, {10000, 0, true}} {
		state := movedTo(t, shut, c.thousandths)
		plan := opstest.PlanAt(t, op, state, state.Block.Time+12)
		if coded(plan.Findings, "supply.grown") != c.refused {
			t.Errorf("%d: %+v", c.thousandths, plan.Findings)
			continue
		}
		if c.refused {
			continue
		}
		if reasons := first.Stale(plan); len(reasons) > 0 {
			t.Errorf("%d: %q", c.thousandths, reasons)
		}
		if got := plan.Predicted.Tokens[3].Balance(); got != opstest.Amount(c.deposit, 6) {
			t.Errorf("%d: the deposit is %s", c.thousandths, got)
		}
		fair, _ := op.Fair(state)
		minted := ops.Figure{Planned: fair, Now: units.Amount{Raw: plan.Predicted.Supply.Actual.Raw, Decimals: ops.BptDecimals}}
		minted.Now.Raw.Sub(&minted.Now.Raw, &state.Supply.Actual.Raw)
		if minted.Beyond(ops.DefaultTolerance()) {
			t.Errorf("%d: %s are minted, and %s are fair", c.thousandths, minted.Now, fair)
		}
	}
}

// Of an account, the deposit is compared again with the balances once the doors are shut: trades before
// that move the price, and the deposit that fits it.
func TestDepositAfterTrades(t *testing.T) {
	op, _ := sizedAddition(t)
	op.Price, op.Neutral = oneForOne(), true
	pool := opstest.Settled(t, opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(1e15, 6)))
	priced, err := pool.Token(op.Price.Of)
	if err != nil {
		t.Fatal(err)
	}
	if op.Deposit, err = NeutralDeposit(pool, op, priced, op.Price.Value, op.Deposit.Decimals); err != nil {
		t.Fatal(err)
	}
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	shut := first.After[1]
	for thousandths, stale := range map[uint64]bool{1000: false, 1005: false, 1100: true, 500: true} {
		state := shut.Clone()
		traded := &state.Tokens[state.IndexOf(op.Price.Of)]
		traded.Cash = opstest.Scaled(traded.Cash, thousandths)
		if reasons := first.Stale(opstest.PlanAt(t, op, state, state.Block.Time+12)); (len(reasons) > 0) != stale {
			t.Errorf("%d: %q", thousandths, reasons)
		}
	}
}

// Exits between addToken and the deposit make the deposit smaller.
func TestExitBeforeTheDeposit(t *testing.T) {
	op, pool := sizedAddition(t)
	op.Doors.Closing = ops.ByAllowlist
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	add := slices.IndexFunc(first.Calls, func(c ops.Call) bool { return c.Method == addTokenMethod })
	for k := add; k < add+2; k++ { // before the approval, and after it
		half := movedTo(t, first.After[k], 500)
		plan := opstest.PlanAt(t, op, half, half.Block.Time+12)
		if got := plan.Predicted.Tokens[3].Balance(); plan.Refused() || got != opstest.Amount(25e5, 6) {
			t.Errorf("%d: %s, %+v", k, got, plan.Findings)
		}
		if reasons := first.Stale(plan); len(reasons) > 0 {
			t.Errorf("%d: %q", k, reasons)
		}
	}
}

// A part of the deposit is not the deposit, however many LPs have left. The rest is paid before
// anything is opened.
func TestPartOfTheFittedDeposit(t *testing.T) {
	op, pool := sizedAddition(t)
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	add := slices.IndexFunc(first.Calls, func(c ops.Call) bool { return c.Method == addTokenMethod })
	half := movedTo(t, first.After[add], 500)
	for paid, left := range map[uint64]uint64{125e4: 125e4, 24e5: 1e5, 25e5: 0} {
		state := half.Clone()
		state.Tokens[3].Managed = opstest.Amount(paid, 6)
		plan := opstest.PlanAt(t, op, state, state.Block.Time+12)
		if got := plan.Predicted.Tokens[3].Balance(); plan.Refused() || got != opstest.Amount(paid+left, 6) {
			t.Errorf("%d of 2 500 000 paid: %s in the end, %+v", paid, got, plan.Findings)
		}
	}
}

// If LPs exit in the deposit's block before it, the pool has too much of the token. The surplus is
// withdrawn before anyone can buy it. If LPs join, the pool has too little, and the refusal names
// the amount that fits.
func TestExitInTheDepositsBlock(t *testing.T) {
	op, pool := sizedAddition(t)
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	deposit := slices.IndexFunc(first.Calls, func(c ops.Call) bool { return c.Method == assetmanager.Method })
	for thousandths, takes := range map[uint64]bool{1000: false, 995: false, 500: true, 20: true} {
		state := movedTo(t, first.After[deposit], thousandths)
		state.Tokens[3] = first.After[deposit].Tokens[3]
		plan := opstest.PlanAt(t, op, state, state.Block.Time+12)
		want := opstest.Amount(5e6, 6)
		if takes {
			want = opstest.Amount(5000*thousandths, 6)
		}
		if got := plan.Predicted.Tokens[3].Balance(); plan.Refused() || got != want || takes != (plan.Calls[0].Method == assetmanager.Method) {
			t.Errorf("%d: %s in the end, and %s fit: %v %+v", thousandths, got, want, plan.Calls[0].Method, plan.Findings)
		}
		if reasons := first.Stale(plan); len(reasons) > 0 || first.Repeats(plan) != takes {
			t.Errorf("%d: made again %v, %q", thousandths, first.Repeats(plan), reasons)
		}
	}
	state := movedTo(t, first.After[deposit], 1500)
	state.Tokens[3] = first.After[deposit].Tokens[3]
	if plan := opstest.PlanAt(t, op, state, state.Block.Time+12); !coded(plan.Findings, "supply.grown") {
		t.Errorf("joins before the deposit: %+v", plan.Findings)
	}
}

// The AUM fee grows the supply with every block. A fitted allowance is not set again for that.
func TestFittedAllowanceStands(t *testing.T) {
	op, pool := sizedAddition(t)
	op.Doors.Closing = ops.ByAllowlist
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	half := movedTo(t, first.After[slices.IndexFunc(first.Calls, func(c ops.Call) bool { return c.Method == addTokenMethod })], 500)
	half.Holding(op.Token, op.AssetManager).Allowance = opstest.Amount(2_500_100, 6)
	plan := opstest.PlanAt(t, op, half, half.Block.Time+12)
	if slices.ContainsFunc(plan.Calls, func(c ops.Call) bool { return c.Method == "approve(address,uint256)" }) {
		t.Errorf("approved again: %+v", plan.Calls)
	}
	if got := plan.Predicted.Tokens[3].Balance(); got != opstest.Amount(2_500_100, 6) {
		t.Errorf("%s are deposited", got)
	}
}

// The fair burn is computed from the supply when the pool is shut.
func TestBurnFitsWhoIsLeft(t *testing.T) {
	pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
	op := RemoveToken{Token: pool.Tokens[2].Address, AssetManager: pool.Tokens[2].AssetManager, FairBurn: true, Doors: ops.DoorsOf(pool, ops.ByAllowlist)}
	op.Burn, _ = FairBurn(pool, pool.Tokens[2].Weight)
	pool = opstest.Watched(pool, op, opstest.Amount(1e18, 18))
	first := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	for thousandths, refused := range map[uint64]bool{500: false, 1000: false, 1020: true} {
		state := movedTo(t, first.After[1], thousandths)
		plan := opstest.PlanAt(t, op, state, state.Block.Time+12)
		if coded(plan.Findings, "supply.grown") != refused {
			t.Errorf("%d: %+v", thousandths, plan.Findings)
		}
		fair, _ := FairBurn(state, state.Tokens[2].Weight)
		if got := op.fitted(state).Burn; !refused && got != fair {
			t.Errorf("%d: %s are burned, and %s are fair", thousandths, got, fair)
		}
	}
}
