package recognise

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// tradesBy are the swap, join or exit in a call of the Vault for this pool. The balances of sender
// and recipient are unknown.
func (r *Recogniser) tradesBy(call ops.Call, pool *ops.Snapshot) []ops.Operation {
	if call.To != pool.Pool.Vault {
		return nil
	}
	switch name, args := arguments(r.vault, call.Data); name {
	case "swap":
		return swapOf(args, pool)
	case "joinPool":
		request := *abi.ConvertType(args[3], new(vault.IVaultJoinPoolRequest)).(*vault.IVaultJoinPoolRequest)
		return movedOf(args, pool, request.UserData, request.MaxAmountsIn, trade.Trader{FromInternal: request.FromInternalBalance, Native: nativeIn(pool, request.Assets)}, joinOf)
	case "exitPool":
		request := *abi.ConvertType(args[3], new(vault.IVaultExitPoolRequest)).(*vault.IVaultExitPoolRequest)
		return movedOf(args, pool, request.UserData, request.MinAmountsOut, trade.Trader{ToInternal: request.ToInternalBalance, Native: nativeIn(pool, request.Assets)}, exitOf)
	}
	return nil
}

func swapOf(args []any, pool *ops.Snapshot) []ops.Operation {
	single := *abi.ConvertType(args[0], new(vault.IVaultSingleSwap)).(*vault.IVaultSingleSwap)
	funds := *abi.ConvertType(args[1], new(vault.IVaultFundManagement)).(*vault.IVaultFundManagement)
	deadline, known := timeOf(args[3])
	if common.Hash(single.PoolId) != pool.Pool.ID || !known || single.Kind > 1 {
		return nil
	}
	op := trade.Swap{Trader: trade.Trader{Sender: funds.Sender, Recipient: funds.Recipient, FromInternal: funds.FromInternalBalance, ToInternal: funds.ToInternalBalance}, In: single.AssetIn, Out: single.AssetOut, GivenOut: single.Kind == 1, Deadline: deadline}
	given, other := op.In, op.Out
	if op.GivenOut {
		given, other = op.Out, op.In
	}
	op.Amount, op.Limit = rawAmountOf(single.Amount, ops.DecimalsOf(pool, given)), rawAmountOf(args[2], ops.DecimalsOf(pool, other))
	return []ops.Operation{op}
}

// movedOf decodes the common part of joins and exits: sender and recipient, the words of the user
// data, and the limits in the Vault's order.
func movedOf(args []any, pool *ops.Snapshot, data []byte, limits []*big.Int, who trade.Trader, of func(trade.Trader, *ops.Snapshot, []uint256.Int, []trade.TokenAmount) ops.Operation) []ops.Operation {
	if common.Hash(args[0].([32]byte)) != pool.Pool.ID || len(limits) != len(pool.Tokens)+1 || len(data)%32 != 0 || len(data) < 64 {
		return nil
	}
	var words []uint256.Int
	for i := 0; i < len(data); i += 32 {
		words = append(words, *new(uint256.Int).SetBytes(data[i : i+32]))
	}
	var named []trade.TokenAmount
	for i, token := range pool.Tokens {
		named = append(named, trade.TokenAmount{Token: token.Address, Amount: rawAmountOf(limits[i+1], token.Decimals)})
	}
	who.Sender, who.Recipient = args[1].(common.Address), args[2].(common.Address)
	op := of(who, pool, words, named)
	if op == nil {
		return nil
	}
	return []ops.Operation{op}
}

// nativeIn is the token that a join or exit replaces by the native token. Its symbol is only for
// display.
func nativeIn(pool *ops.Snapshot, assets []common.Address) trade.Native {
	for i, token := range pool.Tokens {
		if i+1 < len(assets) && assets[i+1] == (common.Address{}) {
			return trade.Native{Token: token.Address, Symbol: "native token"}
		}
	}
	return trade.Native{}
}

// amountsIn decodes the amounts after head words. It returns nil if their number differs from the
// pool's tokens.
func amountsIn(pool *ops.Snapshot, words []uint256.Int, head int) []trade.TokenAmount {
	if len(words) != head+1+len(pool.Tokens) {
		return nil
	}
	var list []trade.TokenAmount
	for i, token := range pool.Tokens {
		list = append(list, trade.TokenAmount{Token: token.Address, Amount: units.Amount{Raw: words[head+1+i], Decimals: token.Decimals}})
	}
	return list
}

// tokenAt is the token at the index in the user data, which does not count the BPT.
func tokenAt(pool *ops.Snapshot, words []uint256.Int) (common.Address, bool) {
	if len(words) != 3 || !words[2].LtUint64(uint64(len(pool.Tokens))) {
		return common.Address{}, false
	}
	return pool.Tokens[words[2].Uint64()].Address, true
}

func joinOf(who trade.Trader, pool *ops.Snapshot, words []uint256.Int, limits []trade.TokenAmount) ops.Operation {
	op := trade.Join{Trader: who, Amounts: limits, Bpt: units.Amount{Raw: words[1], Decimals: ops.BptDecimals}}
	switch kind := words[0].Uint64(); {
	case kind == uint64(poolmath.JoinInit) && len(words) > 2:
		if amounts := amountsIn(pool, words, 2); amounts != nil {
			return trade.InitPool{Sender: who.Sender, Recipient: who.Recipient, Amounts: amounts, Listed: true}
		}
		return nil
	case kind == uint64(poolmath.JoinExactTokensIn) && len(words) > 3:
		op.Kind, op.Amounts, op.Bpt.Raw = trade.JoinExactTokens, amountsIn(pool, words, 3), words[2]
		if op.Amounts == nil {
			return nil
		}
	case kind == uint64(poolmath.JoinTokenIn):
		token, found := tokenAt(pool, words)
		if !found {
			return nil
		}
		op.Kind, op.Token = trade.JoinOneToken, token
	case kind == uint64(poolmath.JoinAllTokensIn):
		op.Kind = trade.JoinAllTokens
	default:
		return nil
	}
	return op
}

func exitOf(who trade.Trader, pool *ops.Snapshot, words []uint256.Int, limits []trade.TokenAmount) ops.Operation {
	op := trade.Exit{Trader: who, Amounts: limits, Bpt: units.Amount{Raw: words[1], Decimals: ops.BptDecimals}}
	switch kind := words[0].Uint64(); {
	case kind == uint64(poolmath.ExitOneToken):
		token, found := tokenAt(pool, words)
		if !found {
			return nil
		}
		op.Kind, op.Token = trade.ExitOneToken, token
	case kind == uint64(poolmath.ExitAllTokens):
		op.Kind = trade.ExitAllTokens
	case kind == uint64(poolmath.ExitExactTokens) && len(words) > 3:
		op.Kind, op.Amounts, op.Bpt.Raw = trade.ExitExactTokens, amountsIn(pool, words, 3), words[2]
		if op.Amounts == nil {
			return nil
		}
	case kind == trade.RecoveryKind:
		op.Kind = trade.ExitRecovery
	default:
		return nil
	}
	return op
}
