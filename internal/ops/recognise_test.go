package ops

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// TestRecognised plans every operation and reads its calls. The recogniser must find the operation
// again, with the same prediction.
func TestRecognised(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	base := somePool(50, 30, 20)
	base.Pool.ID = common.HexToHash("0xb000")
	base.Fees = Fees{SwapFee: units.FixedFrom(3e15), StartSwapFee: units.FixedFrom(3e15), EndSwapFee: units.FixedFrom(3e15)}
	base.Pool.JoinExitEnabled = true
	at := base.Block.Time + 12
	token := func(i int) common.Address { return base.Tokens[i].Address }
	manager := base.Tokens[0].AssetManager
	ramp := RampSwapFee{Start: at, End: at + 1000, From: units.FixedFrom(5e17), To: units.FixedFrom(3e15)}
	weights := UpdateWeights{Start: at, End: at + 1000, Weights: []TokenWeight{{token(0), units.FixedFrom(40 * 1e16)}, {token(1), units.FixedFrom(40 * 1e16)}, {token(2), units.FixedFrom(20 * 1e16)}}}
	base.Pool.OwnerKind, base.Pool.Owner = OwnerSafe, manager // all calls in one transaction
	other := anAddition()
	other.Doors, other.ApproveLater = DoorsOf(base, AtOnce), true
	zero := amountOf(0, 6)
	for _, op := range []Operation{
		weights, ramp, SetSwapFee{Fee: units.FixedFrom(1e16), Until: at + 500}, SetSwaps{}, SetJoinsExits{}, EnableAllowlist{On: true},
		ChangeAllowlist{Add: []common.Address{token(0), token(1)}}, SetAumFee{Fee: units.FixedFrom(1e16)},
		base.PriceBounds([]*Token{&base.Tokens[0]}, units.FixedFrom(8e17), units.FixedFrom(2e18)),
		atOnce(base, anAddition()), other,
		RemoveToken{Token: token(1), AssetManager: manager, Burn: amountOf(0, 18), Doors: DoorsOf(base, AtOnce)},
		ManageBalance{WithdrawBalance, []ManagedBalance{{token(0), amountOf(5, 6), zero, manager}, {token(1), amountOf(6, 6), zero, manager}}},
		ManageBalance{UpdateBalance, []ManagedBalance{{token(0), amountOf(5, 6), zero, manager}}},
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
			if changes := Diff(reading.Predicted.withoutHoldings(), plan.Predicted.withoutHoldings()); len(changes) > 0 {
				t.Errorf("predicted otherwise: %v", changes)
			}
			other := reading.Parts[0].Plan
			other.Findings = nil
			calls := append([]Call(nil), plan.Calls...)
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
	pool := somePool(50, 30, 20)
	pool.Pool.SwapEnabled = false
	at := pool.Block.Time + 12
	plan, err := SetSwaps{Enabled: true, FeeRamp: &RampSwapFee{Start: at, End: at + 1000, From: units.FixedFrom(5e17), To: units.FixedFrom(3e15)}}.Plan(pool, at)
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
	pool := somePool(50, 30, 20)
	at := pool.Block.Time + 12
	plan, err := SetSwaps{}.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	for i := range plan.Calls[0].Data {
		call := plan.Calls[0]
		call.Data = bytes.Clone(call.Data)
		call.Data[i] ^= 0x40
		reading, err := reader.Read(pool, at, []Call{call})
		if err != nil {
			t.Fatal(err)
		}
		if !reading.Unknown {
			t.Errorf("byte %d: taken for %+v", i, reading.Parts[0].Operation)
		}
	}
}

func sameOperation(a, b Operation) bool { return a != nil && reflect.DeepEqual(a, b) }

func watchedFor(t *testing.T, base *Snapshot, op Operation) *Snapshot {
	t.Helper()
	w, more := op.(Watching)
	if !more {
		return base
	}
	return watchedBy(base.Clone(), w.Watch(base))
}

// watchedBy gives each watched holding a large balance.
func watchedBy(s *Snapshot, w Watch) *Snapshot {
	for _, key := range w.Holdings {
		s.Holdings = append(s.Holdings, Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 6, Balance: amountOf(1e18, 6), Allowance: amountOf(0, 6)})
	}
	for _, member := range w.Members {
		s.Members = append(s.Members, Member{Address: member})
	}
	return s
}

func (s *Snapshot) withoutHoldings() *Snapshot {
	next := s.Clone()
	next.Holdings, next.Members = nil, nil
	return next
}
