package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// An operation of several calls has amounts that belong to the supply of BPT that there
// was when it was made. Until the pool is shut anybody can join, and where exits stay
// possible anybody can leave until the end: then the amounts are too small or too large,
// and who has moved the supply takes the difference. While swaps are off joins and exits
// are in proportion, so that all balances go with the supply, and amounts do, too.

// scale is a supply by the one that an operation was made for.
type scale struct{ now, then uint256.Int }

// known says whether both are.
func (s scale) known() bool { return !s.now.IsZero() && !s.then.IsZero() }

// fell says whether the supply is lower by more than the tolerance.
func (s scale) fell() bool {
	return s.known() && s.now.Lt(&s.then) && s.off().beyond(DefaultTolerance())
}

// grew says whether the supply is larger by more than the tolerance.
func (s scale) grew() bool {
	return s.known() && s.now.Gt(&s.then) && s.off().beyond(DefaultTolerance())
}

func (s scale) off() Figure {
	return Figure{Planned: units.Amount{Raw: s.then, Decimals: bptDecimals}, Now: units.Amount{Raw: s.now, Decimals: bptDecimals}}
}

// of is an amount as the supply has moved, rounded up.
func (s scale) of(a units.Amount) units.Amount {
	var product, rest uint256.Int
	if _, over := product.MulDivOverflow(&a.Raw, &s.now, &s.then); over {
		return a
	}
	if !rest.MulMod(&a.Raw, &s.now, &s.then).IsZero() {
		product.AddUint64(&product, 1)
	}
	return units.Amount{Raw: product, Decimals: a.Decimals}
}

// scale is that of the supply now. Once the token is in the pool, its mint is part of it.
func (op AddToken) scale(now *Snapshot) scale {
	s := scale{now.Supply.Actual.Raw, op.Supply.Raw}
	if now.IndexOf(op.Token) >= 0 && !s.then.IsZero() {
		s.then.Add(&s.then, &op.Mint.Raw)
	}
	return s
}

// fitted is the operation with the amounts for those who have left since it was made: a
// smaller deposit, and a smaller mint where that is to be fair. It is so only once the
// pool is shut: before, the plan is another one.
func (op AddToken) fitted(now *Snapshot) AddToken {
	s := op.scale(now)
	if op.Doors.Closing == AtOnce || !op.Doors.shutNow(now) || !s.fell() {
		return op
	}
	op.Deposit, op.fits = op.asAllowed(now, s.of(op.Deposit)), true
	if op.FairMint && now.IndexOf(op.Token) < 0 {
		op.Mint = s.of(op.Mint)
	}
	return op
}

// asAllowed is a deposit that uses the existing allowance, if it is within the tolerance:
// the supply grows with every block by the AUM fee, and an exact allowance would have to be
// given again and again.
func (op AddToken) asAllowed(now *Snapshot, deposit units.Amount) units.Amount {
	fits := op
	fits.Deposit = deposit
	rest, allowed := fits.rest(now), now.Holding(op.Token, op.AssetManager).Allowance
	if allowed.Raw.IsZero() || (Figure{Planned: rest, Now: allowed}).beyond(DefaultTolerance()) {
		return deposit
	}
	deposit.Raw.Sub(&deposit.Raw, &rest.Raw)
	deposit.Raw.Add(&deposit.Raw, &allowed.Raw)
	return deposit
}

// samePlansAgain is the advice if the current numbers have to be computed again.
const samePlansAgain = "run the same command again: it plans with current numbers and reopens what was open before"

// growAgain is what to do about a deposit that is too small: one that is worked out from
// a price is worked out again, and one that is given has to be given again.
func (op AddToken) growAgain(now *Snapshot) string {
	if op.Neutral {
		return samePlansAgain
	}
	return fmt.Sprintf("run the same command again with --amount %s, which keeps the price that the deposit was planned for; it reopens what was open before", op.scale(now).of(op.Deposit))
}

// refuseGrown finds that others have joined since the amounts were computed, so that they
// are too small: who joined gets a part of what the pool gets or gives.
func refuseGrown(s scale, what, again string, pool common.Address) []Finding {
	if !s.grew() {
		return nil
	}
	return []Finding{{Refuse, "supply.grown", fmt.Sprintf("others have joined since this was planned: %s is too small for the pool's current supply", what),
		fmt.Sprintf("the supply was %[2]s BPT and is now %[1]s: it has moved by %[3]s", units.Amount{Raw: s.now, Decimals: bptDecimals}, units.Amount{Raw: s.then, Decimals: bptDecimals}, s.off().moved()),
		again + "; to abandon the operation while no token is added or emptied, run mpool open " + pool.Hex()}}
}

// rest is the part of the deposit that the pool does not have yet. Dust does not count as a
// deposit: the asset manager can report one smallest unit without paying it.
func (op AddToken) rest(now *Snapshot) units.Amount {
	token, err := now.Token(op.Token)
	if err != nil {
		return op.Deposit
	}
	held, left := token.Balance(), op.Deposit
	if !held.Raw.Lt(&left.Raw) {
		return units.Amount{Decimals: left.Decimals}
	}
	left.Raw.Sub(&left.Raw, &held.Raw)
	return left
}

