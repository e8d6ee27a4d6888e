package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
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
	Doors Doors `json:"doors"`
}

// Name is the command's name.
func (RemoveToken) Name() string { return "remove-token" }

// Watch reads the token's balances of the asset manager and the Vault, and the BPT of the owner and
// the fees collector.
func (op RemoveToken) Watch(pool *Snapshot) Watch {
	keys := AumHoldings(pool)
	if op.AssetManager != (common.Address{}) {
		keys = append(keys, movedHoldings(pool, op.Token, op.AssetManager)...)
	}
	return Watch{Holdings: Each(keys), Members: op.Doors.watch()}
}

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op RemoveToken) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(now.Pool.Address, now.Pool.Owner) == nil {
		return nil, fmt.Errorf("mpool did not read the owner's BPT balance")
	}
	if err := op.Doors.read(now); err != nil {
		return nil, err
	}
	made := op
	op = op.fitted(now)
	own := op.steps(now)
	steps, err := op.Doors.around(now, own)
	if err != nil {
		return nil, err
	}
	var refusals []Finding
	if len(steps) > 0 {
		refusals = append(op.refusals(now), op.Doors.refusals(now, own)...)
		refusals = append(refusals, op.refuseGrown(now)...)
	}
	plan, err := PlanSteps(op, before, now, steps, refusals)
	if err == nil {
		plan.Operation = made
	}
	if err != nil || plan.Refused() || len(steps) == 0 {
		return plan, err
	}
	plan.Dilutes = op.dilutes(now)
	plan.Window = op.Doors.window(now, op.symbol(now), steps)
	plan.Findings = append(plan.Findings, op.Doors.advice(now, plan.Window)...)
	plan.Findings = append(plan.Findings, op.advice(now, plan.Predicted)...)
	return plan, nil
}

// steps are the remaining calls of the operation itself.
func (op RemoveToken) steps(now *Snapshot) []Step {
	var left []Step
	if token := op.withdrawn(now); token != nil {
		withdraw := manageStep(now, token.AssetManager, op.emptying(*token)...)
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
func (op RemoveToken) withdrawn(now *Snapshot) *Token {
	token, err := now.Token(op.Token)
	if err != nil || token.Empty() || token.AssetManager == (common.Address{}) {
		return nil
	}
	return token
}

// drifts covers the withdrawal, which takes the whole balance, and a fair burn.
func (op RemoveToken) drifts(call, _ Call) bool {
	return call.Method == manageMethod || op.FairBurn && call.Method == removeTokenMethod
}

// removed says whether the pool no longer has the token. It is false for the pool's own BPT, which
// cannot be removed.
func (op RemoveToken) removed(now *Snapshot) bool {
	return now.IndexOf(op.Token) < 0 && op.Token != now.Pool.Address
}

// emptying are the items that leave the pool none of the token: the cash goes to the asset manager,
// then the managed balance is set to zero.
func (op RemoveToken) emptying(token Token) []balanceOp {
	update := balanceOp{updateKind, token.Address, token.Symbol.String(), units.Amount{Decimals: token.Decimals}}
	if token.Cash.Raw.IsZero() {
		return []balanceOp{update}
	}
	return []balanceOp{{withdrawKind, token.Address, token.Symbol.String(), token.Cash}, update}
}

const removeTokenMethod = "removeToken(address,uint256,address)"

func (op RemoveToken) removeStep(now *Snapshot) Step {
	return Step{Does: op.remove, Call: Call{
		From: now.Pool.Owner, To: now.Pool.Address, Why: "only the owner may remove a token",
		Data:   managedpool.NewManagedPool().PackRemoveToken(op.Token, op.Burn.Raw.ToBig(), now.Pool.Owner),
		Method: removeTokenMethod,
		Args: []Arg{
			{"tokenToRemove", op.Token.Hex() + " " + op.symbol(now)},
			{"burnAmount", AmountArg(op.Burn)}, {"sender", now.Pool.Owner.Hex() + " (the owner)"},
		},
	}}
}

// remove mirrors ManagedPoolSettings.removeToken. It collects the AUM fee, moves the last token to
// the index of the removed one, and scales up the other weights.
func (op RemoveToken) remove(s *Snapshot) error {
	if err := s.CollectAumFee(); err != nil {
		return err
	}
	index := s.IndexOf(op.Token)
	weights, err := poolmath.RemoveTokenWeights(s.weights(), index)
	if err != nil {
		return fmt.Errorf("the weights without the token: %w", err)
	}
	last := len(s.Tokens) - 1
	s.Tokens[index] = s.Tokens[last]
	s.Tokens = s.Tokens[:last]
	s.TellApart()
	s.setWeights(weights)
	s.BurnBpt(s.Pool.Owner, op.Burn.Raw)
	return nil
}

// IndexOf is the token's index, or -1 if the pool does not have the token.
func (s *Snapshot) IndexOf(address common.Address) int {
	for i, token := range s.Tokens {
		if token.Address == address {
			return i
		}
	}
	return -1
}

func (op RemoveToken) symbol(now *Snapshot) string {
	if token, err := now.Token(op.Token); err == nil {
		return token.Symbol.String()
	}
	return op.Token.Hex()
}

// FairBurn is the BPT for a token's share of the pool: actual supply * weight. It is rounded up, so
// that the LPs do not pay.
func FairBurn(pool *Snapshot, weight units.Fixed) (units.Amount, error) {
	raw, err := poolmath.MulUp(pool.Supply.Actual.Raw, uint256.Int(weight))
	if err != nil {
		return units.Amount{}, fmt.Errorf("the fair burn: %w", err)
	}
	return units.Amount{Raw: raw, Decimals: BptDecimals}, nil
}
