package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// refusals lists the reverts that the contracts would cause, in the order of the calls and of the
// contracts' checks.
func (op RemoveToken) refusals(now *Snapshot) []Finding {
	var found []Finding
	if op.withdrawn(now) != nil {
		found = append(found, refuseVaultPaused(now)...)
	}
	found = append(found, refuseDelegate(now)...)
	found = append(found, refusePaused(now)...)
	if op.removed(now) {
		return found // only the doors remain to be opened
	}
	found = append(found, refuseUninitialised(now)...)
	found = append(found, op.refuseFew(now)...)
	found = append(found, op.refuseBpt(now)...)
	found = append(found, refuseWeightChange(now)...)
	if op.withdrawn(now) == nil {
		found = append(found, refuseVaultPaused(now)...)
	}
	found = append(found, op.refuseBalance(now)...)
	return append(found, op.refuseBurn(now)...)
}

// refuseBalance mirrors a check of the Vault's deregisterTokens: the balance must be zero. It
// refuses if nobody can withdraw the balance first.
func (op RemoveToken) refuseBalance(now *Snapshot) []Finding {
	token, err := now.Token(op.Token)
	if err != nil || token.Empty() || op.withdrawn(now) != nil {
		return nil
	}
	return []Finding{{Refuse, "BAL#525", fmt.Sprintf("the pool holds %s %s, which nobody can withdraw: the token has no asset manager", token.Balance(), token.Symbol), "", ""}}
}

func (op RemoveToken) refuseFew(now *Snapshot) []Finding {
	const least = 2
	if len(now.Tokens) > least {
		return nil
	}
	return []Finding{{Refuse, "BAL#200", fmt.Sprintf("the pool has %d tokens; the minimum is %d", len(now.Tokens), least), "", "add another token first"}}
}

func (op RemoveToken) refuseBpt(now *Snapshot) []Finding {
	if op.Token != now.Pool.Address {
		return nil
	}
	return []Finding{{Refuse, "BAL#354", "this token is the pool's own BPT and cannot be removed", "", "choose another token"}}
}

// refuseBurn mirrors ERC20._burn. The owner's BPT include the part of the AUM fee that is collected
// first.
func (op RemoveToken) refuseBurn(now *Snapshot) []Finding {
	has := now.Holding(now.Pool.Address, now.Pool.Owner).Balance
	if _, fee, err := poolmath.ProtocolShare(now.Fees.AumFeeDue.Raw, uint256.Int(now.Fees.ProtocolShare)); err == nil {
		has = has.Plus(units.Amount{Raw: fee, Decimals: BptDecimals})
	}
	if !has.Raw.Lt(&op.Burn.Raw) {
		return nil
	}
	return []Finding{{Refuse, "BAL#434", fmt.Sprintf("the burn is %s BPT, but the owner %s has %s", op.Burn, now.Pool.Owner, has), "",
		"burn less, or let the owner join the pool first; mpool burns BPT of no other account"}}
}

// advice reports what the contracts accept but the owner may not want. Details that change with
// each block go into notes, because a changed note does not make a plan stale.
func (op RemoveToken) advice(now, after *Snapshot) []Finding {
	var found []Finding
	if token, err := now.Token(op.Token); err == nil {
		found = append(found, op.adviseWithdrawal(*token)...)
		found = append(found, op.adviseBurn(now, *token)...)
		found = append(found, op.adviseHolders(now)...)
		found = append(found, adviseForgotten(*token)...)
	}
	found = append(found, adviseTrips(now, after)...)
	if !after.Pool.SwapEnabled {
		found = append(found, Finding{Warn, "swaps.disabled", "swaps are disabled and will stay disabled", "", "mpool swaps enable"})
	}
	return append(found, adviseOwner(now)...)
}

// adviseWithdrawal reports where the tokens go, and what the pool gives up.
func (op RemoveToken) adviseWithdrawal(token Token) []Finding {
	var found []Finding
	if !token.Cash.Raw.IsZero() {
		found = append(found, Finding{Note, "withdraw.to", fmt.Sprintf("%s %s go from the Vault to the asset manager %s and stay there", token.Cash, token.Symbol, token.AssetManager), "", ""})
	}
	if !token.Managed.Raw.IsZero() {
		found = append(found, Finding{Warn, "managed.lost", fmt.Sprintf("%s %s of the pool are with the asset manager %s: the pool gives up these tokens",
			token.Managed, token.Symbol, token.AssetManager), "", "run mpool manage-balance deposit first if they must be withdrawn with the rest"})
		found = append(found, Finding{Note, "managed.lost", fmt.Sprintf("that is %s of the pool's %s balance", PartOf(token.Managed.Raw, token.Balance().Raw), token.Symbol), "", ""})
	}
	return found
}

func (op RemoveToken) adviseBurn(now *Snapshot, token Token) []Finding {
	fair, err := FairBurn(now, token.Weight)
	if err != nil {
		return nil
	}
	note := Finding{Note, "burn.fair", fmt.Sprintf("%s BPT of the owner will be burned; a fair burn by the pool's spot prices is %s", op.Burn, fair), "", ""}
	switch {
	case op.Burn.Raw.IsZero():
		return []Finding{note, {Warn, "burn.none", "no BPT will be burned: the asset manager gets the token from all LPs", "", "this is correct if its value returns to the pool in another form; otherwise use --burn fair"}}
	case muchMore(fair.Raw, op.Burn.Raw):
		return []Finding{note, {Warn, "burn.little", "the burn is worth less than the token: the other LPs pay the difference", "", "use --burn fair"}}
	}
	if muchMore(op.Burn.Raw, fair.Raw) {
		return []Finding{note, {Warn, burnMuch, "the burn is worth more than the token: the owner pays the difference to the other LPs", "", "use --burn fair"}}
	}
	return []Finding{note}
}

// adviseForgotten reports that the pool keeps the token's circuit breaker.
func adviseForgotten(token Token) []Finding {
	if token.Breaker == nil || token.Breaker.LowerBound == (units.Fixed{}) && token.Breaker.UpperBound == (units.Fixed{}) {
		return nil
	}
	return []Finding{{Note, "breaker.left", fmt.Sprintf("the pool keeps the circuit breaker of %s: it becomes active again if the token is added again", token.Symbol), "", "clear it first with mpool breakers clear"}}
}
