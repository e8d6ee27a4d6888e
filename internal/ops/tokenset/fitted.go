package tokenset

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/units"
)

// The amounts of an operation with several calls fit the BPT supply for which they were chosen.
// Until the pool is shut, anyone can join. If exits stay possible, LPs can exit until the end. Then
// the amounts are too small or too large, and those who moved the supply take the difference. While
// swaps are disabled, joins and exits are proportional, so that all balances scale with the supply.
// So the amounts are scaled too.

// scale compares the current supply with the supply for which an operation was made.
type scale struct{ now, then uint256.Int }

// known says whether both supplies are known.
func (s scale) known() bool { return !s.now.IsZero() && !s.then.IsZero() }

// fell says whether the supply fell by more than the tolerance.
func (s scale) fell() bool {
	return s.known() && s.now.Lt(&s.then) && s.off().Beyond(ops.DefaultTolerance())
}

// grew says whether the supply grew by more than the tolerance.
func (s scale) grew() bool {
	return s.known() && s.now.Gt(&s.then) && s.off().Beyond(ops.DefaultTolerance())
}

func (s scale) off() ops.Figure {
	return ops.Figure{Planned: units.Amount{Raw: s.then, Decimals: ops.BptDecimals}, Now: units.Amount{Raw: s.now, Decimals: ops.BptDecimals}}
}

// of is the amount times now / then, rounded up. On overflow it returns the amount unchanged.
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

// scale compares the supplies. Once the pool has the token, then includes the mint.
func (op AddToken) scale(now *ops.Snapshot) scale {
	s := scale{now.Supply.Actual.Raw, op.Supply.Raw}
	if now.IndexOf(op.Token) >= 0 && !s.then.IsZero() {
		s.then.Add(&s.then, &op.Mint.Raw)
	}
	return s
}

// fitted adapts the amounts after LPs have left since the operation was made: a smaller deposit,
// and a smaller mint if the mint should be fair. It does so only once the pool is shut. Before, the
// amounts stay as planned.
func (op AddToken) fitted(now *ops.Snapshot) AddToken {
	s := op.scale(now)
	if !op.Doors.ShutNow(now) || !s.fell() {
		return op
	}
	op.Deposit, op.fits = op.asAllowed(now, s.of(op.Deposit)), true
	if op.FairMint && now.IndexOf(op.Token) < 0 {
		op.Mint = s.of(op.Mint)
	}
	return op
}

// asAllowed adjusts the deposit to the existing allowance if they differ by no more than the
// tolerance. The AUM fee grows the supply with every block, and an exact allowance would have to be
// set again and again.
func (op AddToken) asAllowed(now *ops.Snapshot, deposit units.Amount) units.Amount {
	fits := op
	fits.Deposit = deposit
	rest, allowed := fits.rest(now), now.Holding(op.Token, op.AssetManager).Allowance
	if allowed.Raw.IsZero() || (ops.Figure{Planned: rest, Now: allowed}).Beyond(ops.DefaultTolerance()) {
		return deposit
	}
	deposit.Raw.Sub(&deposit.Raw, &rest.Raw)
	deposit.Raw.Add(&deposit.Raw, &allowed.Raw)
	return deposit
}

// samePlansAgain is the advice if the current numbers have to be computed again.
const samePlansAgain = "run the same command again: it plans with current numbers and reopens what was open before"

// growAgain is the advice for a deposit that is too small. If the price gave the deposit, mpool
// computes it again. Otherwise the user must give a new amount.
func (op AddToken) growAgain(now *ops.Snapshot) string {
	if op.Neutral {
		return samePlansAgain
	}
	return fmt.Sprintf("run the same command again with --amount %s, which keeps the price that the deposit was planned for; it reopens what was open before", op.scale(now).of(op.Deposit))
}

// refuseGrown finds that others have joined since the amounts were computed. The amounts are then
// too small, and the new LPs would take a part of what the pool gets or gives.
func refuseGrown(s scale, what, again string, pool common.Address) []ops.Finding {
	if !s.grew() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "supply.grown", Summary: fmt.Sprintf("others have joined since this was planned: %s is too small for the pool's current supply", what),
		Detail: fmt.Sprintf("the supply was %[2]s BPT and is now %[1]s: it has moved by %[3]s", units.Amount{Raw: s.now, Decimals: ops.BptDecimals}, units.Amount{Raw: s.then, Decimals: ops.BptDecimals}, s.off().MovedBy()),
		Hint:   again + "; to abandon the operation while no token is added or emptied, run mpool open " + pool.Hex()}}
}

