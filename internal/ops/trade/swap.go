package trade

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Swap trades one token of a pool for another by Vault.swap, or BPT for one of them. Anyone can do
// this. The Vault's allowance is exactly the amount. If only a maximum is known, the unused
// allowance is revoked afterwards.
type Swap struct {
	Trader
	In       common.Address `json:"in"`
	Out      common.Address `json:"out"`
	GivenOut bool           `json:"given_out"` // Amount goes out; otherwise it comes in
	Amount   units.Amount   `json:"amount"`
	Limit    units.Amount   `json:"limit"`    // the minimum out, or the maximum in
	Deadline units.Time     `json:"deadline"` // the latest time of mining
}

// Name is the command's name.
func (Swap) Name() string { return "swap" }

func (Swap) ByAnyone() {}

func (op Swap) Due() ops.Due {
	return ops.Due{At: op.Deadline, Code: "BAL#508", Longer: "use a longer --within"}
}

// Watch names what sender, recipient and Vault have of both tokens, and for BPT who the asset
// managers are.
func (op Swap) Watch(pool *ops.Snapshot) ops.Watch {
	w := op.watch(pool, []common.Address{op.In, op.Out})
	if op.Out == pool.Pool.Address {
		w.Members = ops.Each(append(w.Members, ops.ManagersOf(pool)...))
	}
	return w
}

// Before records the balances of sender and recipient in this state.
func (op Swap) Before(now *ops.Snapshot) Swap {
	out := op.Limit
	if op.GivenOut {
		out = op.Amount
	}
	op.Paid = []Stock{op.paid(now, op.In, op.most().Decimals)}
	op.Got = []Stock{op.got(now, op.Out, out)}
	return op
}

// most is the allowance that the Vault needs: the amount in, or its maximum.
func (op Swap) most() units.Amount {
	if op.GivenOut {
		return op.Limit
	}
	return op.Amount
}

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op Swap) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if err := op.read(now, []common.Address{op.In, op.Out}); err != nil {
		return nil, err
	}
	if op.Done(now) {
		return ops.PlanSteps(op, before, now, op.leftover(now, []common.Address{op.In}), nil)
	}
	steps := append(op.allow(now, op.In, op.most()), op.step(now))
	if op.GivenOut {
		steps = append(steps, op.takeBack(now, op.In)...)
	}
	plan, err := ops.PlanSteps(op, before, now, steps, op.refusals(now))
	if err == nil && !plan.Refused() {
		plan.Findings = append(plan.Findings, op.advice(now)...)
	}
	return plan, err
}

// Amounts are the amounts in and out at the state's own time, in the tokens' own decimals. The
// amount in is rounded up, the amount out down.
func (op Swap) Amounts(now *ops.Snapshot) (in, out units.Amount, err error) {
	pool, err := now.Math(op.Sender)
	if err != nil {
		return in, out, err
	}
	other, err := pool.OnSwap(uint64(now.Block.Time), poolmath.Swap{
		GivenOut: op.GivenOut, In: mathIndex(now, op.In), Out: mathIndex(now, op.Out), Amount: op.Amount.Raw})
	in, out = op.Amount, units.Amount{Raw: other, Decimals: ops.DecimalsOf(now, op.Out)}
	if op.GivenOut {
		in, out = units.Amount{Raw: other, Decimals: ops.DecimalsOf(now, op.In)}, op.Amount
	}
	return in, out, err
}

// mathIndex is a token's index in poolmath. For a token that is not in the pool it is an invalid
// index.
func mathIndex(s *ops.Snapshot, token common.Address) int {
	if token == s.Pool.Address {
		return poolmath.BPT
	}
	if i := s.IndexOf(token); i >= 0 {
		return i
	}
	return len(s.Tokens)
}

// Refusals are the refusals of the Vault and the pool that apply to any sender, in order.
func (op Swap) Refusals(now *ops.Snapshot) []ops.Finding {
	if now.Pool.VaultPaused {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#402", Summary: "the Vault is paused: nobody can swap"}}
	}
	var found []ops.Finding
	if op.Amount.Raw.IsZero() {
		found = append(found, ops.Finding{Severity: ops.Refuse, Code: "BAL#510", Summary: "the amount is zero: use a positive amount"})
	}
	in, out, err := op.Amounts(now)
	if found = append(found, op.attempt(now).withLimits(now, mathRefusal(now, err))...); len(found) > 0 {
		return found
	}
	if i := now.IndexOf(op.In); i >= 0 {
		found = append(found, refuseCashOf(now, i, true, in.Raw)...)
	}
	if i := now.IndexOf(op.Out); i >= 0 {
		found = append(found, op.refuseCashOut(now, i, out.Raw)...)
	}
	return found
}

