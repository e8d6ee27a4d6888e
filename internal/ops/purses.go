package ops

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
)

// Coins is what an account has of the chain's native token.
type Coins struct {
	Account common.Address `json:"account"`
	Balance units.Amount   `json:"balance"`
}

// Inside is what an account has of a token of the pool in the Vault: its internal balance.
type Inside struct {
	Token   common.Address `json:"token"`
	Account common.Address `json:"account"`
	Balance units.Amount   `json:"balance"`
}

// CoinDecimals are those of every chain's native token.
const CoinDecimals = 18

// CoinsOf finds what is watched of an account's native token; nil where nothing is.
func (s *Snapshot) CoinsOf(account common.Address) *Coins {
	for i := range s.Coins {
		if s.Coins[i].Account == account {
			return &s.Coins[i]
		}
	}
	return nil
}

// InsideOf finds what is watched of an account's internal balance; nil where nothing is.
func (s *Snapshot) InsideOf(token, account common.Address) *Inside {
	for i := range s.Inside {
		if s.Inside[i].Token == token && s.Inside[i].Account == account {
			return &s.Inside[i]
		}
	}
	return nil
}

// WatchPurses makes place for what is watched of the native token and of internal
// balances, of which nothing is read yet.
func (s *Snapshot) WatchPurses(w Watch) {
	s.Coins, s.Inside = nil, nil
	for _, account := range w.Coins {
		s.Coins = append(s.Coins, Coins{Account: account, Balance: units.Amount{Decimals: CoinDecimals}})
	}
	for _, key := range w.Inside {
		s.Inside = append(s.Inside, Inside{key.Token, key.Account, units.Amount{Decimals: s.decimals(key.Token)}})
	}
}

func (s *Snapshot) purseFields() []Field {
	var fields []Field
	for _, c := range s.Coins {
		fields = append(fields, Field{"coins." + strings.ToLower(c.Account.Hex()), "native token of " + c.Account.Hex(), c.Balance.String()})
	}
	for _, in := range s.Inside {
		fields = append(fields, Field{"internal_balances." + strings.ToLower(in.Token.Hex()) + "." + strings.ToLower(in.Account.Hex()),
			s.nameOfToken(in.Token) + " of " + in.Account.Hex() + " inside the Vault", in.Balance.String()})
	}
	return fields
}

// PayGas takes what the gas of a mined transaction has cost from its sender, where the
// native token of that is watched.
func (s *Snapshot) PayGas(sender common.Address, cost *uint256.Int) {
	if coins := s.CoinsOf(sender); coins != nil {
		coins.Balance.Raw.Sub(&coins.Balance.Raw, cost)
	}
}

// acceptCoins is for native tokens that anybody has sent in the same block: no event tells
// of them, and who has more than predicted has lost nothing.
func (s *Snapshot) acceptCoins(found *Snapshot) {
	for i := range s.Coins {
		if is := found.CoinsOf(s.Coins[i].Account); is != nil && is.Balance.Raw.Gt(&s.Coins[i].Balance.Raw) {
			s.Coins[i].Balance = is.Balance
		}
	}
}

// Native is the token of the pool for which the chain's native token is paid or paid out;
// the zero value: none.
type Native struct {
	Token  common.Address `json:"token"`  // by the Vault's WETH()
	Symbol named.Symbol   `json:"symbol"` // of the native token
}

// inNative says whether a token is paid or paid out as the native one.
func (t Trader) inNative(token common.Address) bool {
	return t.Native != (Native{}) && token == t.Native.Token
}

// asset is a token as the Vault has it in calls: the zero address is the native one.
func (t Trader) asset(token common.Address) common.Address {
	if t.inNative(token) {
		return common.Address{}
	}
	return token
}

func (t Trader) assetText(pool *Snapshot, token common.Address) string {
	if t.inNative(token) {
		return t.asset(token).Hex() + " " + t.Native.Symbol.String()
	}
	return token.Hex() + " " + pool.nameOfToken(token)
}

// assets are all of a join or exit.
func (t Trader) assets(pool *Snapshot) []common.Address {
	list := vaultAssets(pool)
	for i := range list {
		list[i] = t.asset(list[i])
	}
	return list
}

// valueOf is the native token that a call carries for amounts in the pool's order.
func (t Trader) valueOf(pool *Snapshot, amounts []uint256.Int) (value uint256.Int) {
	for i, token := range pool.Tokens {
		if t.inNative(token.Address) {
			value = amounts[i]
		}
	}
	return value
}

// recipientArgs say for people who is paid, and that an internal balance pays or is paid, in
// the order in which calls have it: swaps name the first before the recipient.
func (t Trader) recipientArgs(swap bool) []Arg {
	from, to := []Arg{}, []Arg{{"recipient", t.Recipient.Hex()}}
	if t.FromInternal {
		from = []Arg{{"fromInternalBalance", "true"}}
	}
	if t.ToInternal {
		to = append(to, Arg{"toInternalBalance", "true"})
	}
	if swap {
		return append(from, to...)
	}
	return append(to, from...)
}

// Has is what the sender can pay of a token, in the way that it is paid.
func (t Trader) Has(now *Snapshot, token common.Address) *units.Amount {
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

// gets is what the recipient has of a token, in the way that it is paid out.
func (t Trader) gets(now *Snapshot, token common.Address) *units.Amount {
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

// fromWallet is what the Vault takes of an amount by allowance: what the internal balance
// does not reach for.
func (t Trader) fromWallet(now *Snapshot, token common.Address, amount uint256.Int) uint256.Int {
	in := now.InsideOf(token, t.Sender)
	if !t.FromInternal || in == nil {
		return amount
	}
	if in.Balance.Raw.Gt(&amount) {
		return uint256.Int{}
	}
	return *new(uint256.Int).Sub(&amount, &in.Balance.Raw)
}

// payInside takes what the internal balance has of an amount, and returns the rest.
func (t Trader) payInside(s *Snapshot, token common.Address, amount uint256.Int) uint256.Int {
	rest := t.fromWallet(s, token, amount)
	if in := s.InsideOf(token, t.Sender); in != nil {
		part := new(uint256.Int).Sub(&amount, &rest)
		in.Balance.Raw.Sub(&in.Balance.Raw, part)
	}
	return rest
}

// refuseMix mirrors AssetTransfersHandler: the native token is never an internal balance.
func (t Trader) refuseMix(token common.Address, internal bool, amount uint256.Int) []Finding {
	if !internal || !t.inNative(token) || amount.IsZero() {
		return nil
	}
	return []Finding{{Refuse, "BAL#514", fmt.Sprintf("%s cannot be held as internal balance", t.Native.Symbol), "", "omit --native, or the internal balance"}}
}
