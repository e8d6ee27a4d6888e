package ops

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// refusals mirror AssetManagers.managePoolBalance, token by token in the Vault's order.
func (op ManageBalance) refusals(now *Snapshot) []Finding {
	found := refuseVaultPaused(now)
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
			found = append(found, refuseShort(*now.Holding(item.Token, item.AssetManager), item.Amount)...)
		case UpdateBalance:
			found = append(found, op.refuseTotal(item, *token)...)
		}
		found = append(found, op.refuseMoved(item, *token)...)
	}
	return found
}

// refuseManager refuses tokens whose asset manager is not the sender. The sender is the first
// token's asset manager.
func (op ManageBalance) refuseManager(now *Snapshot, token Token) []Finding {
	sender := op.Tokens[0].AssetManager
	switch token.AssetManager {
	case common.Address{}:
		return []Finding{{Refuse, "BAL#502", fmt.Sprintf("%s has no asset manager: nobody can move or report its balance", token.Symbol), "", ""}}
	case sender:
		return nil
	}
	return []Finding{{Refuse, "BAL#502", fmt.Sprintf("the tokens have different asset managers: %s", op.managers(now)), "", "use one command for each asset manager"}}
}

// managers lists the asset manager of each token.
func (op ManageBalance) managers(now *Snapshot) string {
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
func (op ManageBalance) refuseCash(item ManagedBalance, token Token) []Finding {
	if !token.Cash.Raw.Lt(&item.Amount.Raw) {
		return nil
	}
	return []Finding{{Refuse, "BAL#001", fmt.Sprintf("the Vault holds %s %s for the pool, but the withdrawal is %s", token.Cash, token.Symbol, item.Amount), "",
		fmt.Sprintf("withdraw at most %s", token.Cash)}}
}

// refuseManaged mirrors BalanceAllocation.managedToCash.
func (op ManageBalance) refuseManaged(item ManagedBalance, token Token) []Finding {
	if !token.Managed.Raw.Lt(&item.Amount.Raw) {
		return nil
	}
	return []Finding{{Refuse, "BAL#001", fmt.Sprintf("%s %s are managed, but the deposit is %s", token.Managed, token.Symbol, item.Amount), "",
		"report a gain first with mpool manage-balance update, or use a smaller deposit"}}
}

// refuseTotal mirrors BalanceAllocation.toBalance.
func (op ManageBalance) refuseTotal(item ManagedBalance, token Token) []Finding {
	var total uint256.Int
	if _, over := total.AddOverflow(&token.Cash.Raw, &item.Amount.Raw); !over && total.BitLen() <= VaultBits {
		return nil
	}
	return []Finding{{Refuse, "BAL#526", fmt.Sprintf("a managed balance of %s %s is too large: with the cash it does not fit the Vault's %d bits", item.Amount, token.Symbol, VaultBits), "", "check that the amount is in whole tokens"}}
}

// refuseMoved refuses if the managed balance has changed since planning. Otherwise the operation
// could run twice, or start from another balance than the user saw.
func (op ManageBalance) refuseMoved(item ManagedBalance, token Token) []Finding {
	if token.Managed.Raw == item.Managed.Raw {
		return nil
	}
	return []Finding{{Refuse, "managed.moved", fmt.Sprintf("the managed balance of %s has changed since this was planned: it was %s and is now %s", token.Symbol, item.Managed, token.Managed), "", "plan again"}}
}

// advice reports what the Vault accepts but the LPs may not want.
func (op ManageBalance) advice(now, after *Snapshot) []Finding {
	var found []Finding
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
			found = append(found, adviseReset(now, item.Token, item.AssetManager, item.Amount.Raw)...)
		case UpdateBalance:
			found = append(found, adviseReported(item, *token)...)
		}
	}
	return append(found, adviseTrips(now, after)...)
}

func adviseWithdrawn(item ManagedBalance, token Token) []Finding {
	return []Finding{{Note, "withdraw.to", fmt.Sprintf("%s %s go to the asset manager %s; they remain part of the pool's balance until a loss is reported", item.Amount, token.Symbol, item.AssetManager), "", ""}}
}

// adviseReported reports the gain or loss that an update brings to all LPs.
func adviseReported(item ManagedBalance, token Token) []Finding {
	had, has := token.Managed.Raw, item.Amount.Raw
	word, code := "gain", "managed.gain"
	var change uint256.Int
	if change.Sub(&has, &had); has.Lt(&had) {
		word, code = "loss", "managed.loss"
		change.Sub(&had, &has)
	}
	return []Finding{
		{Warn, code, fmt.Sprintf("a %s of %s %s will be reported: the pool's price moves at once, and a wrong report is lost to arbitrage", word, units.Amount{Raw: change, Decimals: token.Decimals}, token.Symbol), "", ""},
		{Note, code, fmt.Sprintf("the %s is %s of the pool's %s balance, whose weight is %s: %s of the pool",
			word, PartOf(change, token.Balance().Raw), token.Symbol, units.CutPercent(token.Weight), weighed(change, token)), "", ""},
	}
}

// weighed is a change of a token's balance as a share of the whole pool: change / balance * weight.
func weighed(change uint256.Int, token Token) string {
	var whole, part uint256.Int
	balance := token.Balance().Raw
	if whole.Mul(&balance, units.FixedOne().Int()); balance.IsZero() { // 113 bits times 60 bits fit
		return "all"
	}
	part.Mul(&change, token.Weight.Int())
	return PartOf(part, whole)
}
