package tokenset

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// refusals lists the reverts that the contracts would cause, in the order of the calls and of the
// contracts' checks.
func (op RemoveToken) refusals(now *ops.Snapshot) []ops.Finding {
	var found []ops.Finding
	if op.withdrawn(now) != nil {
		found = append(found, assetmanager.RefusePaused(now)...)
	}
	found = append(found, ops.RefuseOwnerCall(now)...)
	if op.removed(now) {
		return found // only the doors remain to be opened
	}
	found = append(found, refuseUninitialised(now)...)
	found = append(found, op.refuseFew(now)...)
	found = append(found, op.refuseBpt(now)...)
	found = append(found, refuseWeightChange(now)...)
	if op.withdrawn(now) == nil {
		found = append(found, assetmanager.RefusePaused(now)...)
	}
	found = append(found, op.refuseBalance(now)...)
	return append(found, op.refuseBurn(now)...)
}

// refuseBalance mirrors a check of the Vault's deregisterTokens: the balance must be zero. It
// refuses if nobody can withdraw the balance first.
func (op RemoveToken) refuseBalance(now *ops.Snapshot) []ops.Finding {
	token, err := now.Token(op.Token)
	if err != nil || token.Empty() || op.withdrawn(now) != nil {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#525", Summary: fmt.Sprintf("the pool holds %s %s, which nobody can withdraw: the token has no asset manager", token.Balance(), token.Symbol)}}
}

func (op RemoveToken) refuseFew(now *ops.Snapshot) []ops.Finding {
	const least = 2
	if len(now.Tokens) > least {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#200", Summary: fmt.Sprintf("the pool has %d tokens; the minimum is %d", len(now.Tokens), least), Hint: "add another token first"}}
}

func (op RemoveToken) refuseBpt(now *ops.Snapshot) []ops.Finding {
	if op.Token != now.Pool.Address {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#354", Summary: "this token is the pool's own BPT and cannot be removed", Hint: "choose another token"}}
}

// refuseBurn mirrors ERC20._burn. The owner's BPT include the part of the AUM fee that is collected
// first.
func (op RemoveToken) refuseBurn(now *ops.Snapshot) []ops.Finding {
	has := now.Holding(now.Pool.Address, now.Pool.Owner).Balance
	if _, fee, err := poolmath.ProtocolShare(now.Fees.AumFeeDue.Raw, uint256.Int(now.Fees.ProtocolShare)); err == nil {
		has = has.Plus(units.Amount{Raw: fee, Decimals: ops.BptDecimals})
	}
	if !has.Raw.Lt(&op.Burn.Raw) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#434", Summary: fmt.Sprintf("the burn is %s BPT, but the owner %s has %s", op.Burn, now.Pool.Owner, has),
		Hint: "burn less, or let the owner join the pool first; mpool burns BPT of no other account"}}
}

// advice reports what the contracts accept but the owner may not want. Details that change with
// each block go into notes, because a changed note does not make a plan stale.
func (op RemoveToken) advice(now, after *ops.Snapshot) []ops.Finding {
	var found []ops.Finding
	if token, err := now.Token(op.Token); err == nil {
		found = append(found, op.adviseWithdrawal(*token)...)
		found = append(found, op.adviseBurn(now, *token)...)
		found = append(found, op.adviseHolders(now)...)
		found = append(found, adviseForgotten(*token)...)
	}
	return append(found, ops.AdviseTrips(now, after)...)
}

// adviseWithdrawal reports where the tokens go, and what the pool gives up.
func (op RemoveToken) adviseWithdrawal(token ops.Token) []ops.Finding {
	var found []ops.Finding
	if !token.Cash.Raw.IsZero() {
		found = append(found, ops.Finding{Severity: ops.Note, Code: "withdraw.to", Summary: fmt.Sprintf("%s %s go from the Vault to the asset manager %s and stay there", token.Cash, token.Symbol, token.AssetManager)})
	}
	if !token.Managed.Raw.IsZero() {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "managed.lost", Summary: fmt.Sprintf("%s %s of the pool are with the asset manager %s: the pool gives up these tokens",
			token.Managed, token.Symbol, token.AssetManager), Hint: "run mpool manage-balance deposit first if they must be withdrawn with the rest"})
		found = append(found, ops.Finding{Severity: ops.Note, Code: "managed.lost", Summary: fmt.Sprintf("that is %s of the pool's %s balance", ops.PartOf(token.Managed.Raw, token.Balance().Raw), token.Symbol)})
	}
	return found
}

func (op RemoveToken) adviseBurn(now *ops.Snapshot, token ops.Token) []ops.Finding {
	fair, err := FairBurn(now, token.Weight)
	if err != nil {
		return nil
	}
	note := ops.Finding{Severity: ops.Note, Code: "burn.fair", Summary: fmt.Sprintf("%s BPT of the owner will be burned; a fair burn by the pool's spot prices is %s", op.Burn, fair)}
	switch {
	case op.Burn.Raw.IsZero():
		return []ops.Finding{note, {Severity: ops.Warn, Code: "burn.none", Summary: "no BPT will be burned: the asset manager gets the token from all LPs", Hint: "this is correct if its value returns to the pool in another form; otherwise use --burn fair"}}
	case muchMore(fair.Raw, op.Burn.Raw):
		return []ops.Finding{note, {Severity: ops.Warn, Code: "burn.little", Summary: "the burn is worth less than the token: the other LPs pay the difference", Hint: "use --burn fair"}}
	}
	if muchMore(op.Burn.Raw, fair.Raw) {
		return []ops.Finding{note, {Severity: ops.Warn, Code: ops.BurnMuchCode, Summary: "the burn is worth more than the token: the owner pays the difference to the other LPs", Hint: "use --burn fair"}}
	}
	return []ops.Finding{note}
}

// adviseForgotten reports that the pool keeps the token's circuit breaker.
func adviseForgotten(token ops.Token) []ops.Finding {
	if token.Breaker == nil || token.Breaker.LowerBound == (units.Fixed{}) && token.Breaker.UpperBound == (units.Fixed{}) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "breaker.left", Summary: fmt.Sprintf("the pool keeps the circuit breaker of %s: it becomes active again if the token is added again", token.Symbol), Hint: "clear it first with mpool breakers clear"}}
}

// OfNow lists the fair burn.
func (op RemoveToken) OfNow(now *ops.Snapshot) []ops.Figure {
	token, err := now.Token(op.Token)
	if !op.FairBurn || err != nil {
		return nil
	}
	fair, err := FairBurn(now, token.Weight)
	if err != nil {
		return nil
	}
	return []ops.Figure{{Name: "the fair burn", Planned: op.Burn, Now: fair, Unit: "BPT"}}
}
