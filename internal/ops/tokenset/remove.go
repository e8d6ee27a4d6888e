package tokenset

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// RemoveToken removes a token from the pool. Its asset manager withdraws the cash and sets the
// managed balance to zero, by Vault.managePoolBalance. Then the owner calls
// ManagedPoolSettings.removeToken, which burns only the owner's BPT. The asset manager keeps the
// withdrawn tokens.
//
// A new plan after some of the calls were mined has exactly the remaining calls.
type RemoveToken struct {
	Token common.Address `json:"token"`
	// AssetManager is the token's asset manager, whose balance is watched. It is zero if there is
	// no cash to withdraw, so that a token that does not answer can be removed.
	AssetManager common.Address `json:"asset_manager"`
	Burn         units.Amount   `json:"burn"`               // the owner's BPT; zero burns none
	FairBurn     bool           `json:"fair_burn,omitzero"` // Burn was computed as the fair burn at planning
	// Doors are the pool's doors before the operation. They are shut from before the withdrawal
	// until after the removal.
	Doors ops.Doors `json:"doors"`
}

// Name is the command's name.
func (RemoveToken) Name() string { return "remove-token" }

// Watch reads the token's balances of the asset manager and the Vault, and the BPT of the owner and
// the fees collector.
func (op RemoveToken) Watch(pool *ops.Snapshot) ops.Watch {
	keys := ops.AumHoldings(pool)
	if op.AssetManager != (common.Address{}) {
		keys = append(keys, assetmanager.Holdings(pool, op.Token, op.AssetManager)...)
	}
	return ops.Watch{Holdings: ops.Each(keys), Members: op.Doors.Suspended()}
}

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op RemoveToken) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(now.Pool.Address, now.Pool.Owner) == nil {
		return nil, fmt.Errorf("mpool did not read the owner's BPT balance")
	}
	made := op
	op = op.fitted(now)
	plan, err := op.Doors.Plan(op, before, now, ops.Behind{
		Token: op.symbol(now), Steps: op.steps(now), Refusals: op.refusals(now), Later: op.refuseGrown(now),
		Advice: func(after *ops.Snapshot) []ops.Finding { return op.advice(now, after) },
	})
	if err != nil {
		return nil, err
	}
	plan.Operation = made
	if !plan.Refused() && len(plan.Calls) > 0 {
		plan.Dilutes = op.dilutes(now)
	}
	return plan, nil
}

// steps are the remaining calls of the operation itself.
func (op RemoveToken) steps(now *ops.Snapshot) []ops.Step {
	var left []ops.Step
	if token := op.withdrawn(now); token != nil {
		withdraw := assetmanager.Manage(now, token.AssetManager, op.emptying(*token)...)
		withdraw.Exposes = true
		left = append(left, withdraw)
	}
	if !op.removed(now) {
		left = append(left, op.removeStep(now))
	}
	return left
}

// withdrawn is the token if its asset manager must withdraw it first. It is nil if there is no
// balance, or no asset manager.
func (op RemoveToken) withdrawn(now *ops.Snapshot) *ops.Token {
	token, err := now.Token(op.Token)
	if err != nil || token.Empty() || token.AssetManager == (common.Address{}) {
		return nil
	}
	return token
}

// Drifts covers the withdrawal, which takes the whole balance, and a fair burn.
func (op RemoveToken) Drifts(call, _ ops.Call) bool {
	return call.Method == assetmanager.Method || op.FairBurn && call.Method == removeTokenMethod
}

// removed says whether the pool no longer has the token. It is false for the pool's own BPT, which
// cannot be removed.
func (op RemoveToken) removed(now *ops.Snapshot) bool {
	return now.IndexOf(op.Token) < 0 && op.Token != now.Pool.Address
}

// emptying are the items that leave the pool none of the token: the cash goes to the asset manager,
// then the managed balance is set to zero.
func (op RemoveToken) emptying(token ops.Token) []assetmanager.Item {
	update := assetmanager.Item{Kind: assetmanager.Update, Token: token.Address, Name: token.Symbol.String(), Amount: units.Amount{Decimals: token.Decimals}}
	if token.Cash.Raw.IsZero() {
		return []assetmanager.Item{update}
	}
	return []assetmanager.Item{{Kind: assetmanager.Withdraw, Token: token.Address, Name: token.Symbol.String(), Amount: token.Cash}, update}
}

const removeTokenMethod = "removeToken(address,uint256,address)"

func (op RemoveToken) removeStep(now *ops.Snapshot) ops.Step {
	return ops.Step{Does: op.remove, Call: ops.Call{
		From: now.Pool.Owner, To: now.Pool.Address, Why: "only the owner may remove a token",
		Data:   managedpool.NewManagedPool().PackRemoveToken(op.Token, op.Burn.Raw.ToBig(), now.Pool.Owner),
		Method: removeTokenMethod,
		Args: []ops.Arg{
			{Name: "tokenToRemove", Value: op.Token.Hex() + " " + op.symbol(now)},
			{Name: "burnAmount", Value: ops.AmountArg(op.Burn)}, {Name: "sender", Value: now.Pool.Owner.Hex() + " (the owner)"},
		},
	}}
}

// remove mirrors ManagedPoolSettings.removeToken. It collects the AUM fee, moves the last token to
// the index of the removed one, and scales up the other weights.
func (op RemoveToken) remove(s *ops.Snapshot) error {
	if err := s.CollectAumFee(); err != nil {
		return err
	}
	index := s.IndexOf(op.Token)
	weights, err := poolmath.RemoveTokenWeights(weightsOf(s), index)
	if err != nil {
		return fmt.Errorf("the weights without the token: %w", err)
	}
	last := len(s.Tokens) - 1
	s.Tokens[index] = s.Tokens[last]
	s.Tokens = s.Tokens[:last]
	s.TellApart()
	setWeights(s, weights)
	s.BurnBpt(s.Pool.Owner, op.Burn.Raw)
	return nil
}

func (op RemoveToken) symbol(now *ops.Snapshot) string {
	if token, err := now.Token(op.Token); err == nil {
		return token.Symbol.String()
	}
	return op.Token.Hex()
}

// FairBurn is the BPT for a token's share of the pool: actual supply * weight. It is rounded up, so
// that the LPs do not pay.
func FairBurn(pool *ops.Snapshot, weight units.Fixed) (units.Amount, error) {
	raw, err := poolmath.MulUp(pool.Supply.Actual.Raw, uint256.Int(weight))
	if err != nil {
		return units.Amount{}, fmt.Errorf("the fair burn: %w", err)
	}
	return units.Amount{Raw: raw, Decimals: ops.BptDecimals}, nil
}

// ShutDoors are the doors that the operation shuts.
func (op RemoveToken) ShutDoors() ops.Doors { return op.Doors }

// WithDoors is the operation with other doors.
func (op RemoveToken) WithDoors(d ops.Doors) ops.Operation { op.Doors = d; return op }

// Empties says whether the call withdraws the token.
func (RemoveToken) Empties(call ops.Call) bool { return call.Method == assetmanager.Method }
