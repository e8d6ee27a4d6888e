package planner

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/planner/plantest"
	"mpool/internal/units"
)

// Overdue reads what the operation needs beside the pool.
func TestOverdue(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	member := ops.ChangeAllowlist{Add: []common.Address{{0xa1}}}
	one := w.proposed(member).Plan
	found, err := w.Overdue(t.Context(), w.scripted, one, &Override{})
	if plantest.Must(t, err); len(found) != 0 {
		t.Errorf("%+v", found)
	}
	w.fails["Watch"] = errors.New("cut")
	if _, err := w.Overdue(t.Context(), w.scripted, one, &Override{}); err == nil {
		t.Error("the members were not read")
	}
}

// The second call of a swap is late if the price has moved in the trader's favour: its limit is not that of
// the price now.
func TestOverdueLimit(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	pool := w.state
	half := units.FixedFrom(5_000_000_000_000_000)
	op := trade.Swap{Trader: trade.Trader{Sender: plantest.Owner(), Recipient: plantest.Owner(), Slippage: &half}, Deadline: plantest.Time + 3600,
		In: pool.Tokens[0].Address, Out: pool.Tokens[1].Address, Amount: plantest.Amount(1e6, 6)}
	_, quote, err := op.Amounts(pool)
	plantest.Must(t, err)
	op.Limit = units.LeastOf(quote, half)
	for _, token := range []common.Address{op.In, op.Out} {
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: token, Account: op.Sender, Balance: plantest.Amount(9e6, 6), Decimals: 6})
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: token, Account: pool.Pool.Vault, Balance: plantest.Amount(9e12, 6), Decimals: 6})
	}
	shown, err := op.Plan(pool, plantest.Time+12)
	if plantest.Must(t, err); shown.Refused() || len(shown.Calls) != 2 {
		t.Fatalf("%+v", shown)
	}
	for less, want := range map[uint64]string{0: "", 5: "", 100: "refuse slippage.old"} {
		moved := pool.Clone()
		moved.Tokens[0].Cash.Raw.Sub(&moved.Tokens[0].Cash.Raw, uint256.NewInt(less*500*1e5)) // each 0.1% of the balance
		found, err := w.OverdueOn(moved, shown, &Override{})
		if plantest.Must(t, err); plantest.Codes(found) != want {
			t.Errorf("%d: %+v", less, found)
		}
	}
}

// Figures that have moved too far since signing are late too.
func TestOverdueFigure(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	op := ops.SetBreakers{Breakers: w.state.PriceBounds([]*ops.Token{&w.state.Tokens[0]}, units.FixedFrom(5e17), units.FixedFrom(2e18)).Breakers}
	shown, err := op.Plan(w.state, plantest.Time+12)
	plantest.Must(t, err)
	for sold, want := range map[uint64]string{0: "", 20: "refuse stale"} {
		moved := w.state.Clone()
		moved.Tokens[0].Cash.Raw.Sub(&moved.Tokens[0].Cash.Raw, uint256.NewInt(sold*500*1e6)) // each 1% of the balance
		found, err := w.OverdueOn(moved, shown, &Override{})
		if plantest.Must(t, err); plantest.Codes(found) != want {
			t.Errorf("%d%% less: %+v", sold, found)
		}
	}
}

// A signed change of the swap fee of which less than half is left is late.
func TestOverdueRamp(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	op := ops.RampSwapFee{Start: plantest.Time, End: plantest.Time + 7*86400, From: units.FixedFrom(3e16), To: units.FixedFrom(1e15)}
	shown, err := op.Plan(w.state, plantest.Time+12)
	plantest.Must(t, err)
	for after, want := range map[units.Time]string{0: "", 3 * 86400: "", 4 * 86400: "refuse fee.shortened", 8 * 86400: "refuse BAL#326, refuse fee.shortened"} {
		later := w.state.Clone()
		later.Block.Time += after
		found, err := w.OverdueOn(later, shown, &Override{})
		if plantest.Must(t, err); plantest.Codes(found) != want {
			t.Errorf("after %s: %+v", after.Span(), found)
		}
	}
}
