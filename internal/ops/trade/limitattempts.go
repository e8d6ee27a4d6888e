package trade

import (
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

func (op Swap) attempt(now *ops.Snapshot) attempt {
	a := attempt{amount: op.Amount, token: op.In}
	if op.GivenOut {
		a.token = op.Out
	}
	a.unit = unitOf(now, a.token)
	a.try = func(state *ops.Snapshot, amount uint256.Int) error {
		op.Amount.Raw = amount
		_, _, err := op.Amounts(state)
		return err
	}
	return a
}

func (op Join) attempt(now *ops.Snapshot) attempt {
	if op.Kind != JoinExactTokens {
		return attempt{amount: op.Bpt, unit: "BPT", try: func(state *ops.Snapshot, amount uint256.Int) error {
			op.Bpt.Raw = amount
			_, _, err := op.Outcome(state)
			return err
		}}
	}
	a, with := exact(now, op.Amounts)
	a.limit, op.Bpt.Raw = op.Bpt, uint256.Int{} // so that only the pool limits the amount, not the user's minimum
	a.bpt = func(state *ops.Snapshot) (uint256.Int, error) {
		bpt, _, err := op.Outcome(state)
		return bpt, err
	}
	a.try = func(state *ops.Snapshot, amount uint256.Int) error {
		other := op
		other.Amounts = with(amount)
		_, _, err := other.Outcome(state)
		return err
	}
	return a
}

func (op Exit) attempt(now *ops.Snapshot) attempt {
	if op.Kind != ExitExactTokens {
		return attempt{amount: op.Bpt, unit: "BPT", try: func(state *ops.Snapshot, amount uint256.Int) error {
			op.Bpt.Raw = amount
			_, _, err := op.Outcome(state)
			return err
		}}
	}
	a, with := exact(now, op.Amounts)
	a.limit, op.Bpt.Raw = op.Bpt, *new(uint256.Int).SetAllOne() // so that only the pool limits the amount, not the user's maximum
	a.bpt = func(state *ops.Snapshot) (uint256.Int, error) {
		bpt, _, err := op.Outcome(state)
		return bpt, err
	}
	a.try = func(state *ops.Snapshot, amount uint256.Int) error {
		other := op
		other.Amounts = with(amount)
		_, _, err := other.Outcome(state)
		return err
	}
	return a
}
