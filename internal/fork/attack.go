package fork

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/exposure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Attack is what a stranger tried between two calls of the step, or after its last,
// mined, and taken back afterwards.
type Attack struct {
	Call int    `json:"after_call"` // counted from 1
	What string `json:"what"`       // may hold symbols, which are hostile text
	// Works says that it went through and that he gained by it. Where it did not go
	// through, Revert says why.
	Works  bool    `json:"works"`
	Revert *Revert `json:"revert,omitempty"`
	// Took is the share of the pool's value that he gained, at the pool's spot prices
	// before the step, rounded down. A token that had no price counts as nothing.
	Took units.Fixed `json:"took"`
}

// none says whether the pool has nothing of a token.
func none(token ops.Token) bool { balance := token.Balance().Raw; return balance.IsZero() }

// unlike says whether the pool has other tokens than before the step, or nothing of
// one: elsewhere there is nothing to be gained between calls.
func (s *step) unlike() bool {
	if len(s.Before.Tokens) != len(s.After.Tokens) {
		return true
	}
	for _, token := range s.After.Tokens {
		if was, err := s.Before.Token(token.Address); err != nil || none(token) || was.Balance().Raw != token.Balance().Raw {
			return true
		}
	}
	return false
}

// thief has nothing but what gas costs, and what an attack's funds give him.
func thief() common.Address {
	return common.HexToAddress("0x7111ef0000000000000000000000000000007111")
}

// assault is an attack as calls. The first one decides whether it works.
type assault struct {
	what  string
	calls []ops.Call
	funds []ops.Call // the calls that give him what he pays with
	held  bool       // he leaves when the rest of the step is done
}

// attackBetween tries to rob the pool in the state after a call, and then makes the
// fork what it was.
func (s *step) attackBetween(ctx context.Context, call int) error {
	list, err := s.assaults(ctx, call)
	if err != nil {
		return err
	}
	for _, a := range list {
		var back string
		if err := s.call(ctx, &back, "evm_snapshot"); err != nil {
			return err
		}
		one, err := s.assault(ctx, a, call)
		if err != nil {
			return err
		}
		s.Attacks = append(s.Attacks, one)
		if err := s.back(ctx, back); err != nil {
			return err
		}
	}
	return nil
}

// attackEnd tries to rob a pool that the step leaves open.
func (s *step) attackEnd(ctx context.Context, call int) error {
	if _, open := ops.OpenNow(s.After); !open {
		return nil
	}
	return s.attackBetween(ctx, call)
}

func (s *step) assault(ctx context.Context, a assault, call int) (Attack, error) {
	one := Attack{Call: call + 1, What: a.what}
	if err := s.prepare(ctx, a.funds); err != nil {
		return one, err
	}
	before, err := s.purse(ctx)
	if err != nil {
		return one, err
	}
	calls := a.calls
	if a.held { // he leaves when the rest is done
		last := len(calls) - 1
		calls = append(append(calls[:last:last], s.Plan.Calls[call+1:]...), calls[last])
	}
	for i, c := range calls {
		result, err := s.do(ctx, c, s.After.Block.Time+units.Time(i)+2, s.book)
		if err != nil {
			return one, err
		}
		if one.Revert = result.Revert; one.Revert != nil && (i == 0 || i == len(calls)-1) {
			return one, nil
		}
	}
	after, err := s.purse(ctx)
	if err != nil {
		return one, err
	}
	one.Revert = nil // a failed call between them does not stop him
	one.Took = exposure.SpotMarket(s.Before).Gained(s.Before, before, after)
	one.Works = one.Took != units.Fixed{}
	return one, nil
}

