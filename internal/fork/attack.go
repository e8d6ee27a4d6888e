package fork

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/ops"
)

// Attack is what a stranger without any token tried between two calls of the step,
// mined, and taken back afterwards.
type Attack struct {
	Call int    `json:"after_call"` // counted from 1
	What string `json:"what"`       // may hold symbols, which are hostile text
	// Works says that it went through. Where it did not, Revert says why.
	Works  bool    `json:"works"`
	Revert *Revert `json:"revert,omitempty"`
	// Took is the largest share of any token that the pool had that he left with.
	Took ops.Fixed `json:"took"`
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

// thief has nothing but what gas costs.
func thief() common.Address {
	return common.HexToAddress("0x7111ef0000000000000000000000000000007111")
}

// assault is an attack as calls. The first one decides whether it works.
type assault struct {
	what  string
	calls []ops.Call
}

// attackBetween tries to rob the pool in the state between two transactions, and then
// makes the fork what it was.
func (s *step) attackBetween(ctx context.Context, call int) error {
	for _, a := range assaults(s.Before, s.After) {
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

func (s *step) assault(ctx context.Context, a assault, call int) (Attack, error) {
	one := Attack{Call: call + 1, What: a.what, Works: true}
	for i, c := range a.calls {
		result, err := s.do(ctx, c, s.After.Block.Time+ops.Time(i)+1, s.book)
		if err != nil {
			return one, err
		}
		if result.Revert != nil {
			one.Works, one.Revert = i > 0, result.Revert
			break
		}
	}
	if !one.Works {
		return one, nil
	}
	after, err := s.Client.Snapshot(ctx, s.request.Pool, chain.Latest())
	if err != nil {
		return one, err
	}
	one.Took = largestLoss(s.After, after)
	return one, nil
}

// largestLoss is the largest share that is gone of any token.
func largestLoss(before, after *ops.Snapshot) ops.Fixed {
	var worst uint256.Int
	for i, token := range before.Tokens {
		was, is := token.Balance().Raw, after.Tokens[i].Balance().Raw
		if was.IsZero() || !is.Lt(&was) {
			continue
		}
		var lost uint256.Int
		lost.Mul(lost.Sub(&was, &is), ops.FixedOne().Int())
		if lost.Div(&lost, &was); lost.Gt(&worst) {
			worst = lost
		}
	}
	return ops.Fixed(worst)
}

// assaults are those that empty a pool which has nothing of a token, and the join that
// would be held until the plan is done.
func assaults(before, now *ops.Snapshot) []assault {
	cheap := cheapest(before, now)
	if len(now.Tokens) < 2 || now.Supply.Actual.Raw.IsZero() {
		return nil
	}
	supply := &now.Supply.Actual.Raw
	bpt := hundredths(supply, 199)
	dear := (cheap + 1) % len(now.Tokens)
	out := hundredths(&now.Tokens[dear].Cash.Raw, 30)
	return []assault{
		{"join with " + now.Tokens[cheap].Symbol + " for 199% of the supply (TOKEN_IN_FOR_EXACT_BPT), and leave", []ops.Call{
			joinAs(now, words(uint256.NewInt(tokenInForBpt), bpt, uint256.NewInt(uint64(cheap)))),
			exitAs(now, words(uint256.NewInt(exactBptForAll), bpt))}},
		{"swap " + now.Tokens[cheap].Symbol + " for 30% of " + now.Tokens[dear].Symbol + " (GIVEN_OUT)", []ops.Call{swapAs(now, cheap, dear, out)}},
		{"join with all tokens for 4 times the supply (ALL_TOKENS_IN_FOR_EXACT_BPT), to be held", []ops.Call{
			joinAs(now, words(uint256.NewInt(allTokensIn), hundredths(supply, 400)))}},
	}
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
