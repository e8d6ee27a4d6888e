// Package assetmanager has what an asset manager does with the tokens that it manages: it moves them
// between the pool and itself, and reports what it has.
package assetmanager

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// The ways to manage a balance.
const (
	WithdrawBalance = "withdraw" // cash becomes managed and goes to the asset manager
	DepositBalance  = "deposit"  // managed becomes cash and comes from the asset manager
	UpdateBalance   = "update"   // managed is set to the amount that the asset manager reports
)

// ManageBalance lets the asset manager move or report the balances of several tokens in one call of
// Vault.managePoolBalance. Before a deposit, it approves the Vault for exactly each amount.
type ManageBalance struct {
	Way    string           `json:"way"`
	Tokens []ManagedBalance `json:"tokens"` // each once
}

// ManagedBalance is the change of one token's balance.
type ManagedBalance struct {
	Token  common.Address `json:"token"`
	Amount units.Amount   `json:"amount"` // the amount to move; for an update the new managed balance
	// Managed is the managed balance before the operation. Only the asset manager changes it, so it
	// shows whether the operation was done already.
	Managed units.Amount `json:"managed_before"`
	// AssetManager is the token's asset manager, whose balance is watched.
	AssetManager common.Address `json:"asset_manager"`
}

// Name is the command's name.
func (op ManageBalance) Name() string { return "manage-balance " + op.Way }

// Watch reads the balances of the asset manager and the Vault, if tokens move.
func (op ManageBalance) Watch(pool *ops.Snapshot) ops.Watch {
	if op.Way == UpdateBalance {
		return ops.Watch{}
	}
	var keys []ops.HoldingKey
	for _, item := range op.Tokens {
		keys = append(keys, Holdings(pool, item.Token, item.AssetManager)...)
	}
	return ops.Watch{Holdings: ops.Each(keys)}
}

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op ManageBalance) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if err := op.complete(now); err != nil {
		return nil, err
	}
	if op.done(now) {
		return ops.PlanSteps(op, before, now, nil, nil)
	}
	plan, err := ops.PlanSteps(op, before, now, op.steps(now), op.refusals(now))
	if err != nil || plan.Refused() {
		return plan, err
	}
	plan.Findings = append(plan.Findings, op.advice(now, plan.Predicted)...)
	return plan, nil
}

// complete fails if the operation is not valid for this pool, or if a balance was not read.
func (op ManageBalance) complete(now *ops.Snapshot) error {
	if _, known := op.kind(); !known || len(op.Tokens) == 0 {
		return fmt.Errorf("%q of %d tokens is not an asset manager's action", units.Clip(op.Way), len(op.Tokens))
	}
	for _, item := range op.Tokens {
		if _, err := now.Token(item.Token); err != nil {
			return err
		}
		if op.Way != UpdateBalance && now.Holding(item.Token, item.AssetManager) == nil {
			return fmt.Errorf("mpool did not read the balance of %[2]s of %[1]s", item.AssetManager, item.Token)
		}
	}
	return nil
}

func (op ManageBalance) kind() (Kind, bool) { return kindOf(op.Way) }

func kindOf(way string) (Kind, bool) {
	switch way {
	case WithdrawBalance:
		return Withdraw, true
	case DepositBalance:
		return Deposit, true
	case UpdateBalance:
		return Update, true
	}
	return 0, false
}

// done says whether each managed balance is already as after the operation.
func (op ManageBalance) done(now *ops.Snapshot) bool {
	for _, item := range op.Tokens {
		token, err := now.Token(item.Token)
		after, possible := op.managedAfter(item)
		if err != nil || !possible || token.Managed.Raw != after {
			return false
		}
	}
	return true
}

// managedAfter is the managed balance after the operation. possible is false if the deposit exceeds
// the managed balance.
func (op ManageBalance) managedAfter(item ManagedBalance) (after uint256.Int, possible bool) {
	before, amount := item.Managed.Raw, item.Amount.Raw
	switch op.Way {
	case WithdrawBalance:
		_, over := after.AddOverflow(&before, &amount)
		return after, !over
	case DepositBalance:
		_, under := after.SubOverflow(&before, &amount)
		return after, !under
	}
	return amount, true
}

// steps are the approvals for a deposit, then one call for all tokens.
func (op ManageBalance) steps(now *ops.Snapshot) []ops.Step {
	kind, _ := op.kind()
	manager := op.Tokens[0].AssetManager
	var steps []ops.Step
	var items []Item
	for _, item := range op.Tokens {
		if kind == Deposit {
			steps = append(steps, Payment{Token: item.Token, Account: manager, Amount: item.Amount}.Approve(now)...)
		}
		items = append(items, Item{kind, item.Token, now.SymbolOf(item.Token), item.Amount})
	}
	return append(steps, Manage(now, manager, items...))
}

// ParseManagedBalance parses "USDC=1000" for a token of the pool. It records the current managed
// balance.
func ParseManagedBalance(pool *ops.Snapshot, item string) (ManagedBalance, error) {
	at := strings.LastIndex(item, "=") // a symbol may contain one
	if at < 1 {
		return ManagedBalance{}, fmt.Errorf("invalid amount %q: use TOKEN=AMOUNT, for example USDC=1000", units.Clip(item))
	}
	token, err := pool.FindToken(item[:at])
	if err != nil {
		return ManagedBalance{}, err
	}
	amount, err := units.ParseAmount(item[at+1:], token.Symbol, token.Decimals)
	return ManagedBalance{Token: token.Address, Amount: amount, Managed: token.Managed, AssetManager: token.AssetManager}, err
}
