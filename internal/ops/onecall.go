package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// This file has parts of operations that mpool never plans alone, but that other programs' batches
// may contain. Examples are the owner's part if someone else is the asset manager, or another
// combination of calls.

// AddOnly is addToken without the deposit.
type AddOnly AddToken

// Name says which part of add-token it is.
func (AddOnly) Name() string { return "add-token, the owner's call" }

// Watch is that of the whole.
func (op AddOnly) Watch(pool *Snapshot) Watch { return AddToken(op).Watch(pool) }

// OfNow is that of the whole.
func (op AddOnly) OfNow(now *Snapshot) []Figure { return AddToken(op).OfNow(now) }

func (op AddOnly) shutDoors() Doors { return op.Doors }

func (op AddOnly) withDoors(d Doors) Operation { return AddToken(op).withDoors(d) }

func (op AddOnly) drifts(call, fresh Call) bool { return AddToken(op).drifts(call, fresh) }

// Plan plans the one call.
func (op AddOnly) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	whole := AddToken(op)
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(op.Token, op.AssetManager) == nil {
		return nil, fmt.Errorf("mpool did not read the balance of %[2]s of %[1]s", op.AssetManager, op.Token)
	}
	plan, err := PlanSteps(op, before, now, []Step{whole.addStep(now)}, whole.refuseAdd(now))
	if err != nil || plan.Refused() {
		return plan, err
	}
	plan.Findings = append(plan.Findings, whole.terms(now).adviseMint(op.MintTo)...)
	plan.Findings = append(plan.Findings, adviseManager(now, op.AssetManager)...)
	plan.Findings = append(plan.Findings, Finding{Warn, "deposit.later",
		fmt.Sprintf("the pool holds none of the new token until the asset manager %s deposits it: until then anyone who can swap takes other tokens for nothing, by a swap for an exact amount out, and anyone who can join takes a share of the deposit", op.AssetManager), "", ""})
	plan.Findings = append(plan.Findings, adviseTrips(now, plan.Predicted)...)
	plan.Findings = append(plan.Findings, adviseLeft(now, op.Token)...)
	return plan, nil
}

// RemoveOnly is the call of removeToken alone. The pool may still hold some of the token, and then
// it is refused.
type RemoveOnly RemoveToken

// Name says which part of remove-token it is.
func (RemoveOnly) Name() string { return "remove-token, the owner's call" }

// Watch is that of the whole.
func (op RemoveOnly) Watch(pool *Snapshot) Watch { return RemoveToken(op).Watch(pool) }

// OfNow is that of the whole.
func (op RemoveOnly) OfNow(now *Snapshot) []Figure { return RemoveToken(op).OfNow(now) }

func (op RemoveOnly) shutDoors() Doors { return op.Doors }

func (op RemoveOnly) withDoors(d Doors) Operation { return RemoveToken(op).withDoors(d) }

func (op RemoveOnly) drifts(call, fresh Call) bool { return RemoveToken(op).drifts(call, fresh) }

// Plan plans the one call.
func (op RemoveOnly) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	whole := RemoveToken(op)
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(now.Pool.Address, now.Pool.Owner) == nil {
		return nil, fmt.Errorf("mpool did not read the owner's BPT balance")
	}
	refused := append(refuseDelegate(now), refusePaused(now)...)
	if whole.removed(now) {
		refused = append(refused, Finding{Refuse, "BAL#521", fmt.Sprintf("the pool has no token %s", op.Token), "", ""})
	} else {
		refused = whole.refusals(now)
		if token, err := now.Token(op.Token); err == nil && !token.Empty() {
			refused = append(refused, Finding{Refuse, "BAL#525", fmt.Sprintf("the pool still holds %s %s", token.Balance(), token.Symbol), "", "the asset manager must withdraw them first: mpool remove-token plans both calls"})
		}
	}
	plan, err := PlanSteps(op, before, now, []Step{whole.removeStep(now)}, refused)
	if err != nil || plan.Refused() {
		return plan, err
	}
	token, err := now.Token(op.Token)
	if err != nil {
		return nil, err // not reached: refusals found the token
	}
	plan.Findings = append(plan.Findings, whole.adviseBurn(now, *token)...)
	plan.Findings = append(plan.Findings, adviseForgotten(*token)...)
	plan.Findings = append(plan.Findings, adviseTrips(now, plan.Predicted)...)
	return plan, nil
}

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
func (op MoveBalances) Watch(pool *Snapshot) Watch {
	var keys []HoldingKey
	for _, move := range op.Moves {
		keys = append(keys, movedHoldings(pool, move.Token, op.From)...)
	}
	return Watch{Holdings: Each(keys)}
}