// assaults are those that empty a pool which has nothing of a token, and the join that
// is held until the step is done.
func (s *step) assaults(ctx context.Context, call int) ([]assault, error) {
	now := s.After
	if len(now.Tokens) < 2 || now.Supply.Actual.Raw.IsZero() {
		return nil, nil
	}
	cheap := cheapest(s.Before, now)
	dear := (cheap + 1) % len(now.Tokens)
	bpt := hundredths(&now.Supply.Actual.Raw, 199)
	funds, err := s.fromManager(ctx, now.Tokens[cheap])
	if err != nil {
		return nil, err
	}
	list := []assault{
		{"join with " + now.Tokens[cheap].Symbol.String() + " for 199% of the supply (TOKEN_IN_FOR_EXACT_BPT), and leave", []ops.Call{
			joinAs(now, words(uint256.NewInt(tokenInForBpt), bpt, uint256.NewInt(uint64(cheap)))),
			exitAs(now, words(uint256.NewInt(exactBptForAll), bpt))}, funds, false},
		{"swap " + now.Tokens[cheap].Symbol.String() + " for 30% of " + now.Tokens[dear].Symbol.String() + " (GIVEN_OUT)", []ops.Call{
			swapAs(now, cheap, dear, hundredths(&now.Tokens[dear].Cash.Raw, 30))}, funds, false},
	}
	if call == len(s.Plan.Calls)-1 {
		return list, nil // nothing is left to hold for
	}
	hold, err := s.holding(ctx)
	return append(list, hold), err
}

// holding joins with a part of what the Vault has, as much as that pays for, and
// leaves with all tokens when the rest of the step is done.
func (s *step) holding(ctx context.Context) (assault, error) {
	funds, part, err := s.fromVault(ctx)
	bpt := hundredths(&s.After.Supply.Actual.Raw, part)
	return assault{fmt.Sprintf("join with all tokens for %d%% of the supply (ALL_TOKENS_IN_FOR_EXACT_BPT), and exit after all calls", part), []ops.Call{
		joinAs(s.After, words(uint256.NewInt(allTokensIn), bpt)),
		exitAs(s.After, words(uint256.NewInt(exactBptForAll), bpt))}, funds, true}, err
}

// tokenInForBpt is WeightedPoolUserData.JoinKind.TOKEN_IN_FOR_EXACT_BPT_OUT.
const tokenInForBpt = 2

// cheapest is the token of which the pool has nothing; else one that came, else the last.
func cheapest(before, now *ops.Snapshot) int {
	at := len(now.Tokens) - 1
	for i := range now.Tokens {
		if none(now.Tokens[i]) {
			return i
		}
		if _, err := before.Token(now.Tokens[i].Address); err != nil {
			at = i
		}
	}
	return at
}

func hundredths(of *uint256.Int, n uint64) *uint256.Int {
	part := new(uint256.Int).Mul(of, uint256.NewInt(n))
	return part.Div(part, uint256.NewInt(100))
}

func joinAs(now *ops.Snapshot, userData []byte) ops.Call {
	assets, most := assetsOf(now, new(uint256.Int).SetAllOne().ToBig())
	data := vault.NewVault().PackJoinPool(now.Pool.ID, thief(), thief(), vault.IVaultJoinPoolRequest{Assets: assets, MaxAmountsIn: most, UserData: userData})
	return ops.Call{From: thief(), To: now.Pool.Vault, Data: data, Method: "joinPool"}
}

func exitAs(now *ops.Snapshot, userData []byte) ops.Call {
	assets, least := assetsOf(now, new(big.Int))
	data := vault.NewVault().PackExitPool(now.Pool.ID, thief(), thief(), vault.IVaultExitPoolRequest{Assets: assets, MinAmountsOut: least, UserData: userData})
	return ops.Call{From: thief(), To: now.Pool.Vault, Data: data, Method: "exitPool"}
}

func swapAs(now *ops.Snapshot, in, out int, amount *uint256.Int) ops.Call {
	const givenOut = 1
	data := vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: now.Pool.ID, Kind: givenOut,
		AssetIn: now.Tokens[in].Address, AssetOut: now.Tokens[out].Address, Amount: amount.ToBig()},
		vault.IVaultFundManagement{Sender: thief(), Recipient: thief()}, new(uint256.Int).SetAllOne().ToBig(), new(uint256.Int).SetAllOne().ToBig())
	return ops.Call{From: thief(), To: now.Pool.Vault, Data: data, Method: "swap"}
}

// assetsOf are the Vault's tokens of the pool, BPT first, and a limit for each.
func assetsOf(now *ops.Snapshot, limit *big.Int) ([]common.Address, []*big.Int) {
	assets, limits := []common.Address{now.Pool.Address}, []*big.Int{limit}
	for _, token := range now.Tokens {
		assets, limits = append(assets, token.Address), append(limits, limit)
	}
	return assets, limits
}
