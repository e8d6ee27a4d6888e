package assetmanager

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// refusals mirror AssetManagers.managePoolBalance, token by token in the Vault's order.
func (op ManageBalance) refusals(now *ops.Snapshot) []ops.Finding {
	found := RefusePaused(now)
	for _, item := range op.Tokens {
		token, err := now.Token(item.Token)
		if err != nil {
			continue // complete checked this
		}
		for _, f := range op.refuseManager(now, *token) {
			if !slices.Contains(found, f) {
				found = append(found, f)
			}
		}
		switch op.Way {
		case WithdrawBalance:
			found = append(found, op.refuseCash(item, *token)...)
		case DepositBalance:
			found = append(found, op.refuseManaged(item, *token)...)
			found = append(found, item.payment().RefuseShort(now)...)
		case UpdateBalance:
			found = append(found, op.refuseTotal(item, *token)...)
		}
		found = append(found, op.refuseMoved(item, *token)...)
	}
	return found
}

// refuseManager refuses tokens whose asset manager is not the sender. The sender is the first
// token's asset manager.
func (op ManageBalance) refuseManager(now *ops.Snapshot, token ops.Token) []ops.Finding {
	sender := op.Tokens[0].AssetManager
	switch token.AssetManager {
	case common.Address{}:
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#502", Summary: fmt.Sprintf("%s has no asset manager: nobody can move or report its balance", token.Symbol)}}
	case sender:
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#502", Summary: fmt.Sprintf("the tokens have different asset managers: %s", op.managers(now)), Hint: "use one command for each asset manager"}}
}

// managers lists the asset manager of each token.
func (op ManageBalance) managers(now *ops.Snapshot) string {
	var parts []string
	for _, item := range op.Tokens {
		if token, err := now.Token(item.Token); err == nil {
			parts = append(parts, fmt.Sprintf("%s of %s", token.AssetManager, token.Symbol))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

// refuseCash mirrors BalanceAllocation.cashToManaged.
func (op ManageBalance) refuseCash(item ManagedBalance, token ops.Token) []ops.Finding {
	if !token.Cash.Raw.Lt(&item.Amount.Raw) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#001", Summary: fmt.Sprintf("the Vault holds %s %s for the pool, but the withdrawal is %s", token.Cash, token.Symbol, item.Amount),
		Hint: fmt.Sprintf("withdraw at most %s", token.Cash)}}
}

// refuseManaged mirrors BalanceAllocation.managedToCash.
func (op ManageBalance) refuseManaged(item ManagedBalance, token ops.Token) []ops.Finding {
	if !token.Managed.Raw.Lt(&item.Amount.Raw) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#001", Summary: fmt.Sprintf("%s %s are managed, but the deposit is %s", token.Managed, token.Symbol, item.Amount),
		Hint: "report a gain first with mpool manage-balance update, or use a smaller deposit"}}
}

// refuseTotal mirrors BalanceAllocation.toBalance.
func (op ManageBalance) refuseTotal(item ManagedBalance, token ops.Token) []ops.Finding {
	var total uint256.Int
	if _, over := total.AddOverflow(&token.Cash.Raw, &item.Amount.Raw); !over && total.BitLen() <= ops.VaultBits {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#526", Summary: fmt.Sprintf("a managed balance of %s %s is too large: with the cash it does not fit the Vault's %d bits", item.Amount, token.Symbol, ops.VaultBits), Hint: "check that the amount is in whole tokens"}}
}

// refuseMoved refuses if the managed balance has changed since planning. Otherwise the operation
// could run twice, or start from another balance than the user saw.
func (op ManageBalance) refuseMoved(item ManagedBalance, token ops.Token) []ops.Finding {
	if token.Managed.Raw == item.Managed.Raw {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "managed.moved", Summary: fmt.Sprintf("the managed balance of %s has changed since this was planned: it was %s and is now %s", token.Symbol, item.Managed, token.Managed), Hint: "plan again"}}
}

// advice reports what the Vault accepts but the LPs may not want.
func (op ManageBalance) advice(now, after *ops.Snapshot) []ops.Finding {
	var found []ops.Finding
	for _, item := range op.Tokens {
		token, err := now.Token(item.Token)
		if err != nil {
			continue
		}
		switch op.Way {
		case WithdrawBalance:
			found = append(found, adviseWithdrawn(item, *token)...)
			found = append(found, adviseCash(after, item.Token)...)
		case DepositBalance:
			found = append(found, item.payment().AdviseReset(now)...)
		case UpdateBalance:
			found = append(found, adviseReported(item, *token)...)
		}
	}
	return append(found, ops.AdviseTrips(now, after)...)
}

func adviseWithdrawn(item ManagedBalance, token ops.Token) []ops.Finding {
	return []ops.Finding{{Severity: ops.Note, Code: "withdraw.to", Summary: fmt.Sprintf("%s %s go to the asset manager %s; they remain part of the pool's balance until a loss is reported", item.Amount, token.Symbol, item.AssetManager)}}
}

// adviseReported reports the gain or loss that an update brings to all LPs.
func adviseReported(item ManagedBalance, token ops.Token) []ops.Finding {
	had, has := token.Managed.Raw, item.Amount.Raw
	word, code := "gain", "managed.gain"
	var change uint256.Int
	if change.Sub(&has, &had); has.Lt(&had) {
		word, code = "loss", "managed.loss"
		change.Sub(&had, &has)
	}
	return []ops.Finding{
		{Severity: ops.Warn, Code: code, Summary: fmt.Sprintf("a %s of %s %s will be reported: the pool's price moves at once, and a wrong report is lost to arbitrage", word, units.Amount{Raw: change, Decimals: token.Decimals}, token.Symbol)},
		{Severity: ops.Note, Code: code, Summary: fmt.Sprintf("the %s is %s of the pool's %s balance, whose weight is %s: %s of the pool",
			word, ops.PartOf(change, token.Balance().Raw), token.Symbol, units.CutPercent(token.Weight), weighed(change, token))},
	}
}

// weighed is a change of a token's balance as a share of the whole pool: change / balance * weight.
func weighed(change uint256.Int, token ops.Token) string {
	var whole, part uint256.Int
	balance := token.Balance().Raw
	if whole.Mul(&balance, units.FixedOne().Int()); balance.IsZero() { // 113 bits times 60 bits fit
		return "all"
	}
	part.Mul(&change, token.Weight.Int())
	return ops.PartOf(part, whole)
}

// payment is the deposit of an item.
func (item ManagedBalance) payment() Payment {
	return Payment{Token: item.Token, Account: item.AssetManager, Amount: item.Amount}
}
