// Package newpool has how a pool is created: the call of a factory, what it refuses, and the pool that
// it makes.
package newpool

import (
	"fmt"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpoolfactory"
	"mpool/bindings/managedpoolfactoryv1"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// CreatePool creates a Managed Pool with a factory. Anyone may do this, for any owner. The pool is
// empty until its first join.
type CreatePool struct {
	Sender     common.Address `json:"sender"`
	Factory    common.Address `json:"factory"`
	Generation ops.Generation `json:"generation"` // of the factory
	Title      named.Pool     `json:"name"`
	Symbol     named.Symbol   `json:"symbol"`
	Owner      common.Address `json:"owner"`
	Tokens     []NewToken     `json:"tokens"` // ascending by address
	SwapFee    units.Fixed    `json:"swap_fee"`
	AumFee     units.Fixed    `json:"aum_fee"`
	AumFeeID   uint64         `json:"aum_fee_id"` // in the ProtocolFeePercentagesProvider; 3 is AUM
	Swaps      bool           `json:"swaps"`      // enabled at the start
	Allowlist  bool           `json:"allowlist"`  // enabled at the start
	Salt       common.Hash    `json:"salt"`       // v2 only
}

// NewToken is a token of the pool to create.
type NewToken struct {
	Token        common.Address `json:"token"`
	Weight       units.Fixed    `json:"weight"`
	AssetManager common.Address `json:"asset_manager"` // zero: the token never has one
}

// Name is the command's name.
func (CreatePool) Name() string { return "create" }

func (CreatePool) ByAnyone() {}

// Plan predicts the new pool. It has no call if the pool exists already.
func (op CreatePool) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Weights.End != 0 { // an existing pool has had a weight change, at its creation
		return ops.PlanSteps(op, before, now, nil, nil)
	}
	plan, err := ops.PlanSteps(op, before, now, []ops.Step{{Call: op.Creation(), Does: op.does}}, op.Refusals())
	if err == nil && !plan.Refused() {
		plan.Findings = append(plan.Findings, op.advice()...)
	}
	return plan, err
}

// AumFeeName is the name of a fee in the ProtocolFeePercentagesProvider.
func AumFeeName(id uint64) string {
	names := []string{"swap", "flash loan", "yield", "AUM"}
	if id < uint64(len(names)) {
		return names[id]
	}
	return "unknown"
}

// Refusals mirror the checks of the factory and of the pool's constructor.
func (op CreatePool) Refusals() []ops.Finding {
	const fewest, most = 2, 50
	refuse := func(code, summary, hint string) []ops.Finding {
		return []ops.Finding{{Severity: ops.Refuse, Code: code, Summary: summary, Hint: hint}}
	}
	switch n := len(op.Tokens); {
	case n < fewest:
		return refuse("BAL#200", "a pool needs at least 2 tokens", "")
	case n > most:
		return refuse("BAL#201", "a pool can have at most 50 tokens", "")
	}
	var weights []uint256.Int
	for i, t := range op.Tokens {
		switch {
		case t.Token == common.Address{}:
			return refuse("BAL#309", "the zero address is not a token", "")
		case i > 0 && op.Tokens[i-1].Token.Cmp(t.Token) >= 0:
			return refuse("BAL#101", "name each token once, sorted by address", "")
		}
		weights = append(weights, uint256.Int(t.Weight))
	}
	if err := poolmath.CheckWeights(weights); err != nil {
		return refuse(ops.RevertCode(err), "each weight must be at least 1%, and the sum exactly 100%"+op.wrongWeight(), "")
	}
	if err := poolmath.CheckSwapFee(uint256.Int(op.SwapFee)); err != nil {
		return refuse(ops.RevertCode(err), "the swap fee must be 0.0001% to 95%", "")
	}
	if err := poolmath.CheckAumFee(uint256.Int(op.AumFee)); err != nil {
		return refuse(ops.RevertCode(err), "the AUM fee must be at most 95% a year", "")
	}
	if op.AumFeeID > 3 {
		return refuse("aum.id", fmt.Sprintf("%d is not a valid protocol fee type: 0 is swap, 1 flash loan, 2 yield, 3 AUM", op.AumFeeID), "use 3")
	}
	return nil
}