// rest is the deposit minus the token's balance in the pool, or zero. A small balance is not the
// deposit: the asset manager can report one smallest unit without paying it.
func (op AddToken) rest(now *ops.Snapshot) units.Amount {
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

// reported is the managed balance to report before the deposit, because a deposit takes from it.
func (op AddToken) reported(now *ops.Snapshot) units.Amount {
	amount := op.rest(now)
	if token, err := now.Token(op.Token); err == nil {
		amount.Raw.Add(&amount.Raw, &token.Managed.Raw)
	}
	return amount
}

// wanted is the deposit scaled with the supply, as joins and exits have scaled every balance.
func (op AddToken) wanted(s scale) units.Amount {
	if s.grew() || s.fell() && !op.fits {
		return s.of(op.Deposit)
	}
	return op.Deposit
}

// surplus is the balance above the deposit that fits the current supply. It arises if LPs exit
// before the deposit in the same block. Opened like that, the pool would sell the token below the
// planned price. It is zero within the tolerance, or if the pool is not shut.
func (op AddToken) surplus(now *ops.Snapshot) units.Amount {
	token, err := now.Token(op.Token)
	s := op.scale(now)
	if err != nil || !s.known() || !op.Doors.Around(now) || !op.added(now) {
		return units.Amount{Decimals: op.Deposit.Decimals}
	}
	held, wanted := token.Balance(), op.wanted(s)
	if !held.Raw.Gt(&wanted.Raw) || !(ops.Figure{Planned: wanted, Now: held}).Beyond(ops.DefaultTolerance()) {
		return units.Amount{Decimals: held.Decimals}
	}
	held.Raw.Sub(&held.Raw, &wanted.Raw)
	return held
}

// takeBack withdraws the surplus to the asset manager. First it reduces the managed balance, which
// is outside the pool; the rest it withdraws from the cash.
func (op AddToken) takeBack(now *ops.Snapshot) []ops.Step {
	surplus := op.surplus(now)
	token, err := now.Token(op.Token)
	if err != nil || surplus.Raw.IsZero() {
		return nil
	}
	withdraw, managed := surplus, token.Managed
	if managed.Raw.Lt(&surplus.Raw) {
		withdraw.Raw.Sub(&surplus.Raw, &managed.Raw)
		managed.Raw.Clear()
		return []ops.Step{assetmanager.Manage(now, op.AssetManager,
			assetmanager.Item{Kind: assetmanager.Withdraw, Token: op.Token, Name: op.symbol(now), Amount: withdraw}, assetmanager.Item{Kind: assetmanager.Update, Token: op.Token, Name: op.symbol(now), Amount: managed})}
	}
	managed.Raw.Sub(&managed.Raw, &surplus.Raw)
	return []ops.Step{assetmanager.Manage(now, op.AssetManager, assetmanager.Item{Kind: assetmanager.Update, Token: op.Token, Name: op.symbol(now), Amount: managed})}
}

// adviseSurplus reports what is withdrawn, and why.
func (op AddToken) adviseSurplus(now *ops.Snapshot) []ops.Finding {
	surplus := op.surplus(now)
	if surplus.Raw.IsZero() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "deposit.much", Summary: fmt.Sprintf("others exited right before the deposit: the surplus of %s %s is withdrawn before the pool is opened", surplus, op.symbol(now)),
		Detail: "otherwise the pool would sell the token below the price that the deposit was planned for"}}
}

// enough says whether a balance is the scaled deposit, within the tolerance. If the operation does
// not have its supply, it accepts a quarter of the deposit, which trades could have left.
func (op AddToken) enough(now *ops.Snapshot, held units.Amount) bool {
	wanted := op.Deposit
	switch s := op.scale(now); {
	case !s.known():
		return held.Raw.Cmp(new(uint256.Int).Div(&wanted.Raw, uint256.NewInt(tradedTimes))) >= 0 && !held.Raw.IsZero()
	default:
		wanted = op.wanted(s)
	}
	return !held.Raw.Lt(&wanted.Raw) || !(ops.Figure{Planned: wanted, Now: held}).Beyond(ops.DefaultTolerance())
}

// Drifts says that these calls' amounts change with the supply.
func (op AddToken) Drifts(call, _ ops.Call) bool {
	switch call.Method {
	case assetmanager.Method, "approve(address,uint256)":
		return true
	}
	return op.FairMint && call.Method == addTokenMethod
}

// fitted is the removal with the fair burn for the current supply, if LPs have left.
func (op RemoveToken) fitted(now *ops.Snapshot) RemoveToken {
	token, err := now.Token(op.Token)
	if err != nil || !op.FairBurn || !op.Doors.ShutNow(now) {
		return op
	}
	fair, err := FairBurn(now, token.Weight)
	if err == nil && (scale{fair.Raw, op.Burn.Raw}).fell() {
		op.Burn = fair
	}
	return op
}

// refuseGrown finds that others have joined since the burn was computed.
func (op RemoveToken) refuseGrown(now *ops.Snapshot) []ops.Finding {
	token, err := now.Token(op.Token)
	if err != nil || !op.FairBurn || !op.Doors.ShutNow(now) {
		return nil // before the pool is shut, the figure is compared with the plan's
	}
	fair, err := FairBurn(now, token.Weight)
	if err != nil {
		return nil
	}
	return refuseGrown(scale{fair.Raw, op.Burn.Raw}, "the burn", samePlansAgain, now.Pool.Address)
}
