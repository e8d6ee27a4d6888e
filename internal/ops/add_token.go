package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// AddToken adds a token to the pool and gives it a balance: the owner calls
// ManagedPoolSettings.addToken, and the asset manager approves the Vault and calls
// Vault.managePoolBalance with an UPDATE and a DEPOSIT. A deposit alone reverts, because it
// takes from a managed balance that a new token does not have.
//
// Between addToken and the deposit the token has no balance, and anyone who joins with it
// or sells it pays nothing. So the pool's doors are shut before, and opened again
// afterwards.
//
// Planned again when some of its calls are mined, it plans exactly the others.
type AddToken struct {
	Token        common.Address `json:"token"`
	Weight       units.Fixed    `json:"weight"`
	AssetManager common.Address `json:"asset_manager"` // who pays the deposit
	Deposit      units.Amount   `json:"deposit"`
	Mint         units.Amount   `json:"mint"` // BPT; zero for none
	// Supply is the actual supply that deposit and mint were made for, before the mint;
	// zero where nobody has said.
	Supply units.Amount `json:"supply,omitzero"`
	// Neutral says that the deposit was worked out from the price, and FairMint that
	// the mint is what is fair: both of the pool of when this was made.
	Neutral  bool           `json:"neutral_deposit,omitzero"`
	FairMint bool           `json:"fair_mint,omitzero"`
	MintTo   common.Address `json:"mint_to"`
	// Price is what one is worth, to hold the deposit against; zero: nobody said.
	Price TokenPrice `json:"price,omitzero"`
	// Doors are the pool's before all this, and how they are shut.
	Doors Doors `json:"doors"`
	// ApproveLater has the allowance come behind addToken, as the batches of other
	// programs have it, though one account sends both.
	ApproveLater bool `json:"approve_later,omitempty"`

	// fits says that the amounts are those for the current supply, not for the supply when
	// it was made.
	fits bool
}

// Name is the command's name.
func (AddToken) Name() string { return "add-token" }

// Watch names the payer's and the Vault's share of the token, and the BPT of
// all who are given some. A token outside the pool may have a breaker in it.
func (op AddToken) Watch(pool *Snapshot) Watch {
	keys := append(movedHoldings(pool, op.Token, op.AssetManager), aumHoldings(pool)...)
	if !op.Mint.Raw.IsZero() {
		keys = append(keys, HoldingKey{pool.Pool.Address, op.MintTo})
	}
	w := Watch{Holdings: each(keys), Members: op.Doors.watch()}
	if _, err := pool.Token(op.Token); err != nil {
		w.Removed = []common.Address{op.Token}
	}
	return w
}

// Plan predicts the calls that are left. It is a plan with a refusal, not an
// error, where one of them would revert.
func (op AddToken) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(op.Token, op.AssetManager) == nil {
		return nil, fmt.Errorf("what %s has of %s was not read", op.AssetManager, op.Token)
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
	findings := op.adviseDone(now)
	if len(steps) > 0 {
		findings = append(op.refusals(now), op.Doors.refusals(now, own)...)
	}
	plan, err := planSteps(op, before, now, steps, findings)
	if err == nil {
		plan.Operation = made
	}
	if err != nil || plan.Refused() || len(steps) == 0 {
		return plan, err
	}
	plan.Window = op.Doors.window(now, op.symbol(now), steps)
	plan.Findings = append(plan.Findings, op.Doors.advice(now, plan.Window)...)
	plan.Findings = append(plan.Findings, op.advice(now, plan.Predicted)...)
	plan.Dilutes = op.dilutes(now)
	plan.Gives, err = op.gives(now)
	return plan, err
}

// steps are its own calls that are left to be made. The allowance comes first
// where that is no other sender's turn: it can fail, and does no harm early.
func (op AddToken) steps(now *Snapshot) []step {
	var left []step
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
	return append(left, manageStep(now, op.AssetManager,
		balanceOp{updateKind, op.Token, op.symbol(now), op.reported(now)},
		balanceOp{depositKind, op.Token, op.symbol(now), op.rest(now)}))
}

// allow has the Vault take the rest of the deposit, and exactly that. An allowance for more
// stays where others have left since it was given.
func (op AddToken) allow(now *Snapshot) []step {
	rest := op.rest(now)
	held := now.Holding(op.Token, op.AssetManager)
	smaller := op.scale(now).fell() || rest != op.Deposit
	if smaller && !held.Allowance.Raw.Lt(&rest.Raw) {
		return nil
	}
	return approveSteps(now, op.Token, op.AssetManager, rest.Raw)
}

// added says whether the pool has the token as this operation adds it, and, where it is
// not shut, with nothing in it but this operation's deposit. Its weight may be above the one
// asked for by as many wei as there are tokens: the remainder of rounding the
// others.
func (op AddToken) added(now *Snapshot) bool {
	token, err := now.Token(op.Token)
	if err != nil || token.AssetManager != op.AssetManager || token.Weight.Int().Lt(op.Weight.Int()) {
		return false
	}
	var above uint256.Int
	above.Sub(token.Weight.Int(), op.Weight.Int())
	return above.LtUint64(uint64(len(now.Tokens))) && (token.Empty() || op.shutFor(now) || op.holdsDeposit(now, token))
}