// advice reports what the factory accepts but the creator may not want.
func (op CreatePool) advice() []ops.Finding {
	found := []ops.Finding{{Severity: ops.Note, Code: "create.aum", Summary: fmt.Sprintf("the protocol's share of the AUM fee is that of fee type %d, %s", op.AumFeeID, AumFeeName(op.AumFeeID))}}
	if op.Generation == ops.V1 {
		found = append(found, ops.Finding{Severity: ops.Note, Code: "create.provisional", Summary: "the address is provisional: a v1 factory numbers its pools, and a pool that someone else creates first takes it", Hint: "use the address that mpool shows after mining"})
	}
	if !op.Allowlist {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "create.open", Summary: "anyone can make the first join before you, with any amounts and so at any prices; disabling swaps does not prevent that", Hint: "create the pool with the allowlist enabled; mpool first-join can disable it again"})
	}
	found = append(found, ops.AdviseNewFees(op.SwapFee, op.AumFee)...)
	for _, t := range op.Tokens {
		if t.AssetManager == (common.Address{}) {
			found = append(found, ops.Finding{Severity: ops.Warn, Code: "create.manager", Summary: fmt.Sprintf("%s will never have an asset manager: it can never be withdrawn by one or removed", t.Token)})
		}
	}
	switch op.Owner {
	case common.Address{}:
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "create.owner", Summary: "the owner is the zero address: nobody can ever change the pool"})
	case common.HexToAddress("0xBA1BA1ba1BA1bA1bA1Ba1BA1ba1BA1bA1ba1ba1B"):
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "create.owner", Summary: "the owner is Balancer's delegate address: Balancer's governance decides who can change the pool"})
	}
	return found
}

// Creation is the call of the factory.
func (op CreatePool) Creation() ops.Call {
	call := ops.Call{From: op.Sender, To: op.Factory, Why: "anyone may create a pool", Method: "create", Args: op.args()}
	var tokens, managers []common.Address
	var weights []*big.Int
	for _, t := range op.Tokens {
		tokens, managers, weights = append(tokens, t.Token), append(managers, t.AssetManager), append(weights, units.RawOf(t.Weight))
	}
	id := new(big.Int).SetUint64(op.AumFeeID)
	if op.Generation == ops.V1 {
		call.Method = "create((string,string,address[],uint256[],address[],uint256,bool,bool,uint256,uint256),address)"
		call.Data = managedpoolfactoryv1.NewManagedPoolFactory().PackCreate(managedpoolfactoryv1.ManagedPoolSettingsNewPoolParams{
			Name: string(op.Title), Symbol: op.Symbol.Bare(), Tokens: tokens, NormalizedWeights: weights, AssetManagers: managers, SwapFeePercentage: units.RawOf(op.SwapFee),
			SwapEnabledOnStart: op.Swaps, MustAllowlistLPs: op.Allowlist, ManagementAumFeePercentage: units.RawOf(op.AumFee), AumFeeId: id,
		}, op.Owner)
		return call
	}
	call.Method = "create((string,string,address[]),(address[],uint256[],uint256,bool,bool,uint256,uint256),address,bytes32)"
	call.Data = managedpoolfactory.NewManagedPoolFactory().PackCreate(
		managedpoolfactory.ManagedPoolManagedPoolParams{Name: string(op.Title), Symbol: op.Symbol.Bare(), AssetManagers: managers},
		managedpoolfactory.ManagedPoolSettingsManagedPoolSettingsParams{
			Tokens: tokens, NormalizedWeights: weights, SwapFeePercentage: units.RawOf(op.SwapFee), SwapEnabledOnStart: op.Swaps,
			MustAllowlistLPs: op.Allowlist, ManagementAumFeePercentage: units.RawOf(op.AumFee), AumFeeId: id,
		}, op.Owner, op.Salt)
	return call
}

