// Package tokenset has the changes of which tokens a pool has: a token is added with its deposit, or
// removed with its withdrawal, while the pool's doors are shut.
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

// AddToken adds a token to the pool and gives it a balance. The owner calls
// ManagedPoolSettings.addToken. The asset manager then approves the Vault and calls
// Vault.managePoolBalance with an UPDATE and a DEPOSIT. A deposit alone reverts: it takes from a
// managed balance, and a new token has none.
//
// Between addToken and the deposit the token has no balance, and anyone who joins with it or sells
// it pays nothing. So the pool's doors are shut before and opened again afterwards.
//
// A new plan after some of the calls were mined has exactly the remaining calls.
type AddToken struct {
	Token        common.Address `json:"token"`
	Weight       units.Fixed    `json:"weight"`
	AssetManager common.Address `json:"asset_manager"` // pays the deposit
	Deposit      units.Amount   `json:"deposit"`
	Mint         units.Amount   `json:"mint"` // in BPT; zero mints none
	// Supply is the actual supply, before the mint, for which Deposit and Mint were chosen. Zero
	// means unknown.
	Supply units.Amount `json:"supply,omitzero"`
	// Neutral says that Deposit was computed from the price. FairMint says that Mint is the fair
	// mint. Both were computed from the pool when the operation was made.
	Neutral  bool           `json:"neutral_deposit,omitzero"`
	FairMint bool           `json:"fair_mint,omitzero"`
	MintTo   common.Address `json:"mint_to"`
	// Price is the price of one whole token, to check the deposit against. Zero means that the user
	// gave none.
	Price TokenPrice `json:"price,omitzero"`
	// Doors are the pool's doors before the operation, and how to shut them.
	Doors ops.Doors `json:"doors"`
	// ApproveLater puts the approval after addToken even if one account sends both, as the batches
	// of other programs do.
	ApproveLater bool `json:"approve_later,omitempty"`

	// fits says that the amounts were scaled to the current supply.
	fits bool
}

// Name is the command's name.
func (AddToken) Name() string { return "add-token" }

// Watch reads the token's balances of the payer and the Vault, and the BPT of all accounts that
// receive some. It also reads the circuit breaker that a token outside the pool may have left.
func (op AddToken) Watch(pool *ops.Snapshot) ops.Watch {
	keys := append(assetmanager.Holdings(pool, op.Token, op.AssetManager), ops.AumHoldings(pool)...)
	if !op.Mint.Raw.IsZero() {
		keys = append(keys, ops.HoldingKey{Token: pool.Pool.Address, Account: op.MintTo})
	}
	w := ops.Watch{Holdings: ops.Each(keys), Members: op.Doors.Suspended()}
	if _, err := pool.Token(op.Token); err != nil {
		w.Removed = []common.Address{op.Token}
	}
	return w
}

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op AddToken) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(op.Token, op.AssetManager) == nil {
		return nil, fmt.Errorf("what %s has of %s was not read", op.AssetManager, op.Token)
	}
	made := op
	op = op.fitted(now)
	plan, err := op.Doors.Plan(op, before, now, ops.Behind{
		Token: op.symbol(now), Steps: op.steps(now), Refusals: op.refusals(now), Done: op.adviseDone(now),
		Advice: func(after *ops.Snapshot) []ops.Finding { return op.advice(now, after) },
	})
	if err != nil {
		return nil, err
	}
	plan.Operation = made
	if plan.Refused() || len(plan.Calls) == 0 {
		return plan, nil
	}
	if !op.added(now) {
		plan.Dilutes = op.terms(now).dilutes()
	}
	if !op.funded(now) {
		plan.Gives, err = op.terms(now).gives()
	}
	return plan, err
}

// steps are the remaining calls of the operation itself. The approval comes first if the owner
// sends it too: it can fail, and it does no harm early.
func (op AddToken) steps(now *ops.Snapshot) []ops.Step {
	var left []ops.Step
	if !op.added(now) {
		left = append(left, op.addStep(now))
	}
	if op.funded(now) {
		return append(left, op.takeBack(now)...)
	}
	allow := op.allow(now)
	if op.AssetManager == now.Pool.Owner && !op.ApproveLater {
		left = append(allow, left...)
	} else {
		left = append(left, allow...)
	}
	return append(left, assetmanager.Manage(now, op.AssetManager,
		assetmanager.Item{Kind: assetmanager.Update, Token: op.Token, Name: op.symbol(now), Amount: op.reported(now)},
		assetmanager.Item{Kind: assetmanager.Deposit, Token: op.Token, Name: op.symbol(now), Amount: op.rest(now)}))
}

// allow approves the Vault for exactly the rest of the deposit. If LPs have left since the
// approval, a larger allowance stays.
func (op AddToken) allow(now *ops.Snapshot) []ops.Step {
	rest := op.rest(now)
	held := now.Holding(op.Token, op.AssetManager)
	smaller := op.scale(now).fell() || rest != op.Deposit
	if smaller && !held.Allowance.Raw.Lt(&rest.Raw) {
		return nil
	}
	return op.payment(now).Approve(now)
}

// payment is the rest of the deposit.
func (op AddToken) payment(now *ops.Snapshot) assetmanager.Payment {
	return assetmanager.Payment{Token: op.Token, Account: op.AssetManager, Amount: op.rest(now)}
}

