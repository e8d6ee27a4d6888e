package recognise

import (
	"bytes"
	"math/big"
	"reflect"
	"slices"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// TestRecognised plans every operation and reads its calls. The recogniser must find the operation
// again, with the same prediction.
func TestRecognised(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	base := opstest.Pool(50, 30, 20)
	base.Pool.ID = common.HexToHash("0xb000")
	base.Fees = ops.Fees{SwapFee: units.FixedFrom(3e15), StartSwapFee: units.FixedFrom(3e15), EndSwapFee: units.FixedFrom(3e15)}
	base.Pool.JoinExitEnabled = true
	at := base.Block.Time + 12
	token := func(i int) common.Address { return base.Tokens[i].Address }
	manager := base.Tokens[0].AssetManager
	ramp := ops.RampSwapFee{Start: at, End: at + 1000, From: units.FixedFrom(5e17), To: units.FixedFrom(3e15)}
	weights := ops.UpdateWeights{Start: at, End: at + 1000, Weights: []ops.TokenWeight{{Token: token(0), Weight: units.FixedFrom(40 * 1e16)}, {Token: token(1), Weight: units.FixedFrom(40 * 1e16)}, {Token: token(2), Weight: units.FixedFrom(20 * 1e16)}}}
	base.Pool.OwnerKind, base.Pool.Owner = ops.OwnerSafe, manager // all calls in one transaction
	other := tokentest.Addition()
	other.Doors, other.ApproveLater = ops.DoorsOf(base, ops.AtOnce), true
	zero := opstest.Amount(0, 6)
	for _, op := range []ops.Operation{
		weights, ramp, ops.SetSwapFee{Fee: units.FixedFrom(1e16), Until: at + 500}, ops.SetSwaps{}, ops.SetJoinsExits{}, ops.EnableAllowlist{On: true},
		ops.ChangeAllowlist{Add: []common.Address{token(0), token(1)}}, ops.SetAumFee{Fee: units.FixedFrom(1e16)},
		base.PriceBounds([]*ops.Token{&base.Tokens[0]}, units.FixedFrom(8e17), units.FixedFrom(2e18)),
		tokentest.AtOnce(base, tokentest.Addition()), other,
		tokenset.RemoveToken{Token: token(1), AssetManager: manager, Burn: opstest.Amount(0, 18), Doors: ops.DoorsOf(base, ops.AtOnce)},
		assetmanager.ManageBalance{Way: assetmanager.WithdrawBalance, Tokens: []assetmanager.ManagedBalance{{Token: token(0), Amount: opstest.Amount(5, 6), Managed: zero, AssetManager: manager}, {Token: token(1), Amount: opstest.Amount(6, 6), Managed: zero, AssetManager: manager}}},
		assetmanager.ManageBalance{Way: assetmanager.UpdateBalance, Tokens: []assetmanager.ManagedBalance{{Token: token(0), Amount: opstest.Amount(5, 6), Managed: zero, AssetManager: manager}}},
	} {
		t.Run(op.Name(), func(t *testing.T) {
			plan, err := op.Plan(watchedFor(t, base, op), at)
			if err != nil || plan.Refused() || len(plan.Calls) == 0 {
				t.Fatalf("%v %+v", err, plan)
			}
			before := base.Clone()
			before = watchedBy(before, reader.Watch(plan.Calls, before))
			reading, err := reader.Read(before, at, plan.Calls)
			if err != nil {
				t.Fatal(err)
			}
			if len(reading.Parts) != 1 || reading.Unknown || !sameOperation(reading.Parts[0].Operation, op) {
				t.Fatalf("%d parts, unknown %v: %+v", len(reading.Parts), reading.Unknown, reading.Parts)
			}
			if changes := ops.Diff(withoutHoldings(reading.Predicted), withoutHoldings(plan.Predicted)); len(changes) > 0 {
				t.Errorf("predicted otherwise: %v", changes)
			}
			other := reading.Parts[0].Plan
			other.Findings = nil
			calls := append([]ops.Call(nil), plan.Calls...)
			for i := range calls {
				calls[i].From = common.HexToAddress("0x0bad")
			}
			refuseSenders(other, calls)
			if !other.Refused() {
				t.Error("a stranger may send it")
			}
		})
	}
}

// A fee ramp and the call that enables swaps are one operation.
func TestRecognisedTogether(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	pool := opstest.Pool(50, 30, 20)
	pool.Pool.SwapEnabled = false
	at := pool.Block.Time + 12
	plan, err := ops.SetSwaps{Enabled: true, FeeRamp: &ops.RampSwapFee{Start: at, End: at + 1000, From: units.FixedFrom(5e17), To: units.FixedFrom(3e15)}}.Plan(pool, at)
	if err != nil || len(plan.Calls) != 2 {
		t.Fatalf("%v %+v", err, plan)
	}
	reading, err := reader.Read(pool, at, plan.Calls)
	if err != nil || len(reading.Parts) != 1 || reading.Unknown || !sameOperation(reading.Parts[0].Operation, plan.Operation) {
		t.Fatalf("%v %+v", err, reading)
	}
}

// A call with a changed byte is not recognised.
func TestNotRecognised(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	pool := opstest.Pool(50, 30, 20)
	at := pool.Block.Time + 12
	plan, err := ops.SetSwaps{}.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	for i := range plan.Calls[0].Data {
		call := plan.Calls[0]
		call.Data = bytes.Clone(call.Data)
		call.Data[i] ^= 0x40
		reading, err := reader.Read(pool, at, []ops.Call{call})
		if err != nil {
			t.Fatal(err)
		}
		if !reading.Unknown {
			t.Errorf("byte %d: taken for %+v", i, reading.Parts[0].Operation)
		}
	}
}

func withoutHoldings(s *ops.Snapshot) *ops.Snapshot {
	next := s.Clone()
	next.Holdings, next.Members = nil, nil
	return next
}

func sameOperation(a, b ops.Operation) bool { return a != nil && reflect.DeepEqual(a, b) }

// Calls between calls that shut and open the pool are recognised as the operation that needs the
// doors shut.
func TestRecognisedDoors(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	member := common.HexToAddress("0xee01")
	for _, closing := range []ops.Closing{ops.ByJoinsExits, ops.ByAllowlist} {
		pool := opstest.Pool(50, 30, 20)
		pool.Pool.ID, pool.Pool.JoinExitEnabled = common.HexToHash("0xb000"), true
		d := ops.DoorsOf(pool, closing)
		if closing == ops.ByAllowlist {
			d.Members, d.Suspend = []common.Address{member}, true
		}
		pool.Members = []ops.Member{{Address: member, Allowed: true}}
		add := tokentest.Addition()
		add.Doors, add.ApproveLater = d, true
		remove := tokenset.RemoveToken{Token: pool.Tokens[1].Address, AssetManager: pool.Tokens[1].AssetManager, Burn: opstest.Amount(0, 18), Doors: d}
		for _, op := range []ops.Operation{add, remove, ops.Shut{Doors: d}} {
			before := watchedFor(t, pool, op)
			before.Members = pool.Members
			plan := opstest.PlanAt(t, op, before, pool.Block.Time+12)
			reading, err := reader.Read(before, pool.Block.Time+12, plan.Calls)
			if err != nil {
				t.Fatal(err)
			}
			if len(reading.Parts) != 1 || reading.Unknown || !sameOperation(reading.Parts[0].Operation, op) {
				t.Errorf("%s by %s, %d calls: %d parts, unknown %v: %+v", op.Name(), closing, len(plan.Calls), len(reading.Parts), reading.Unknown, reading.Parts[0].Operation)
			}
			if changes := ops.Diff(reading.Predicted, plan.Predicted); len(changes) > 0 {
				t.Errorf("predicted otherwise: %v", changes)
			}
		}
		shut := opstest.PlanAt(t, ops.Shut{Doors: d}, pool, pool.Block.Time+12).Predicted
		opening := opstest.PlanAt(t, ops.Open{Doors: d}, shut, pool.Block.Time+24)
		reading, err := reader.Read(shut, pool.Block.Time+24, opening.Calls)
		if err != nil || len(reading.Parts) != 1 || reading.Parts[0].Operation.Name() != "open" {
			t.Errorf("%v: %d parts", err, len(reading.Parts))
		}
	}
}

// TestWeightsOfOthers reads calls of the weights that stop the running change, or move its end.
func TestWeightsOfOthers(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	pool := opstest.Running(t)
	later, err := pool.At(opstest.Now + 3000)
	if err != nil {
		t.Fatal(err)
	}
	const hour = 3600
	halted := opstest.Frozen(t, pool, hour)
	freeze := ops.UpdateWeights{Start: halted.By, End: halted.By, Weights: halted.Weights}
	change := ops.WeightChangeOf(pool)
	other := ops.UpdateWeights{Start: freeze.Start, End: freeze.End, Weights: slices.Clone(change.Weights)}
	other.Weights[0], other.Weights[1] = ops.TokenWeight{Token: other.Weights[0].Token, Weight: units.FixedFrom(3e17)}, ops.TokenWeight{Token: other.Weights[1].Token, Weight: units.FixedFrom(5e17 - 1)}
	for _, c := range []struct {
		name string
		pool *ops.Snapshot
		op   ops.UpdateWeights
		want string
	}{
		{"a freeze", pool, freeze, "weights-update --freeze"},
		{"a freeze, read later", later, freeze, "weights-update --freeze"},
		{"a longer change", pool, ops.UpdateWeights{Start: change.Start, End: change.End + hour, Weights: change.Weights}, "weights-update --extend-to"},
		{"a shorter change", pool, ops.UpdateWeights{Start: change.Start, End: change.End - hour, Weights: change.Weights}, "weights-update --shorten-to"},
		{"other weights at once", pool, other, "weights-update"},
		{"weights of the freeze over an hour", pool, ops.UpdateWeights{Start: opstest.Now + 10, End: freeze.End, Weights: freeze.Weights}, "weights-update"},
		{"the end at once", pool, ops.UpdateWeights{Start: freeze.Start, End: freeze.End, Weights: change.Weights}, "weights-update"},
	} {
		reading, err := reader.Read(c.pool, c.pool.Block.Time, []ops.Call{weightsCall(c.pool, c.op)})
		if err != nil || reading.Unknown {
			t.Fatalf("%s: %v %+v", c.name, err, reading)
		}
		if plan := reading.Parts[0].Plan; plan.Refused() || plan.Operation.Name() != c.want {
			t.Errorf("%s: it is %s, %v", c.name, plan.Operation.Name(), codesOf(plan))
		}
	}
}

// weightsCall is the call that changes the weights.
func weightsCall(pool *ops.Snapshot, op ops.UpdateWeights) ops.Call {
	var tokens []common.Address
	var weights []*big.Int
	for _, target := range op.Weights {
		tokens, weights = append(tokens, target.Token), append(weights, target.Weight.Int().ToBig())
	}
	start, end := new(big.Int).SetUint64(uint64(op.Start)), new(big.Int).SetUint64(uint64(op.End))
	return ops.Call{From: pool.Pool.Owner, To: pool.Pool.Address, Data: managedpool.NewManagedPool().PackUpdateWeightsGradually(start, end, tokens, weights)}
}