// reported is what the asset manager is said to hold before the rest is deposited: a
// deposit takes from that.
func (op AddToken) reported(now *Snapshot) units.Amount {
	amount := op.rest(now)
	if token, err := now.Token(op.Token); err == nil {
		amount.Raw.Add(&amount.Raw, &token.Managed.Raw)
	}
	return amount
}

// wanted is the deposit as those who have joined and left since have left it: in
// proportion, like every balance.
func (op AddToken) wanted(s scale) units.Amount {
	if s.grew() || s.fell() && !op.fits {
		return s.of(op.Deposit)
	}
	return op.Deposit
}

// surplus is what the pool has of the token beyond the deposit that fits those who are
// left: they have left in the very block in which it was mined, before it. Opened like
// that the pool would sell the token below the price that the deposit was made for.
// Zero where it is not shut, and within the tolerance.
func (op AddToken) surplus(now *Snapshot) units.Amount {
	token, err := now.Token(op.Token)
	s := op.scale(now)
	if err != nil || !s.known() || !op.shutFor(now) || !op.added(now) {
		return units.Amount{Decimals: op.Deposit.Decimals}
	}
	held, wanted := token.Balance(), op.wanted(s)
	if !held.Raw.Gt(&wanted.Raw) || !(Figure{Planned: wanted, Now: held}).beyond(DefaultTolerance()) {
		return units.Amount{Decimals: held.Decimals}
	}
	held.Raw.Sub(&held.Raw, &wanted.Raw)
	return held
}

// takeBack has the asset manager take the surplus out of the pool again: what is managed
// outside is written off, and the rest withdrawn before.
func (op AddToken) takeBack(now *Snapshot) []step {
	surplus := op.surplus(now)
	token, err := now.Token(op.Token)
	if err != nil || surplus.Raw.IsZero() {
		return nil
	}
	withdraw, managed := surplus, token.Managed
	if managed.Raw.Lt(&surplus.Raw) {
		withdraw.Raw.Sub(&surplus.Raw, &managed.Raw)
		managed.Raw.Clear()
		return []step{manageStep(now, op.AssetManager,
			balanceOp{withdrawKind, op.Token, op.symbol(now), withdraw}, balanceOp{updateKind, op.Token, op.symbol(now), managed})}
	}
	managed.Raw.Sub(&managed.Raw, &surplus.Raw)
	return []step{manageStep(now, op.AssetManager, balanceOp{updateKind, op.Token, op.symbol(now), managed})}
}

// adviseSurplus says what is taken back, and why.
func (op AddToken) adviseSurplus(now *Snapshot) []Finding {
	surplus := op.surplus(now)
	if surplus.Raw.IsZero() {
		return nil
	}
	return []Finding{{Warn, "deposit.much", fmt.Sprintf("others exited right before the deposit: the surplus of %s %s is withdrawn before the pool is opened", surplus, op.symbol(now)),
		"otherwise the pool would sell the token below the price that the deposit was planned for", ""}}
}

// enough says whether a balance is the deposit, as those who have left since have left it,
// but for the tolerance. Of an operation that does not say for which supply it was made,
// it is a part of it that trades could have left.
func (op AddToken) enough(now *Snapshot, held units.Amount) bool {
	wanted := op.Deposit
	switch s := op.scale(now); {
	case !s.known():
		return held.Raw.Cmp(new(uint256.Int).Div(&wanted.Raw, uint256.NewInt(tradedTimes))) >= 0 && !held.Raw.IsZero()
	default:
		wanted = op.wanted(s)
	}
	return !held.Raw.Lt(&wanted.Raw) || !(Figure{Planned: wanted, Now: held}).beyond(DefaultTolerance())
}

// drifts is for the calls whose amounts go with the supply.
func (op AddToken) drifts(call, _ Call) bool {
	switch call.Method {
	case manageMethod, "approve(address,uint256)":
		return true
	}
	return op.FairMint && call.Method == addTokenMethod
}

// fitted is the removal with the burn that is fair for those who have left since.
func (op RemoveToken) fitted(now *Snapshot) RemoveToken {
	token, err := now.Token(op.Token)
	if err != nil || !op.FairBurn || op.Doors.Closing == AtOnce || !op.Doors.shutNow(now) {
		return op
	}
	fair, err := FairBurn(now, token.Weight)
	if err == nil && (scale{fair.Raw, op.Burn.Raw}).fell() {
		op.Burn = fair
	}
	return op
}

// refuseGrown finds that others have joined since the burn was worked out.
func (op RemoveToken) refuseGrown(now *Snapshot) []Finding {
	token, err := now.Token(op.Token)
	if err != nil || !op.FairBurn || op.Doors.Closing == AtOnce || !op.Doors.shutNow(now) {
		return nil // before it is shut, the figure is held against the plan's
	}
	fair, err := FairBurn(now, token.Weight)
	if err != nil {
		return nil
	}
	return refuseGrown(scale{fair.Raw, op.Burn.Raw}, "the burn", samePlansAgain, now.Pool.Address)
}
