package recognise

import (
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

// rawAmountOf converts a uint256 in a token's smallest unit.
func rawAmountOf(v any, decimals uint8) units.Amount {
	n, _ := uint256.FromBig(v.(*big.Int)) // a uint256 always fits
	return units.Amount{Raw: *n, Decimals: decimals}
}

// addedBy are the operations that addToken may start: with each deposit of the token that follows,
// or alone.
func (r *Recogniser) addedBy(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	name, args := arguments(r.pool, calls[0].Data)
	if name != "addToken" || calls[0].To != pool.Pool.Address {
		return nil
	}
	op := tokenset.AddToken{Token: args[0].(common.Address), AssetManager: args[1].(common.Address), Weight: fixedOf(args[2]),
		Mint: rawAmountOf(args[3], ops.BptDecimals), MintTo: args[4].(common.Address), Doors: ops.DoorsOf(pool, ops.AtOnce), ApproveLater: true}
	op.Deposit.Decimals = decimalsOf(pool, op.Token, op.AssetManager)
	var found []ops.Operation
	for _, call := range calls[1:] {
		for _, item := range r.balances(call, pool) {
			if item.Way == assetmanager.DepositBalance && item.Token == op.Token {
				op.Deposit.Raw = item.Amount.Raw
				found = append(found, op)
			}
		}
	}
	return append(found, tokenset.AddOnly(op))
}

// removedBy are the operations in which removeToken is the first or the second call.
func (r *Recogniser) removedBy(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	for i, call := range calls[:min(2, len(calls))] {
		name, args := arguments(r.pool, call.Data)
		if name != "removeToken" || call.To != pool.Pool.Address {
			continue
		}
		op := tokenset.RemoveToken{Token: args[0].(common.Address), Burn: rawAmountOf(args[1], ops.BptDecimals), Doors: ops.DoorsOf(pool, ops.AtOnce)}
		if token, err := pool.Token(op.Token); err == nil && !token.Cash.Raw.IsZero() {
			op.AssetManager = token.AssetManager
		}
		if i == 0 {
			return []ops.Operation{op, tokenset.RemoveOnly(op)}
		}
		return []ops.Operation{op}
	}
	return nil
}

// balancesBy are the operations that a call of managePoolBalance may belong to.
func (r *Recogniser) balancesBy(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	items := r.balances(calls[0], pool)
	if len(items) == 0 {
		return nil
	}
	found := r.removedBy(calls, pool)
	if op, same := manageBalanceOf(items, pool); same {
		found = append(found, op)
	}
	return append(found, assetmanager.MoveBalances{From: calls[0].From, Moves: items})
}

// approvedBy are the operations that start with an approval of the Vault: additions, deposits, and
// the approval alone.
func (r *Recogniser) approvedBy(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	name, args := arguments(r.token, calls[0].Data)
	if name != "approve" || args[0] != pool.Pool.Vault {
		return nil
	}
	found := r.allowedFirst(calls, pool)
	for _, call := range calls[1:] {
		if op, same := manageBalanceOf(r.balances(call, pool), pool); same && op.Way == assetmanager.DepositBalance {
			found = append(found, op)
		}
	}
	decimals := decimalsOf(pool, calls[0].To, calls[0].From)
	if amount := rawAmountOf(args[1], decimals); amount.Raw.IsZero() {
		return append(found, wallet.RevokeAllowance{Token: calls[0].To, Account: calls[0].From})
	}
	return append(found, wallet.AllowVault{Token: calls[0].To, Account: calls[0].From, Amount: rawAmountOf(args[1], decimals)})
}

// allowedFirst are additions whose approval comes before addToken.
func (r *Recogniser) allowedFirst(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	var found []ops.Operation
	for i := 1; i < min(3, len(calls)); i++ { // an existing allowance is reset first
		for _, op := range r.addedBy(calls[i:], pool) {
			if add, is := op.(tokenset.AddToken); is && add.Token == calls[0].To {
				add.ApproveLater = false
				found = append(found, add)
			}
		}
	}
	return found
}

// balances decodes a call of managePoolBalance. It returns nil if the call also concerns another
// pool.
func (r *Recogniser) balances(call ops.Call, pool *ops.Snapshot) []assetmanager.BalanceMove {
	name, args := arguments(r.vault, call.Data)
	if name != "managePoolBalance" || call.To != pool.Pool.Vault {
		return nil
	}
	var items []assetmanager.BalanceMove
	list := reflect.ValueOf(args[0]) // a slice of structs that the abi package creates
	for i := range list.Len() {
		item := list.Index(i)
		token := item.Field(2).Interface().(common.Address)
		if common.Hash(item.Field(1).Interface().([32]byte)) != pool.Pool.ID {
			return nil
		}
		kind := item.Field(0).Uint()
		if kind >= uint64(len(ways())) {
			return nil
		}
		items = append(items, assetmanager.BalanceMove{Way: ways()[kind], Token: token, Amount: rawAmountOf(item.Field(3).Interface(), decimalsOf(pool, token, call.From))})
	}
	return items
}

// ways are the asset manager's actions, in the order of IVault.PoolBalanceOpKind.
func ways() []string {
	return []string{assetmanager.WithdrawBalance, assetmanager.DepositBalance, assetmanager.UpdateBalance}
}

// manageBalanceOf combines the moves if they all have the same kind and each token occurs once.
func manageBalanceOf(items []assetmanager.BalanceMove, pool *ops.Snapshot) (assetmanager.ManageBalance, bool) {
	var op assetmanager.ManageBalance
	seen := map[common.Address]bool{}
	for _, item := range items {
		token, err := pool.Token(item.Token)
		if err != nil || seen[item.Token] || op.Way != "" && op.Way != item.Way {
			return op, false
		}
		seen[item.Token], op.Way = true, item.Way
		op.Tokens = append(op.Tokens, assetmanager.ManagedBalance{Token: item.Token, Amount: item.Amount, Managed: token.Managed, AssetManager: token.AssetManager})
	}
	return op, len(items) > 0
}

// decimalsOf are the decimals of a token that is in the pool or watched. They are zero if they were
// not read.
func decimalsOf(s *ops.Snapshot, token, account common.Address) uint8 {
	if t, err := s.Token(token); err == nil {
		return t.Decimals
	}
	if h := s.Holding(token, account); h != nil {
		return h.Decimals
	}
	return 0
}