// added says whether the pool has the token with the weight and the manager of this operation. If
// the pool is not shut, its balance must be zero or this operation's deposit. The weight may exceed
// the planned one by fewer wei than there are tokens: that is the remainder of rounding the other
// weights.
func (op AddToken) added(now *ops.Snapshot) bool {
	token, err := now.Token(op.Token)
	if err != nil || token.AssetManager != op.AssetManager || token.Weight.Int().Lt(op.Weight.Int()) {
		return false
	}
	var above uint256.Int
	above.Sub(token.Weight.Int(), op.Weight.Int())
	return above.LtUint64(uint64(len(now.Tokens))) && (token.Empty() || op.Doors.Around(now) || op.holdsDeposit(now, token))
}

// tradedTimes limits how far trades may have moved the balance from the deposit: it must lie
// between a quarter of the deposit and four times the deposit.
const tradedTimes = 4

// holdsDeposit says whether the deposit was made. While swaps are disabled, only exits and
// proportional joins can have changed it. Once they are enabled, anyone may have traded, so the
// balance must be of the deposit's size: a stranger can give the pool a little of a token that has
// no balance.
func (op AddToken) holdsDeposit(now *ops.Snapshot, token *ops.Token) bool {
	if op.Doors.Around(now) {
		return op.enough(now, token.Balance())
	}
	least, most, held := op.Deposit.Raw, uint256.Int{}, token.Balance()
	least.Div(&least, uint256.NewInt(tradedTimes))
	_, over := most.MulOverflow(&op.Deposit.Raw, uint256.NewInt(tradedTimes))
	return !token.Empty() && !held.Raw.Lt(&least) && (over || !held.Raw.Gt(&most))
}

func (op AddToken) funded(now *ops.Snapshot) bool {
	token, err := now.Token(op.Token)
	return err == nil && op.added(now) && op.holdsDeposit(now, token)
}

const addTokenMethod = "addToken(address,address,uint256,uint256,address)"

// Adds says whether a call adds a token, and mints for it.
func Adds(call ops.Call) bool { return call.Method == addTokenMethod }

func (op AddToken) addStep(now *ops.Snapshot) ops.Step {
	weight := fmt.Sprintf("%s (%s)", op.Weight.Raw(), op.Weight.Percent())
	return ops.Step{Does: op.add, Exposes: true, Call: ops.Call{
		From: now.Pool.Owner, To: now.Pool.Address, Why: "only the owner may add a token",
		Data: managedpool.NewManagedPool().PackAddToken(op.Token, op.AssetManager, units.RawOf(op.Weight),
			op.Mint.Raw.ToBig(), op.MintTo),
		Method: addTokenMethod,
		Args: []ops.Arg{
			{Name: "tokenToAdd", Value: op.Token.Hex() + " " + op.symbol(now)}, {Name: "assetManager", Value: op.AssetManager.Hex()},
			{Name: "tokenToAddNormalizedWeight", Value: weight},
			{Name: "mintAmount", Value: ops.AmountArg(op.Mint)}, {Name: "recipient", Value: op.MintTo.Hex()},
		},
	}}
}

// add mirrors ManagedPoolSettings.addToken. It collects the AUM fee, reduces the other weights, and
// appends the token without a balance.
func (op AddToken) add(s *ops.Snapshot) error {
	if err := s.CollectAumFee(); err != nil {
		return err
	}
	weights, err := poolmath.AddTokenWeights(weightsOf(s), uint256.Int(op.Weight))
	if err != nil {
		return fmt.Errorf("the weights with the new token: %w", err)
	}
	held := s.Holding(op.Token, op.AssetManager)
	breaker, err := breakerAgain(s, op.Token, held.Decimals)
	if err != nil {
		return fmt.Errorf("the circuit breaker of %s: %w", op.Token, err)
	}
	nothing := units.Amount{Decimals: held.Decimals}
	s.Tokens = append(s.Tokens, ops.Token{
		Address: op.Token, Symbol: held.Symbol, Decimals: held.Decimals,
		Cash: nothing, Managed: nothing, AssetManager: op.AssetManager, Breaker: breaker,
	})
	s.TellApart()
	setWeights(s, weights)
	s.MintBpt(op.MintTo, op.Mint.Raw)
	return nil
}

// weightsOf are the current weights, in the order of the tokens.
func weightsOf(s *ops.Snapshot) []uint256.Int {
	weights := make([]uint256.Int, len(s.Tokens))
	for i, token := range s.Tokens {
		weights[i] = uint256.Int(token.Weight)
	}
	return weights
}

// setWeights mirrors _startGradualWeightChange with a change that starts and ends in this block.
func setWeights(s *ops.Snapshot, weights []uint256.Int) {
	s.Weights = ops.Ramp{Start: s.Block.Time, End: s.Block.Time}
	for i, weight := range weights {
		s.Tokens[i].StartWeight, s.Tokens[i].EndWeight = units.Fixed(weight), units.Fixed(weight)
	}
}

// symbol is the token's symbol, or its address if it has no symbol.
func (op AddToken) symbol(now *ops.Snapshot) string {
	if held := now.Holding(op.Token, op.AssetManager); held != nil && held.Symbol.Bare() != "" {
		return held.Symbol.String()
	}
	return op.Token.Hex()
}

// ShutDoors are the doors that the operation shuts.
func (op AddToken) ShutDoors() ops.Doors { return op.Doors }

// WithDoors is the operation with other doors.
func (op AddToken) WithDoors(d ops.Doors) ops.Operation { op.Doors = d; return op }
