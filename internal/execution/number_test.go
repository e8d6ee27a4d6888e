package execution

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// numberOf finds the call even if the last calls of the plan are no longer needed.
func TestNumberOf(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	plan := w.propose0()
	rest := func(calls ...int) *ops.Plan {
		left := &ops.Plan{}
		for _, i := range calls {
			left.Calls = append(left.Calls, plan.Calls[i])
		}
		return left
	}
	tests := map[string]struct {
		left *ops.Plan
		want int
	}{
		"all": {rest(0, 1, 2, 3, 4, 5, 6), 0}, "none": {rest(), 7}, "the last": {rest(6), 6},
		"without the last":         {rest(2, 3, 4, 5), 2},
		"without the last two":     {rest(3, 4), 3},
		"only the one before last": {rest(5), 5},
		"without one in between":   {rest(5, 6), 5},
		"from the first on":        {rest(0, 1, 2, 3, 4), 0},
		"a stranger":               {&ops.Plan{Calls: []ops.Call{{}, {}}}, 5},
	}
	for name, test := range tests {
		if got := numberOf(plan, test.left); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
	drifted := rest(3, 4)
	drifted.Calls[0].Data = []byte{1}
	if got := numberOf(plan, drifted); got != 3 {
		t.Errorf("with another amount: %d", got)
	}
}

// recordedCall finds a call by its contents, even if its number is wrong.
func TestRecordedCall(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	plan := w.propose0()
	intent := IntentTo(common.Hash{}, plan, 5, plan.Calls[3])
	if got := recordedCall(plan, intent); got.Method != plan.Calls[3].Method || got.To != plan.Calls[3].To {
		t.Errorf("%+v", got)
	}
	other := plan.Calls[4]
	other.Data = []byte{9}
	if got := recordedCall(plan, IntentTo(common.Hash{}, plan, 4, other)); got.Method != other.Method || got.From != other.From {
		t.Errorf("%+v", got)
	}
	moved := IntentTo(common.Hash{}, plan, 5, other) // another number and another amount
	if got := recordedCall(plan, moved); got.From != other.From || got.To != other.To {
		t.Errorf("%+v", got)
	}
}

// sentCall uses the signed data, even if others have changed the amounts since.
func TestSentCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	plan := w.propose0()
	s := w.run().Sender(Task{Plan: plan}, Site{}, nil)
	sign := func(data byte) []byte {
		raw, err := types.NewTx(&types.DynamicFeeTx{ChainID: big31337(), Data: []byte{data}}).MarshalBinary()
		must(t, err)
		return raw
	}
	record := &journal.Call{Intent: journal.Intent{From: plan.Calls[0].From, To: plan.Calls[0].To}, Attempts: []journal.Signed{{Raw: sign(1)}, {Raw: sign(2)}, {Raw: sign(3), Cancels: true}}}
	if got := sentCall(s.Plan, record); !slices.Equal(got.Data, []byte{2}) {
		t.Errorf("%x", got.Data)
	}
}
