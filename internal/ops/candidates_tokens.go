package ops

import (
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// rawAmountOf converts a uint256 in a token's smallest unit.
func rawAmountOf(v any, decimals uint8) units.Amount {
	n, _ := uint256.FromBig(v.(*big.Int)) // a uint256 always fits
	return units.Amount{Raw: *n, Decimals: decimals}
}

// addedBy are the operations that addToken may start: with each deposit of the token that follows,
// or alone.
func (r *Recogniser) addedBy(calls []Call, pool *Snapshot) []Operation {
	name, args := arguments(r.pool, calls[0].Data)
	if name != "addToken" || calls[0].To != pool.Pool.Address {
		return nil
	}
	op := AddToken{Token: args[0].(common.Address), AssetManager: args[1].(common.Address), Weight: fixedOf(args[2]),
		Mint: rawAmountOf(args[3], BptDecimals), MintTo: args[4].(common.Address), Doors: DoorsOf(pool, AtOnce), ApproveLater: true}
	op.Deposit.Decimals = pool.decimalsOf(op.Token, op.AssetManager)
	var found []Operation
	for _, call := range calls[1:] {
		for _, item := range r.balances(call, pool) {
			if item.kind == depositKind && item.token == op.Token {
				op.Deposit.Raw = item.amount.Raw
				found = append(found, op)
			}
		}
	}
	return append(found, addOnly{op})
}

// removedBy are the operations in which removeToken is the first or the second call.
func (r *Recogniser) removedBy(calls []Call, pool *Snapshot) []Operation {
	for i, call := range calls[:min(2, len(calls))] {
		name, args := arguments(r.pool, call.Data)
		if name != "removeToken" || call.To != pool.Pool.Address {
			continue
		}
		op := RemoveToken{Token: args[0].(common.Address), Burn: rawAmountOf(args[1], BptDecimals), Doors: DoorsOf(pool, AtOnce)}
		if token, err := pool.Token(op.Token); err == nil && !token.Cash.Raw.IsZero() {
			op.AssetManager = token.AssetManager
		}
		if i == 0 {
			return []Operation{op, removeOnly{op}}
		}
		return []Operation{op}
	}
	return nil
}

// balancesBy are the operations that a call of managePoolBalance may belong to.
func (r *Recogniser) balancesBy(calls []Call, pool *Snapshot) []Operation {
	items := r.balances(calls[0], pool)
	if len(items) == 0 {
		return nil
	}
	found := r.removedBy(calls, pool)
	if op, same := manageBalanceOf(items, pool); same {
		found = append(found, op)
	}
	moves := moveBalances{From: calls[0].From}
	for _, item := range items {
		moves.Moves = append(moves.Moves, balanceMove{item.kind.way(), item.token, item.amount})
	}
	return append(found, moves)
}

// approvedBy are the operations that start with an approval of the Vault: additions, deposits, and
// the approval alone.
func (r *Recogniser) approvedBy(calls []Call, pool *Snapshot) []Operation {
	name, args := arguments(r.token, calls[0].Data)
	if name != "approve" || args[0] != pool.Pool.Vault {
		return nil
	}
	found := r.allowedFirst(calls, pool)
	for _, call := range calls[1:] {
		if op, same := manageBalanceOf(r.balances(call, pool), pool); same && op.Way == DepositBalance {
			found = append(found, op)
		}
	}
	decimals := pool.decimalsOf(calls[0].To, calls[0].From)
	if amount := rawAmountOf(args[1], decimals); amount.Raw.IsZero() {
		return append(found, RevokeAllowance{calls[0].To, calls[0].From})
	}
	return append(found, allowVault{calls[0].To, calls[0].From, rawAmountOf(args[1], decimals)})
}

// allowedFirst are additions whose approval comes before addToken.
func (r *Recogniser) allowedFirst(calls []Call, pool *Snapshot) []Operation {
	var found []Operation
	for i := 1; i < min(3, len(calls)); i++ { // an existing allowance is reset first
		for _, op := range r.addedBy(calls[i:], pool) {
			if add, is := op.(AddToken); is && add.Token == calls[0].To {
				add.ApproveLater = false
				found = append(found, add)
			}
		}
	}
	return found
}

// balances decodes a call of managePoolBalance. It returns nil if the call also concerns another
// pool.
func (r *Recogniser) balances(call Call, pool *Snapshot) []balanceOp {
	name, args := arguments(r.vault, call.Data)
	if name != "managePoolBalance" || call.To != pool.Pool.Vault {
		return nil
	}
	var items []balanceOp
	list := reflect.ValueOf(args[0]) // a slice of structs that the abi package creates
	for i := range list.Len() {
		item := list.Index(i)
		token := item.Field(2).Interface().(common.Address)
		if common.Hash(item.Field(1).Interface().([32]byte)) != pool.Pool.ID {
			return nil
		}
		kind := balanceKind(item.Field(0).Uint())
		if kind > updateKind {
			return nil
		}
		items = append(items, balanceOp{kind, token, pool.SymbolOf(token), rawAmountOf(item.Field(3).Interface(), pool.decimalsOf(token, call.From))})
	}
	return items
}

// manageBalanceOf combines the moves if they all have the same kind and each token occurs once.
func manageBalanceOf(items []balanceOp, pool *Snapshot) (ManageBalance, bool) {
	var op ManageBalance
	seen := map[common.Address]bool{}
	for _, item := range items {
		way := item.kind.way()
		token, err := pool.Token(item.token)
		if err != nil || seen[item.token] || op.Way != "" && op.Way != way {
			return op, false
		}
		seen[item.token], op.Way = true, way
		op.Tokens = append(op.Tokens, ManagedBalance{item.token, item.amount, token.Managed, token.AssetManager})
	}
	return op, len(items) > 0
}

// decimalsOf are the decimals of a token that is in the pool or watched. They are zero if they were
// not read.
func (s *Snapshot) decimalsOf(token, account common.Address) uint8 {
	if t, err := s.Token(token); err == nil {
		return t.Decimals
	}
	if h := s.Holding(token, account); h != nil {
		return h.Decimals
	}
	return 0
}