// Plan plans the one call, item by item in the Vault's order.
func (op MoveBalances) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	refused, advice := refuseVaultPaused(now), []Finding{}
	var items []balanceOp
	state := now.Clone()
	for _, move := range op.Moves {
		kind, known := kindOf(move.Way)
		if !known {
			return nil, fmt.Errorf("%q is not an asset manager's action", units.Clip(move.Way))
		}
		item := balanceOp{kind, move.Token, now.SymbolOf(move.Token), move.Amount}
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
	plan, err := PlanSteps(op, before, now, []Step{manageStep(now, op.From, items...)}, refused)
	if err == nil && !plan.Refused() {
		plan.Findings = append(append(plan.Findings, advice...), op.adviseAllowances(plan.Predicted)...)
		plan.Findings = append(plan.Findings, op.adviseCash(plan.Predicted)...)
		plan.Findings = append(plan.Findings, adviseTrips(now, plan.Predicted)...)
	}
	return plan, err
}

// managed converts an item to the form that ManageBalance uses.
func (op MoveBalances) managed(item balanceOp, token Token) ManagedBalance {
	return ManagedBalance{Token: item.token, Amount: item.amount, Managed: token.Managed, AssetManager: op.From}
}

// advise reports the same about an item as ManageBalance does.
func (op MoveBalances) advise(now *Snapshot, item balanceOp) []Finding {
	token, err := now.Token(item.token)
	if err != nil {
		return nil // refused already
	}
	switch item.kind {
	case withdrawKind:
		return adviseWithdrawn(op.managed(item, *token), *token)
	case updateKind:
		return adviseReported(op.managed(item, *token), *token)
	}
	return nil
}

// adviseAllowances reports the allowances that the deposits leave.
func (op MoveBalances) adviseAllowances(after *Snapshot) []Finding {
	var found []Finding
	var deposited []common.Address
	for _, move := range op.Moves {
		if move.Way == DepositBalance {
			deposited = append(deposited, move.Token)
		}
	}
	for _, token := range Each(deposited) {
		found = append(found, adviseLeftAllowance(after, token, op.From)...)
	}
	return found
}

func (op MoveBalances) refuse(now *Snapshot, item balanceOp) []Finding {
	token, err := now.Token(item.token)
	if err != nil {
		return []Finding{{Refuse, "BAL#521", fmt.Sprintf("the pool has no token %s", item.token), "", ""}}
	}
	if token.AssetManager != op.From {
		return []Finding{{Refuse, "BAL#502", fmt.Sprintf("%s is not the asset manager of %s; that is %s", op.From, token.Symbol, token.AssetManager), "", ""}}
	}
	managed := op.managed(item, *token)
	switch item.kind {
	case withdrawKind:
		return ManageBalance{}.refuseCash(managed, *token)
	case depositKind:
		found := ManageBalance{}.refuseManaged(managed, *token)
		if held := now.Holding(item.token, op.From); held != nil {
			found = append(found, refuseShort(*held, item.amount)...)
			if held.Allowance.Raw.Lt(&item.amount.Raw) {
				found = append(found, Finding{Refuse, "allowance", fmt.Sprintf("the Vault may take %s %s from %s, but the deposit is %s", held.Allowance, token.Symbol, op.From, item.amount), "", "approve exactly that amount first"})
			}
		}
		return found
	}
	return ManageBalance{}.refuseTotal(managed, *token)
}
