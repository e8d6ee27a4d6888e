package ops

import (
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
)

// Watching is an operation that also affects balances and allowances of accounts, or the allowlist.
// mpool reads, predicts, simulates and verifies what it watches together with the pool.
type Watching interface {
	Operation
	// Watch lists what to read for this pool.
	Watch(pool *Snapshot) Watch
}

// Watch lists what to read in addition to the pool.
type Watch struct {
	Holdings []HoldingKey
	Members  []common.Address // whether they are on the allowlist
	Removed  []common.Address // tokens outside the pool, for circuit breakers that they left
	Coins    []common.Address // native balances
	Inside   []HoldingKey     // internal balances in the Vault
}

// And lists what either of the two lists has, each once.
func (w Watch) And(other Watch) Watch {
	return Watch{
		Holdings: Each(append(w.Holdings, other.Holdings...)),
		Members:  Each(append(w.Members, other.Members...)),
		Removed:  Each(append(w.Removed, other.Removed...)),
		Coins:    Each(append(w.Coins, other.Coins...)),
		Inside:   Each(append(w.Inside, other.Inside...)),
	}
}

// HoldingKey identifies an account's balance of a token.
type HoldingKey struct {
	Token   common.Address
	Account common.Address
}

// Holding is an account's balance of a token, and its allowance for the Vault.
type Holding struct {
	Token     common.Address `json:"token"`
	Account   common.Address `json:"account"`
	Symbol    named.Symbol   `json:"symbol"` // untrusted text, at most 32 bytes: strip before printing
	Decimals  uint8          `json:"decimals"`
	Balance   units.Amount   `json:"balance"`
	Allowance units.Amount   `json:"allowance"` // for the Vault

	taken uint256.Int // what the Vault takes of an unlimited allowance, in predictions
}

// Member says whether an address is on the pool's allowlist. The list applies only while the pool's
// MustAllowlistLPs is set.
type Member struct {
	Address common.Address `json:"address"`
	Allowed bool           `json:"allowed"`
	// Contract says that the address has code. It is only for advice.
	Contract bool `json:"contract,omitempty"`
}

// Holding is the watched holding of an account. It is nil if it is not watched.
func (s *Snapshot) Holding(token, account common.Address) *Holding {
	for i := range s.Holdings {
		if s.Holdings[i].Token == token && s.Holdings[i].Account == account {
			return &s.Holdings[i]
		}
	}
	return nil
}

// Member is the watched membership of an address. It is nil if it is not watched.
func (s *Snapshot) Member(address common.Address) *Member {
	for i := range s.Members {
		if s.Members[i].Address == address {
			return &s.Members[i]
		}
	}
	return nil
}

// NameOf is an account's address for labels, with a name for Balancer's contracts.
func (p Pool) NameOf(account common.Address) string {
	switch account {
	case p.Vault:
		return "the Vault " + account.Hex()
	case p.FeesCollector:
		return "the protocol's fees collector " + account.Hex()
	}
	return account.Hex()
}

// nameOfHeld is a token as labels have it: BPT for the pool's own.
func nameOfHeld(s *Snapshot, h Holding) string {
	if h.Token == s.Pool.Address {
		return "BPT"
	}
	return h.Symbol.String()
}

func (h Holding) fields(token, account string) []Field {
	path := holdingPath(h.Token, h.Account)
	return []Field{
		{path + "symbol", token + " symbol", h.Symbol.Exact()},
		{path + "decimals", token + " decimals", strconv.Itoa(int(h.Decimals))},
		{path + "balance", token + " of " + account, h.Balance.String()},
		{path + "allowance", token + " that the Vault may take from " + account, h.Allowance.String()},
	}
}

func holdingPath(token, account common.Address) string {
	return "holdings." + strings.ToLower(token.Hex()) + "." + strings.ToLower(account.Hex()) + "."
}

func (m Member) field() Field {
	return Field{"members." + strings.ToLower(m.Address.Hex()), m.Address.Hex() + " on the allowlist", strconv.FormatBool(m.Allowed)}
}

// WithoutShared drops changes of the Vault's token balances, because other pools change them at any
// time. They are compared only in simulations, where nobody else acts.
func (s *Snapshot) WithoutShared(changes []Change) []Change {
	var own []Change
	for _, change := range changes {
		parts := strings.Split(change.Path, ".")
		if parts[0] == "holdings" && len(parts) > 2 && parts[2] == strings.ToLower(s.Pool.Vault.Hex()) {
			continue
		}
		own = append(own, change)
	}
	return own
}

// Each returns every key once, in order.
func Each[T comparable](keys []T) []T {
	seen := map[T]bool{}
	var once []T
	for _, key := range keys {
		if !seen[key] {
			once = append(once, key)
		}
		seen[key] = true
	}
	return once
}
