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

// Attack is a try to rob the pool between two calls of the step, or after its last call. It was
// mined on the fork and undone.
type Attack struct {
	Call int    `json:"after_call"` // counted from 1
	What string `json:"what"`       // may hold symbols, which are hostile text
	// Works says that the attack succeeded with a gain. If it failed, Revert says why.
	Works  bool    `json:"works"`
	Revert *Revert `json:"revert,omitempty"`
	// Took is the attacker's gain as a share of the pool's value, at the pool's spot prices before
	// the step, rounded down. A token without a price counts as 0.
	Took units.Fixed `json:"took"`
}

// none says whether the pool's balance of a token is zero.
func none(token ops.Token) bool { balance := token.Balance().Raw; return balance.IsZero() }

// unlike says whether the pool's tokens or balances differ from those before the step, or a balance
// is zero. Otherwise an attack between calls can gain nothing.
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

// thief is the attacker's address. It has only money for gas and the funds of the attack.
func thief() common.Address {
	return common.HexToAddress("0x7111ef0000000000000000000000000000007111")
}

// assault is an attack as a list of calls. The attack fails if the first or the last call reverts.
type assault struct {
	what  string
	calls []ops.Call
	funds []ops.Call // transfers that give the thief the tokens for the attack
	held  bool       // the last call comes after the rest of the step
}

// attackBetween tries each attack on the state after a call, and undoes it.
func (s *step) attackBetween(ctx context.Context, call int) error {
	list, err := s.assaults(ctx, call)
	if err != nil {
		return err
	}
	for _, a := range list {
		var back string
		if err := s.fork.call(ctx, &back, "evm_snapshot"); err != nil {
			return err
		}
		one, err := s.assault(ctx, a, call)
		if err != nil {
			return err
		}
		s.Attacks = append(s.Attacks, one)
		if err := s.fork.back(ctx, back); err != nil {
			return err
		}
	}
	return nil
}

// attackEnd tries the attacks after the last call, if users can act on the pool then.
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
	if a.held { // the thief exits after the rest of the step
		last := len(calls) - 1
		calls = append(append(calls[:last:last], s.Plan.Calls[call+1:]...), calls[last])
	}
	for i, c := range calls {
		result, err := s.fork.do(ctx, c, s.After.Block.Time+units.Time(i)+2, s.book)
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
	one.Revert = nil // a failed call in the middle does not stop the thief
	one.Took = exposure.SpotMarket(s.Before).Gained(s.Before, before, after)
	one.Works = one.Took != units.Fixed{}
	return one, nil
}

// assaults returns the attacks after a call: a join and a swap with the cheapest token, and a join
// that is held until the step is done. The first two can empty a pool that holds nothing of a
// token.
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
		return list, nil // no call follows, so there is nothing to hold for
	}
	hold, err := s.holding(ctx)
	return append(list, hold), err
}

// holding joins with as many of the Vault's tokens as fromVault gives, and exits to all tokens when
// the rest of the step is done.
func (s *step) holding(ctx context.Context) (assault, error) {
	funds, part, err := s.fromVault(ctx)
	bpt := hundredths(&s.After.Supply.Actual.Raw, part)
	return assault{fmt.Sprintf("join with all tokens for %d%% of the supply (ALL_TOKENS_IN_FOR_EXACT_BPT), and exit after all calls", part), []ops.Call{
		joinAs(s.After, words(uint256.NewInt(allTokensIn), bpt)),
		exitAs(s.After, words(uint256.NewInt(exactBptForAll), bpt))}, funds, true}, err
}

// tokenInForBpt is WeightedPoolUserData.JoinKind.TOKEN_IN_FOR_EXACT_BPT_OUT.
const tokenInForBpt = 2

// cheapest returns the index of a token without a balance, otherwise of a token that the step
// added, otherwise of the last token.
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

// assetsOf returns the Vault's tokens of the pool, BPT first, and the same limit for each.
func assetsOf(now *ops.Snapshot, limit *big.Int) ([]common.Address, []*big.Int) {
	assets, limits := []common.Address{now.Pool.Address}, []*big.Int{limit}
	for _, token := range now.Tokens {
		assets, limits = append(assets, token.Address), append(limits, limit)
	}
	return assets, limits
}
