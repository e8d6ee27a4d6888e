package trade

import (
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
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
	return attemptOf(now, op.Kind == JoinExactTokens, op.Amounts, op.Bpt, uint256.Int{}, func(state *ops.Snapshot, amounts []TokenAmount, bpt uint256.Int) (uint256.Int, error) {
		op.Amounts, op.Bpt.Raw = amounts, bpt
		minted, _, err := op.Outcome(state)
		return minted, err
	})
}

func (op Exit) attempt(now *ops.Snapshot) attempt {
	return attemptOf(now, op.Kind == ExitExactTokens, op.Amounts, op.Bpt, *new(uint256.Int).SetAllOne(), func(state *ops.Snapshot, amounts []TokenAmount, bpt uint256.Int) (uint256.Int, error) {
		op.Amounts, op.Bpt.Raw = amounts, bpt
		burnt, _, err := op.Outcome(state)
		return burnt, err
	})
}

// attemptOf is that of a join or an exit. It tries other amounts if the amounts are exact, and other
// BPT otherwise. free is the user's limit of BPT with which only the pool limits the amounts.
func attemptOf(now *ops.Snapshot, exactly bool, amounts []TokenAmount, bpt units.Amount, free uint256.Int, outcome func(*ops.Snapshot, []TokenAmount, uint256.Int) (uint256.Int, error)) attempt {
	if !exactly {
		return attempt{amount: bpt, unit: "BPT", try: func(state *ops.Snapshot, amount uint256.Int) error {
			_, err := outcome(state, amounts, amount)
			return err
		}}
	}
	a, with := exact(now, amounts)
	a.limit = bpt
	a.bpt = func(state *ops.Snapshot) (uint256.Int, error) { return outcome(state, amounts, free) }
	a.try = func(state *ops.Snapshot, amount uint256.Int) error {
		_, err := outcome(state, with(amount), free)
		return err
	}
	return a
}
