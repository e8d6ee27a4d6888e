package ops

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Coins is an account's balance of the chain's native token.
type Coins struct {
	Account common.Address `json:"account"`
	Balance units.Amount   `json:"balance"`
}

// Inside is an account's internal balance: its balance of a token of the pool inside the Vault.
type Inside struct {
	Token   common.Address `json:"token"`
	Account common.Address `json:"account"`
	Balance units.Amount   `json:"balance"`
}

// CoinDecimals are the decimals of every chain's native token.
const CoinDecimals = 18

// CoinsOf is the watched native balance of an account. It is nil if it is not watched.
func (s *Snapshot) CoinsOf(account common.Address) *Coins {
	for i := range s.Coins {
		if s.Coins[i].Account == account {
			return &s.Coins[i]
		}
	}
	return nil
}

// InsideOf is the watched internal balance of an account. It is nil if it is not watched.
func (s *Snapshot) InsideOf(token, account common.Address) *Inside {
	for i := range s.Inside {
		if s.Inside[i].Token == token && s.Inside[i].Account == account {
			return &s.Inside[i]
		}
	}
	return nil
}

// WatchPurses adds empty entries for the native and internal balances to read.
func (s *Snapshot) WatchPurses(w Watch) {
	s.Coins, s.Inside = nil, nil
	for _, account := range w.Coins {
		s.Coins = append(s.Coins, Coins{Account: account, Balance: units.Amount{Decimals: CoinDecimals}})
	}
	for _, key := range w.Inside {
		s.Inside = append(s.Inside, Inside{key.Token, key.Account, units.Amount{Decimals: DecimalsOf(s, key.Token)}})
	}
}

func purseFields(s *Snapshot) []Field {
	var fields []Field
	for _, c := range s.Coins {
		fields = append(fields, Field{"coins." + strings.ToLower(c.Account.Hex()), "native token of " + c.Account.Hex(), c.Balance.String()})
	}
	for _, in := range s.Inside {
		fields = append(fields, Field{"internal_balances." + strings.ToLower(in.Token.Hex()) + "." + strings.ToLower(in.Account.Hex()),
			NameOfToken(s, in.Token) + " of " + in.Account.Hex() + " inside the Vault", in.Balance.String()})
	}
	return fields
}

// PayGas subtracts the gas fee of a mined transaction from the sender's native balance, if it is
// watched.
func (s *Snapshot) PayGas(sender common.Address, cost *uint256.Int) {
	if coins := s.CoinsOf(sender); coins != nil {
		coins.Balance.Raw.Sub(&coins.Balance.Raw, cost)
	}
}