// args are in the order of the calldata. Name and symbol are quoted: they may be any text, even a
// number.
func (op CreatePool) args() []ops.Arg {
	list := []ops.Arg{{Name: "owner", Value: op.Owner.Hex()}}
	if op.Generation == ops.V2 {
		list = append(list, ops.Arg{Name: "salt", Value: op.Salt.Hex()})
	}
	list = append(list, ops.Arg{Name: "name", Value: strconv.Quote(string(op.Title))}, ops.Arg{Name: "symbol", Value: strconv.Quote(op.Symbol.Bare())})
	for _, t := range op.Tokens {
		list = append(list, ops.Arg{Name: "token " + t.Token.Hex(), Value: t.Weight.Percent() + ", asset manager " + t.AssetManager.Hex()})
	}
	return append(list, ops.Arg{Name: "swapFeePercentage", Value: op.SwapFee.Percent()},
		ops.Arg{Name: "swapEnabledOnStart", Value: fmt.Sprint(op.Swaps)}, ops.Arg{Name: "mustAllowlistLPs", Value: fmt.Sprint(op.Allowlist)},
		ops.Arg{Name: "managementAumFeePercentage", Value: op.AumFee.Percent()}, ops.Arg{Name: "aumFeeId", Value: fmt.Sprintf("%d (%s)", op.AumFeeID, AumFeeName(op.AumFeeID))})
}

// does mirrors the constructors of ManagedPool and ManagedPoolSettings.
func (op CreatePool) does(s *ops.Snapshot) error {
	s.Pool.Name, s.Pool.Symbol, s.Pool.Owner, s.Pool.Generation = op.Title, op.Symbol, op.Owner, op.Generation
	s.Pool.SwapEnabled, s.Pool.JoinExitEnabled, s.Pool.MustAllowlistLPs = op.Swaps, true, op.Allowlist
	s.Weights = ops.Ramp{Start: s.Block.Time, End: s.Block.Time}
	s.Fees.SwapFeeRamp, s.Fees.StartSwapFee, s.Fees.EndSwapFee, s.Fees.AumFee = s.Weights, op.SwapFee, op.SwapFee, op.AumFee
	if len(s.Tokens) != len(op.Tokens) {
		return fmt.Errorf("read %d tokens of a pool of %d", len(s.Tokens), len(op.Tokens))
	}
	for i, t := range op.Tokens {
		token := &s.Tokens[i]
		if token.Address != t.Token {
			return fmt.Errorf("read %s instead of %s", token.Address, t.Token)
		}
		token.AssetManager, token.StartWeight, token.EndWeight = t.AssetManager, t.Weight, t.Weight
	}
	return nil
}

// Receivers are the owner and the asset managers, other than the sender.
func (op CreatePool) Receivers() []common.Address {
	accounts := []common.Address{op.Owner}
	for _, token := range op.Tokens {
		accounts = append(accounts, token.AssetManager)
	}
	return ops.OtherThan(op.Sender, accounts...)
}

// wrongWeight names the first weight below 1 %, or else a sum that is not 100 %. It is empty if the
// weights are valid.
func (op CreatePool) wrongWeight() string {
	var sum uint256.Int
	for _, t := range op.Tokens {
		if t.Weight.Int().Lt(uint256.NewInt(1e16)) {
			return fmt.Sprintf(": %s has %s", t.Token, units.CutPercent(t.Weight))
		}
		sum.Add(&sum, t.Weight.Int())
	}
	if sum == *units.FixedOne().Int() {
		return ""
	}
	return fmt.Sprintf(": it is %s", units.Against(units.Fixed(sum), units.FixedOne()))
}
