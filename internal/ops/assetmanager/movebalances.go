package assetmanager

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// MoveBalances is a call of managePoolBalance with different kinds of items, or with several items
// for one token.
type MoveBalances struct {
	From  common.Address `json:"from"`
	Moves []BalanceMove  `json:"moves"`
}

// BalanceMove is one item of the call.
type BalanceMove struct {
	Way    string         `json:"way"`
	Token  common.Address `json:"token"`
	Amount units.Amount   `json:"amount"`
}

// Name differs from the name of the command that moves all tokens the same way.
func (MoveBalances) Name() string { return "manage-balance" }

// Watch reads the balances that move.
func (op MoveBalances) Watch(pool *ops.Snapshot) ops.Watch {
	var keys []ops.HoldingKey
	for _, move := range op.Moves {
		keys = append(keys, Holdings(pool, move.Token, op.From)...)
	}
	return ops.Watch{Holdings: ops.Each(keys)}
}

// Plan plans the one call, item by item in the Vault's order.
func (op MoveBalances) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	refused, advice := RefusePaused(now), []ops.Finding{}
	var items []Item
	state := now.Clone()
	for _, move := range op.Moves {
		kind, known := kindOf(move.Way)
		if !known {
			return nil, fmt.Errorf("%q is not an asset manager's action", units.Clip(move.Way))
		}
		item := Item{kind, move.Token, now.SymbolOf(move.Token), move.Amount}
		items = append(items, item)
		found := op.refuse(state, item)
		if refused = append(refused, found...); len(found) > 0 {
			continue
		}
		advice = append(advice, op.advise(state, item)...)
		if err := manage(state, item, op.From); err != nil {
			return nil, err
		}
	}
	plan, err := ops.PlanSteps(op, before, now, []ops.Step{Manage(now, op.From, items...)}, refused)
	if err == nil && !plan.Refused() {
		plan.Findings = append(append(plan.Findings, advice...), op.adviseAllowances(plan.Predicted)...)
		plan.Findings = append(plan.Findings, op.adviseCash(plan.Predicted)...)
		plan.Findings = append(plan.Findings, ops.AdviseTrips(now, plan.Predicted)...)
	}
	return plan, err
}

// managed converts an item to the form that ManageBalance uses.
func (op MoveBalances) managed(item Item, token ops.Token) ManagedBalance {
	return ManagedBalance{Token: item.Token, Amount: item.Amount, Managed: token.Managed, AssetManager: op.From}
}

// advise reports the same about an item as ManageBalance does.
func (op MoveBalances) advise(now *ops.Snapshot, item Item) []ops.Finding {
	token, err := now.Token(item.Token)
	if err != nil {
		return nil // refused already
	}
	switch item.Kind {
	case Withdraw:
		return adviseWithdrawn(op.managed(item, *token), *token)
	case Update:
		return adviseReported(op.managed(item, *token), *token)
	}
	return nil
}

// adviseAllowances reports the allowances that the deposits leave.
func (op MoveBalances) adviseAllowances(after *ops.Snapshot) []ops.Finding {
	var found []ops.Finding
	var deposited []common.Address
	for _, move := range op.Moves {
		if move.Way == DepositBalance {
			deposited = append(deposited, move.Token)
		}
	}
	for _, token := range ops.Each(deposited) {
		found = append(found, Payment{Token: token, Account: op.From}.AdviseLeft(after)...)
	}
	return found
}

func (op MoveBalances) refuse(now *ops.Snapshot, item Item) []ops.Finding {
	token, err := now.Token(item.Token)
	if err != nil {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#521", Summary: fmt.Sprintf("the pool has no token %s", item.Token)}}
	}
	if token.AssetManager != op.From {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#502", Summary: fmt.Sprintf("%s is not the asset manager of %s; that is %s", op.From, token.Symbol, token.AssetManager)}}
	}
	managed := op.managed(item, *token)
	switch item.Kind {
	case Withdraw:
		return ManageBalance{}.refuseCash(managed, *token)
	case Deposit:
		found := ManageBalance{}.refuseManaged(managed, *token)
		if held := now.Holding(item.Token, op.From); held != nil {
			found = append(found, managed.payment().RefuseShort(now)...)
			if held.Allowance.Raw.Lt(&item.Amount.Raw) {
				found = append(found, ops.Finding{Severity: ops.Refuse, Code: "allowance", Summary: fmt.Sprintf("the Vault may take %s %s from %s, but the deposit is %s", held.Allowance, token.Symbol, op.From, item.Amount), Hint: "approve exactly that amount first"})
			}
		}
		return found
	}
	return ManageBalance{}.refuseTotal(managed, *token)
}

// Apply moves the balances, in the order of the items.
func (op MoveBalances) Apply(s *ops.Snapshot) error {
	for _, move := range op.Moves {
		kind, _ := kindOf(move.Way) // an unknown one was refused
		if err := manage(s, Item{Kind: kind, Token: move.Token, Amount: move.Amount}, op.From); err != nil {
			return err
		}
	}
	return nil
}

// adviseCash reports about each token that is withdrawn, once.
func (op MoveBalances) adviseCash(after *ops.Snapshot) []ops.Finding {
	var tokens []common.Address
	for _, move := range op.Moves {
		if move.Way == WithdrawBalance {
			tokens = append(tokens, move.Token)
		}
	}
	var found []ops.Finding
	for _, token := range ops.Each(tokens) {
		found = append(found, adviseCash(after, token)...)
	}
	return found
}
