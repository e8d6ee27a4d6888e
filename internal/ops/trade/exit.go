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

// ExitKind says which side of an exit is exact.
type ExitKind string

// The kinds of exits in WeightedPoolUserData and BasePoolUserData.
const (
	ExitOneToken    ExitKind = "one-token"    // EXACT_BPT_IN_FOR_ONE_TOKEN_OUT
	ExitAllTokens   ExitKind = "all-tokens"   // EXACT_BPT_IN_FOR_TOKENS_OUT
	ExitExactTokens ExitKind = "exact-tokens" // BPT_IN_FOR_EXACT_TOKENS_OUT
	ExitRecovery    ExitKind = "recovery"     // RECOVERY_MODE_EXIT_KIND
)

const RecoveryKind = 255

// Exit takes tokens out of a pool for BPT by Vault.exitPool. Anyone with BPT can do this. It needs
// no allowance, because the pool burns its own token.
type Exit struct {
	Trader
	Kind ExitKind `json:"kind"`
	// Amounts are exact for ExitExactTokens, and minimums otherwise.
	Amounts []TokenAmount  `json:"amounts"`
	Bpt     units.Amount   `json:"bpt"`            // exact; the maximum for ExitExactTokens
	Token   common.Address `json:"token,omitzero"` // for ExitOneToken
}

// Name is the command's name.
func (Exit) Name() string { return "exit" }

func (Exit) ByAnyone() {}

func (op Exit) tokens() []common.Address { return Join{Amounts: op.Amounts}.tokens() }

// Watch reads the tokens of recipient and Vault, and the BPT. An exit that pays every token also
// watches tokens without a limit.
func (op Exit) Watch(pool *ops.Snapshot) ops.Watch {
	tokens := op.tokens()
	if op.paysAll() {
		tokens = ops.Each(append(tokens, ops.TokensOf(pool)...))
	}
	return op.watch(pool, append(tokens, pool.Pool.Address))
}

// paysAll says whether the exit pays every token.
func (op Exit) paysAll() bool { return op.Kind == ExitAllTokens || op.Kind == ExitRecovery }

// Before records the balances of sender and recipient in this state.
func (op Exit) Before(now *ops.Snapshot) Exit {
	op.Paid, op.Got = []Stock{op.paid(now, now.Pool.Address, ops.BptDecimals)}, nil
	for _, a := range op.Amounts {
		if !op.inNative(a.Token) || !a.Amount.Raw.IsZero() {
			op.Got = append(op.Got, op.got(now, a.Token, a.Amount))
		}
	}
	return op
}

// Plan predicts the call. If it would revert, the plan has a refusal; that is not an error.
func (op Exit) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
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
		return ops.PlanSteps(op, before, now, nil, nil)
	}
	plan, err := ops.PlanSteps(op, before, now, []ops.Step{op.step(now, limits)}, op.refusals(now, limits))
	if err == nil && !plan.Refused() {
		plan.Findings = append(plan.Findings, append(op.advice(now, limits), ops.AdviseHollow(now)...)...)
	}
	return plan, err
}

// math is the exit as input for the contract's arithmetic.
func (op Exit) math(now *ops.Snapshot, amounts []uint256.Int) (poolmath.Exit, error) {
	switch op.Kind {
	case ExitOneToken:
		return poolmath.Exit{Kind: poolmath.ExitOneToken, Bpt: op.Bpt.Raw, Index: uint64(mathIndex(now, op.Token))}, nil
	case ExitAllTokens:
		return poolmath.Exit{Kind: poolmath.ExitAllTokens, Bpt: op.Bpt.Raw}, nil
	case ExitExactTokens:
		return poolmath.Exit{Kind: poolmath.ExitExactTokens, Amounts: amounts, MaxBpt: op.Bpt.Raw}, nil
	}
	return poolmath.Exit{}, fmt.Errorf("unknown kind of exit: %q", units.Clip(string(op.Kind)))
}

// Outcome is the BPT that the exit burns at the state's own time, and the amounts that it pays, in
// the Vault's order.
func (op Exit) Outcome(now *ops.Snapshot) (bpt uint256.Int, amounts []uint256.Int, err error) {
	exact, err := inOrder(now, op.Amounts)
	if err != nil {
		return bpt, nil, err
	}
	pool, err := now.Math(op.Sender)
	if err != nil {
		return bpt, nil, err
	}
	if op.Kind == ExitRecovery {
		if now.Pool.Generation == ops.V2 { // v2 pays a share of the cash only
			for i, token := range now.Tokens {
				pool.Tokens[i].Balance = token.Cash.Raw
			}
		}
		amounts, err = pool.OnRecoveryExit(op.Bpt.Raw)
		return op.Bpt.Raw, amounts, err
	}
	exit, err := op.math(now, exact)
	if err != nil {
		return bpt, nil, err
	}
	return pool.OnExit(uint64(now.Block.Time), exit)
}