// refusals mirror Vault.swap and the functions that it calls, in order.
func (op Swap) refusals(now *ops.Snapshot) []ops.Finding {
	if now.Pool.VaultPaused {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#402", Summary: "the Vault is paused: nobody can swap"}}
	}
	if now.Block.Time > op.Deadline {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#508", Summary: fmt.Sprintf("the deadline %s has passed (block time %s)", op.Deadline, now.Block.Time), Hint: "plan again with a longer --within"}}
	}
	found := op.Refusals(now)
	in, out, err := op.Amounts(now)
	if err != nil {
		return found
	}
	found = append(found, refuseSwapLimit(op, in, out)...)
	found = append(found, op.refuseMix(op.In, op.FromInternal, in.Raw)...)
	found = append(found, op.refuseMix(op.Out, op.ToInternal, out.Raw)...)
	if op.inNative(op.In) {
		in = op.most() // the swap sends the maximum, and the Vault returns the rest
	}
	if op.In == now.Pool.Address {
		found = append(found, refuseSwapBpt(op, now, in)...)
	} else {
		found = append(found, op.refuseFunds(now, op.In, in, "balance")...)
	}
	if op.Out == now.Pool.Address {
		found = append(found, refuseOpen(now)...)
	}
	return found
}

// refuseCashOut mirrors BalanceAllocation.decreaseCash. A swap reaches this check before any token
// moves.
func (op Swap) refuseCashOut(now *ops.Snapshot, index int, amount uint256.Int) []ops.Finding {
	found := refuseCashOf(now, index, false, amount)
	for i := range found {
		found[i].Code = "BAL#001"
	}
	return found
}

func refuseSwapLimit(op Swap, in, out units.Amount) []ops.Finding {
	if !op.GivenOut && out.Raw.Lt(&op.Limit.Raw) {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#507", Summary: fmt.Sprintf("the swap would return %s, less than the minimum of %s", out, op.Limit), Hint: "plan again, or use a larger --slippage"}}
	}
	if op.GivenOut && in.Raw.Gt(&op.Limit.Raw) {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#507", Summary: fmt.Sprintf("the swap would take %s, more than the maximum of %s", in, op.Limit), Hint: "plan again, or use a larger --slippage"}}
	}
	return nil
}

// refuseBpt checks the sender's BPT after the collection of the AUM fee. If the sender is the
// owner, that adds a part of the fee.
func refuseSwapBpt(op Swap, now *ops.Snapshot, in units.Amount) []ops.Finding {
	then := now.Clone()
	if err := then.CollectAumFee(); err != nil {
		return mathRefusal(now, err)
	}
	return op.refuseFunds(then, op.In, in, "BAL#416")
}

// advice reports what the Vault accepts but the sender may not want.
func (op Swap) advice(now *ops.Snapshot) []ops.Finding {
	found := op.advise()
	if op.Deadline < now.Block.Time+ops.SendMargin {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "swap.tight", Summary: "must be mined by " + op.Deadline.String() + "; after that it reverts (BAL#508)", Hint: "use a longer --within"})
	}
	if op.Limit.Raw.IsZero() && !op.GivenOut {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "swap.unlimited", Summary: "no limit: the swap runs at any price that others cause before it is mined", Hint: "use a --slippage below 100%"})
	}
	found = append(found, op.holdLimit(now)...)
	if op.Out == now.Pool.Address {
		found = append(found, ops.AdviseTrust(now)...)
	}
	if op.In == now.Pool.Address {
		found = append(found, ops.AdviseHollow(now)...)
	}
	return found
}

const swapMethod = "swap((bytes32,uint8,address,address,uint256,bytes),(address,bool,address,bool),uint256,uint256)"

func (op Swap) step(now *ops.Snapshot) ops.Step {
	kind, given, limit := uint8(0), "amount in", "minimum out"
	if op.GivenOut {
		kind, given, limit = 1, "amount out", "maximum in"
	}
	data := vault.NewVault().PackSwap(
		vault.IVaultSingleSwap{PoolId: now.Pool.ID, Kind: kind, AssetIn: op.asset(op.In), AssetOut: op.asset(op.Out), Amount: op.Amount.Raw.ToBig(), UserData: []byte{}},
		vault.IVaultFundManagement{Sender: op.Sender, FromInternalBalance: op.FromInternal, Recipient: op.Recipient, ToInternalBalance: op.ToInternal}, op.Limit.Raw.ToBig(), bigOf(op.Deadline))
	var value uint256.Int
	if op.inNative(op.In) {
		value = op.most().Raw
	}
	return ops.Step{Does: op.Apply, Call: ops.Call{
		From: op.Sender, To: now.Pool.Vault, Data: data, Method: swapMethod, Why: "the sender pays", Value: value,
		Args: append(op.recipientArgs(true), []ops.Arg{
			{Name: limit, Value: ops.AmountArg(op.Limit)}, {Name: "deadline", Value: op.Deadline.String()},
			{Name: "in", Value: op.assetText(now, op.In)}, {Name: "out", Value: op.assetText(now, op.Out)}, {Name: given, Value: ops.AmountArg(op.Amount)},
		}...),
	}}
}

// Apply mirrors Vault.swap. A swap from or to BPT first collects the AUM fee.
func (op Swap) Apply(s *ops.Snapshot) error {
	in, out, err := op.Amounts(s)
	if err != nil {
		return err
	}
	if op.In == s.Pool.Address || op.Out == s.Pool.Address {
		if err := s.CollectAumFee(); err != nil {
			return err
		}
	}
	op.pay(s, op.In, in.Raw)
	op.get(s, op.Out, out.Raw)
	return nil
}
