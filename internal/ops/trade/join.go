package trade

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// JoinKind says which side of a join is exact.
type JoinKind string

// The kinds of joins in WeightedPoolUserData.
const (
	JoinExactTokens JoinKind = "exact-tokens" // EXACT_TOKENS_IN_FOR_BPT_OUT
	JoinOneToken    JoinKind = "one-token"    // TOKEN_IN_FOR_EXACT_BPT_OUT
	JoinAllTokens   JoinKind = "all-tokens"   // ALL_TOKENS_IN_FOR_EXACT_BPT_OUT
)

// Join puts tokens into a pool for BPT by Vault.joinPool. Any account that the allowlist admits can
// do this. The Vault's allowances are exactly the amounts. If only a maximum is known, the unused
// allowance is revoked afterwards.
type Join struct {
	Trader
	Kind JoinKind `json:"kind"`
	// Amounts are exact for JoinExactTokens, and maximums otherwise.
	Amounts []TokenAmount  `json:"amounts"`
	Bpt     units.Amount   `json:"bpt"`            // exact; the minimum for JoinExactTokens
	Token   common.Address `json:"token,omitzero"` // for JoinOneToken
}

// Name is the command's name.
func (Join) Name() string { return "join" }

func (Join) ByAnyone() {}

// tokens are the tokens to pay.
func (op Join) tokens() []common.Address {
	var list []common.Address
	for _, a := range op.Amounts {
		list = append(list, a.Token)
	}
	return list
}

// Watch reads the tokens of sender and Vault, the BPT, and the asset managers.
func (op Join) Watch(pool *ops.Snapshot) ops.Watch {
	w := op.watch(pool, append(op.tokens(), pool.Pool.Address))
	w.Members = ops.Each(append(w.Members, ops.ManagersOf(pool)...))
	return w
}

// Before records the balances of sender and recipient in this state.
func (op Join) Before(now *ops.Snapshot) Join {
	op.Paid, op.Got = nil, []Stock{op.got(now, now.Pool.Address, op.Bpt)}
	for _, a := range op.Amounts {
		if !a.Amount.Raw.IsZero() {
			op.Paid = append(op.Paid, op.paid(now, a.Token, a.Amount.Decimals))
		}
	}
	return op
}

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op Join) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	limits, err := inOrder(now, op.Amounts)
	if err == nil {
		err = op.read(now, append(op.tokens(), now.Pool.Address))
	}
	if err != nil {
		return nil, err
	}
	if op.Done(now) {
		return ops.PlanSteps(op, before, now, op.leftover(now, op.mostly()), nil)
	}
	plan, err := ops.PlanSteps(op, before, now, op.steps(now, limits), op.refusals(now, limits))
	if err == nil && !plan.Refused() {
		plan.Findings = append(plan.Findings, append(op.advice(now, limits), ops.AdviseTrust(now)...)...)
	}
	return plan, err
}

func (op Join) steps(now *ops.Snapshot, limits []uint256.Int) []ops.Step {
	var steps, after []ops.Step
	for _, a := range op.Amounts {
		steps = append(steps, op.allow(now, a.Token, a.Amount)...)
	}
	for _, token := range op.mostly() {
		after = append(after, op.takeBack(now, token)...)
	}
	return append(append(steps, op.step(now, limits)), after...)
}

// mostly are the tokens whose amount is only a maximum.
func (op Join) mostly() []common.Address {
	var list []common.Address
	for _, a := range op.Amounts {
		if op.Kind != JoinExactTokens && !a.Amount.Raw.IsZero() {
			list = append(list, a.Token)
		}
	}
	return list
}

// math is the join as input for the contract's arithmetic.
func (op Join) math(now *ops.Snapshot, amounts []uint256.Int) (poolmath.Join, error) {
	switch op.Kind {
	case JoinExactTokens:
		return poolmath.Join{Kind: poolmath.JoinExactTokensIn, Amounts: amounts, MinBpt: op.Bpt.Raw}, nil
	case JoinOneToken:
		return poolmath.Join{Kind: poolmath.JoinTokenIn, Bpt: op.Bpt.Raw, Index: uint64(mathIndex(now, op.Token))}, nil
	case JoinAllTokens:
		return poolmath.Join{Kind: poolmath.JoinAllTokensIn, Bpt: op.Bpt.Raw}, nil
	}
	return poolmath.Join{}, fmt.Errorf("unknown kind of join: %q", units.Clip(string(op.Kind)))
}

