package trade

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Native is the token of the pool that the trader pays or receives as the native token. The zero
// value means none.
type Native struct {
	Token  common.Address `json:"token"`  // the Vault's WETH()
	Symbol named.Symbol   `json:"symbol"` // the native token's symbol
}

// inNative says whether the trader pays or receives this token as the native token.
func (t Trader) inNative(token common.Address) bool {
	return t.Native != (Native{}) && token == t.Native.Token
}

// asset is the token's address in calls of the Vault. The zero address stands for the native token.
func (t Trader) asset(token common.Address) common.Address {
	if t.inNative(token) {
		return common.Address{}
	}
	return token
}

func (t Trader) assetText(pool *ops.Snapshot, token common.Address) string {
	if t.inNative(token) {
		return t.asset(token).Hex() + " " + t.Native.Symbol.String()
	}
	return token.Hex() + " " + ops.NameOfToken(pool, token)
}

// assets are all assets of a join or exit.
func (t Trader) assets(pool *ops.Snapshot) []common.Address {
	list := vaultAssets(pool)
	for i := range list {
		list[i] = t.asset(list[i])
	}
	return list
}

// valueOf is the native token to send with a call, in wei. amounts are in the pool's order.
func (t Trader) valueOf(pool *ops.Snapshot, amounts []uint256.Int) (value uint256.Int) {
	for i, token := range pool.Tokens {
		if t.inNative(token.Address) {
			value = amounts[i]
		}
	}
	return value
}

// recipientArgs show the recipient and the use of internal balances, in the order of the call's
// arguments: swaps name the payer first.
func (t Trader) recipientArgs(swap bool) []ops.Arg {
	from, to := []ops.Arg{}, []ops.Arg{{Name: "recipient", Value: t.Recipient.Hex()}}
	if t.FromInternal {
		from = []ops.Arg{{Name: "fromInternalBalance", Value: "true"}}
	}
	if t.ToInternal {
		to = append(to, ops.Arg{Name: "toInternalBalance", Value: "true"})
	}
	if swap {
		return append(from, to...)
	}
	return append(to, from...)
}

// Has is what the sender can pay of a token: native, or wallet plus internal balance. It is nil if
// it is not watched.
func (t Trader) Has(now *ops.Snapshot, token common.Address) *units.Amount {
	if t.inNative(token) {
		if coins := now.CoinsOf(t.Sender); coins != nil {
			return &coins.Balance
		}
		return nil
	}
	held := now.Holding(token, t.Sender)
	if held == nil {
		return nil
	}
	sum := held.Balance
	if in := now.InsideOf(token, t.Sender); t.FromInternal && in != nil {
		sum = sum.Plus(in.Balance)
	}
	return &sum
}

// gets is the recipient's balance of a token in the form that is paid out. It is nil if it is not
// watched.
func (t Trader) gets(now *ops.Snapshot, token common.Address) *units.Amount {
	switch {
	case t.inNative(token):
		if coins := now.CoinsOf(t.Recipient); coins != nil {
			return &coins.Balance
		}
	case t.ToInternal:
		if in := now.InsideOf(token, t.Recipient); in != nil {
			return &in.Balance
		}
	default:
		if held := now.Holding(token, t.Recipient); held != nil {
			return &held.Balance
		}
	}
	return nil
}

// fromWallet is the part of an amount that exceeds the internal balance. The Vault takes it from
// the wallet.
func (t Trader) fromWallet(now *ops.Snapshot, token common.Address, amount uint256.Int) uint256.Int {
	in := now.InsideOf(token, t.Sender)
	if !t.FromInternal || in == nil {
		return amount
	}
	if in.Balance.Raw.Gt(&amount) {
		return uint256.Int{}
	}
	return *new(uint256.Int).Sub(&amount, &in.Balance.Raw)
}

// payInside pays an amount from the internal balance as far as possible, and returns the rest.
func (t Trader) payInside(s *ops.Snapshot, token common.Address, amount uint256.Int) uint256.Int {
	rest := t.fromWallet(s, token, amount)
	if in := s.InsideOf(token, t.Sender); in != nil {
		part := new(uint256.Int).Sub(&amount, &rest)
		in.Balance.Raw.Sub(&in.Balance.Raw, part)
	}
	return rest
}

// refuseMix mirrors AssetTransfersHandler: the native token cannot be an internal balance.
func (t Trader) refuseMix(token common.Address, internal bool, amount uint256.Int) []ops.Finding {
	if !internal || !t.inNative(token) || amount.IsZero() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#514", Summary: fmt.Sprintf("%s cannot be held as internal balance", t.Native.Symbol), Hint: "omit --native, or the internal balance"}}
}