// refusals mirror Vault.exitPool and the functions that it calls, in order.
func (op Exit) refusals(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	bpt, amounts, err := op.Outcome(now)
	if err != nil {
		return op.capped(now, op.attempt(now).withLimits(now, moreThanAll(mathRefusal(now, err))))
	}
	if found := op.refuseBpt(now, units.Amount{Raw: bpt, Decimals: ops.BptDecimals}); len(found) > 0 {
		return op.capped(now, found) // the pool burns the BPT before the Vault pays anything
	}
	var found []ops.Finding
	for i, token := range now.Tokens {
		if amounts[i].Lt(&limits[i]) {
			found = append(found, ops.Finding{Severity: ops.Refuse, Code: "BAL#505", Summary: fmt.Sprintf("the exit would return %s %s, less than the minimum of %s",
				units.Amount{Raw: amounts[i], Decimals: token.Decimals}, token.Symbol, units.Amount{Raw: limits[i], Decimals: token.Decimals}), Hint: "plan again, or use a larger --slippage"})
		}
		found = append(found, op.atMost(now, amounts, refuseCashOf(now, i, false, amounts[i]))...)
		found = append(found, op.refuseMix(token.Address, op.ToInternal, amounts[i])...)
	}
	return found
}

// refuseBpt checks the sender's BPT after the collection of the AUM fee. If the sender is the
// owner, that adds a part of the fee.
func (op Exit) refuseBpt(now *ops.Snapshot, bpt units.Amount) []ops.Finding {
	then := now.Clone()
	if op.Kind != ExitRecovery {
		if err := then.CollectAumFee(); err != nil {
			return mathRefusal(now, err)
		}
	}
	return op.refuseFunds(then, now.Pool.Address, bpt, "BAL#434")
}

// capped changes the hint of an exit of more BPT than the sender has, if the pool accepts all that the
// sender has: a larger amount is of no use.
func (op Exit) capped(now *ops.Snapshot, found []ops.Finding) []ops.Finding {
	has := op.Has(now, now.Pool.Address)
	if has == nil || has.Raw.IsZero() || op.Kind == ExitExactTokens || !has.Raw.Lt(&op.Bpt.Raw) {
		return found
	}
	op.Bpt = *has
	if _, _, err := op.Outcome(now); err != nil {
		return found
	}
	for i := range found {
		found[i].Hint = "use --bpt 100%: all that the account has"
	}
	return found
}

func (op Exit) advice(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	found := op.advise()
	for _, a := range op.Amounts {
		if !a.Amount.Raw.IsZero() {
			return append(found, op.holdLimit(now, limits)...)
		}
	}
	return append(found, ops.Finding{Severity: ops.Warn, Code: "exit.unlimited", Summary: "no limit: the exit runs at any price that others cause before it is mined", Hint: "use a --slippage below 100%"})
}

const exitMethod = "exitPool(bytes32,address,address,(address[],uint256[],bytes,bool))"

func (op Exit) step(now *ops.Snapshot, limits []uint256.Int) ops.Step {
	args := amountsArgs(now, map[bool]string{true: "exactly", false: "at least"}[op.Kind == ExitExactTokens], limits)
	bpt := ops.Arg{Name: "BPT", Value: "exactly " + ops.AmountArg(op.Bpt)}
	if op.Kind == ExitExactTokens {
		bpt.Value = "at most " + ops.AmountArg(op.Bpt)
	}
	return ops.Step{Does: op.Apply, Call: ops.Call{
		From: op.Sender, To: now.Pool.Vault, Method: exitMethod, Why: "this burns the sender's BPT",
		Data: vault.NewVault().PackExitPool(now.Pool.ID, op.Sender, op.Recipient, vault.IVaultExitPoolRequest{
			Assets: op.assets(now), MinAmountsOut: withBpt(new(big.Int), limits), UserData: op.userData(now, limits), ToInternalBalance: op.ToInternal,
		}),
		Args: append(append(op.recipientArgs(false), args...), bpt, ops.Arg{Name: "kind", Value: string(op.Kind)}),
	}}
}

func (op Exit) userData(now *ops.Snapshot, amounts []uint256.Int) []byte {
	switch op.Kind {
	case ExitOneToken:
		return userData(uint64(poolmath.ExitOneToken), op.Bpt.Raw, *uint256.NewInt(uint64(mathIndex(now, op.Token))))
	case ExitAllTokens:
		return userData(uint64(poolmath.ExitAllTokens), op.Bpt.Raw)
	case ExitExactTokens:
		return userDataOf(uint64(poolmath.ExitExactTokens), amounts, op.Bpt.Raw)
	}
	return userData(RecoveryKind, op.Bpt.Raw)
}

// Apply mirrors ManagedPool.onExitPool and PoolBalances._processExitPoolTransfers. A
// recovery exit collects no fee.
func (op Exit) Apply(s *ops.Snapshot) error {
	bpt, amounts, err := op.Outcome(s)
	if err != nil {
		return err
	}
	if op.Kind != ExitRecovery {
		if err := s.CollectAumFee(); err != nil {
			return err
		}
	}
	s.BurnBpt(op.Sender, bpt)
	for i, token := range ops.TokensOf(s) {
		if !amounts[i].IsZero() {
			op.get(s, token, amounts[i])
		}
	}
	return nil
}