// Outcome is the BPT that the join mints at the state's own time, and the amounts that it takes, in
// the Vault's order.
func (op Join) Outcome(now *ops.Snapshot) (bpt uint256.Int, amounts []uint256.Int, err error) {
	exact, err := inOrder(now, op.Amounts)
	if err != nil {
		return bpt, nil, err
	}
	join, err := op.math(now, exact)
	if err != nil {
		return bpt, nil, err
	}
	pool, err := now.Math(op.Sender)
	if err != nil {
		return bpt, nil, err
	}
	return pool.OnJoin(uint64(now.Block.Time), join)
}

// refusals mirror Vault.joinPool and the functions that it calls, in order.
func (op Join) refusals(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	if now.Pool.VaultPaused {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#402", Summary: "the Vault is paused: nobody can join"}}
	}
	_, amounts, err := op.Outcome(now)
	if err != nil {
		return op.attempt(now).withLimits(now, mathRefusal(now, err))
	}
	var found []ops.Finding
	for i, token := range now.Tokens {
		amount := units.Amount{Raw: amounts[i], Decimals: token.Decimals}
		if amounts[i].Gt(&limits[i]) {
			found = append(found, ops.Finding{Severity: ops.Refuse, Code: "BAL#506", Summary: fmt.Sprintf("the join would take %s %s, more than the maximum of %s", amount, token.Symbol, units.Amount{Raw: limits[i], Decimals: token.Decimals}), Hint: "plan again, or use a larger --slippage"})
		}
		found = append(found, op.refuseMix(token.Address, op.FromInternal, amounts[i])...)
		if op.inNative(token.Address) {
			amount.Raw = limits[i] // the join sends the maximum, and the Vault returns the rest
		}
		found = append(found, op.refuseFunds(now, token.Address, amount, "balance")...)
		found = append(found, refuseCashOf(now, i, true, amounts[i])...)
	}
	return append(found, refuseOpen(now)...)
}

func (op Join) advice(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	found := op.advise()
	if op.Kind == JoinExactTokens && op.Bpt.Raw.IsZero() {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "join.unlimited", Summary: "no limit: the join runs at any price that others cause before it is mined", Hint: "use a --slippage below 100%"})
	}
	return append(found, op.holdLimit(now, limits)...)
}

const joinMethod = "joinPool(bytes32,address,address,(address[],uint256[],bytes,bool))"

func (op Join) step(now *ops.Snapshot, limits []uint256.Int) ops.Step {
	data := op.userData(now, limits)
	args := amountsArgs(now, map[bool]string{true: "exactly", false: "at most"}[op.Kind == JoinExactTokens], limits)
	bpt := ops.Arg{Name: "BPT", Value: "exactly " + ops.AmountArg(op.Bpt)}
	if op.Kind == JoinExactTokens {
		bpt.Value = "at least " + ops.AmountArg(op.Bpt)
	}
	value := op.valueOf(now, limits)
	args = append(append(op.recipientArgs(false), args...), bpt, ops.Arg{Name: "kind", Value: string(op.Kind)})
	return ops.Step{Does: op.Apply, Call: ops.Call{
		From: op.Sender, To: now.Pool.Vault, Method: joinMethod, Why: "the sender pays", Value: value,
		Data: vault.NewVault().PackJoinPool(now.Pool.ID, op.Sender, op.Recipient, vault.IVaultJoinPoolRequest{
			Assets: op.assets(now), MaxAmountsIn: withBpt(new(big.Int), limits), UserData: data, FromInternalBalance: op.FromInternal,
		}),
		Args: args,
	}}
}

func (op Join) userData(now *ops.Snapshot, amounts []uint256.Int) []byte {
	switch op.Kind {
	case JoinExactTokens:
		return userDataOf(uint64(poolmath.JoinExactTokensIn), amounts, op.Bpt.Raw)
	case JoinOneToken:
		return userData(uint64(poolmath.JoinTokenIn), op.Bpt.Raw, *uint256.NewInt(uint64(mathIndex(now, op.Token))))
	}
	return userData(uint64(poolmath.JoinAllTokensIn), op.Bpt.Raw)
}

// Apply mirrors ManagedPool.onJoinPool and PoolBalances._processJoinPoolTransfers.
func (op Join) Apply(s *ops.Snapshot) error {
	bpt, amounts, err := op.Outcome(s)
	if err != nil {
		return err
	}
	if err := s.CollectAumFee(); err != nil {
		return err
	}
	s.MintBpt(op.Recipient, bpt)
	for i, token := range ops.TokensOf(s) {
		if !amounts[i].IsZero() {
			op.pay(s, token, amounts[i])
		}
	}
	return nil
}