// shutFor says whether the pool is shut around the deposit, so that only exits and joins
// in proportion can change what it has.
func (op AddToken) shutFor(now *Snapshot) bool {
	return op.Doors.Closing != AtOnce && (len(op.Doors.opening(now)) > 0 || !now.Pool.SwapEnabled)
}

// tradedTimes is how many times more or less than the deposit a token's balance may be
// and still be what others' trades have made of it.
const tradedTimes = 4

// holdsDeposit says whether the deposit was made. While swaps are disabled, only exits
// and joins in proportion can have changed it since. Once they are enabled anybody may
// have traded: then the balance has to be of the deposit's size, for while a token has
// none a stranger can give the pool a little of it.
func (op AddToken) holdsDeposit(now *Snapshot, token *Token) bool {
	if op.shutFor(now) {
		return op.enough(now, token.Balance())
	}
	least, most, held := op.Deposit.Raw, uint256.Int{}, token.Balance()
	least.Div(&least, uint256.NewInt(tradedTimes))
	_, over := most.MulOverflow(&op.Deposit.Raw, uint256.NewInt(tradedTimes))
	return !token.Empty() && !held.Raw.Lt(&least) && (over || !held.Raw.Gt(&most))
}

func (op AddToken) funded(now *Snapshot) bool {
	token, err := now.Token(op.Token)
	return err == nil && op.added(now) && op.holdsDeposit(now, token)
}

// Empty says whether the pool counts nothing of the token as its own.
func (t Token) Empty() bool { return t.Cash.Raw.IsZero() && t.Managed.Raw.IsZero() }

const addTokenMethod = "addToken(address,address,uint256,uint256,address)"

func (op AddToken) addStep(now *Snapshot) step {
	weight := fmt.Sprintf("%s (%s)", op.Weight.Raw(), op.Weight.Percent())
	return step{does: op.add, exposes: true, call: Call{
		From: now.Pool.Owner, To: now.Pool.Address, Why: "only the owner may add a token",
		Data: managedpool.NewManagedPool().PackAddToken(op.Token, op.AssetManager, units.RawOf(op.Weight),
			op.Mint.Raw.ToBig(), op.MintTo),
		Method: addTokenMethod,
		Args: []Arg{
			{"tokenToAdd", op.Token.Hex() + " " + op.symbol(now)}, {"assetManager", op.AssetManager.Hex()},
			{"tokenToAddNormalizedWeight", weight},
			{"mintAmount", amountArg(op.Mint)}, {"recipient", op.MintTo.Hex()},
		},
	}}
}

// add mirrors ManagedPoolSettings.addToken: the AUM fee is collected, the others
// make room, and the token comes last, without a balance.
func (op AddToken) add(s *Snapshot) error {
	if err := s.collectAumFee(); err != nil {
		return err
	}
	weights, err := poolmath.AddTokenWeights(s.weights(), uint256.Int(op.Weight))
	if err != nil {
		return fmt.Errorf("the weights with the new token: %w", err)
	}
	held := s.Holding(op.Token, op.AssetManager)
	breaker, err := s.breakerAgain(op.Token, held.Decimals)
	if err != nil {
		return fmt.Errorf("the circuit breaker of %s: %w", op.Token, err)
	}
	nothing := units.Amount{Decimals: held.Decimals}
	s.Tokens = append(s.Tokens, Token{
		Address: op.Token, Symbol: held.Symbol, Decimals: held.Decimals,
		Cash: nothing, Managed: nothing, AssetManager: op.AssetManager, Breaker: breaker,
	})
	s.setWeights(weights)
	s.mintBpt(op.MintTo, op.Mint.Raw)
	return nil
}

func (s *Snapshot) weights() []uint256.Int {
	weights := make([]uint256.Int, len(s.Tokens))
	for i, token := range s.Tokens {
		weights[i] = uint256.Int(token.Weight)
	}
	return weights
}

// setWeights mirrors _startGradualWeightChange with a change that begins and
// ends in this block.
func (s *Snapshot) setWeights(weights []uint256.Int) {
	s.Weights = Ramp{Start: s.Block.Time, End: s.Block.Time}
	for i, weight := range weights {
		s.Tokens[i].StartWeight, s.Tokens[i].EndWeight = units.Fixed(weight), units.Fixed(weight)
	}
}

// symbol is the token's own name for itself, or its address where it has none.
func (op AddToken) symbol(now *Snapshot) string {
	if held := now.Holding(op.Token, op.AssetManager); held != nil && held.Symbol != "" {
		return held.Symbol.String()
	}
	return op.Token.Hex()
}

// UsualAssetManager is the one that all tokens have, or else the owner.
func (s *Snapshot) UsualAssetManager() common.Address {
	usual := common.Address{}
	for i, token := range s.Tokens {
		if i > 0 && token.AssetManager != usual {
			return s.Pool.Owner
		}
		usual = token.AssetManager
	}
	if usual == (common.Address{}) {
		return s.Pool.Owner
	}
	return usual
}
