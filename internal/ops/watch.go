package ops

import (
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/units"
)

// Watching is an operation that touches more than the pool: balances and
// allowances of accounts, or the allowlist. What it watches is read with the
// pool, predicted, simulated and verified as the pool itself is.
type Watching interface {
	Operation
	// Watch names what to read, for this pool.
	Watch(pool *Snapshot) Watch
}

// Watch names what is to be read beside the pool.
type Watch struct {
	Holdings []HoldingKey
	Members  []common.Address // for the allowlist
	Removed  []common.Address // tokens outside the pool, for what is left of them in it
	Coins    []common.Address // for what they have of the chain's native token
	Inside   []HoldingKey     // for internal balances in the Vault
}

// HoldingKey names an account's share of a token.
type HoldingKey struct {
	Token   common.Address
	Account common.Address
}

// Holding is what an account has of a token, and what the Vault may take of it.
type Holding struct {
	Token     common.Address `json:"token"`
	Account   common.Address `json:"account"`
	Symbol    named.Symbol   `json:"symbol"` // hostile text, at most 32 bytes: strip before printing
	Decimals  uint8          `json:"decimals"`
	Balance   units.Amount   `json:"balance"`
	Allowance units.Amount   `json:"allowance"` // for the Vault
}

// Member says whether an address is on the pool's allowlist, which counts only
// while the pool's MustAllowlistLPs is set.
type Member struct {
	Address common.Address `json:"address"`
	Allowed bool           `json:"allowed"`
	// Contract says that it is no plain account, for advice only.
	Contract bool `json:"contract,omitempty"`
}

// Holding finds what is watched of an account and token; nil where nothing is.
func (s *Snapshot) Holding(token, account common.Address) *Holding {
	for i := range s.Holdings {
		if s.Holdings[i].Token == token && s.Holdings[i].Account == account {
			return &s.Holdings[i]
		}
	}
	return nil
}

// Member finds what is watched of an address on the allowlist; nil where it is
// not watched.
func (s *Snapshot) Member(address common.Address) *Member {
	for i := range s.Members {
		if s.Members[i].Address == address {
			return &s.Members[i]
		}
	}
	return nil
}

// nameOf is an account as labels have it: people know Balancer's contracts by name.
func (s *Snapshot) nameOf(account common.Address) string {
	switch account {
	case s.Pool.Vault:
		return "the Vault " + account.Hex()
	case s.Pool.FeesCollector:
		return "the protocol's fees collector " + account.Hex()
	}
	return account.Hex()
}

func (h Holding) fields(account string) []Field {
	path := holdingPath(h.Token, h.Account)
	return []Field{
		{path + "symbol", h.Symbol.String() + " symbol", h.Symbol.Exact()},
		{path + "decimals", h.Symbol.String() + " decimals", strconv.Itoa(int(h.Decimals))},
		{path + "balance", h.Symbol.String() + " of " + account, h.Balance.String()},
		{path + "allowance", h.Symbol.String() + " that the Vault may take from " + account, h.Allowance.String()},
	}
}

func holdingPath(token, account common.Address) string {
	return "holdings." + strings.ToLower(token.Hex()) + "." + strings.ToLower(account.Hex()) + "."
}

func (m Member) field() Field {
	return Field{"members." + strings.ToLower(m.Address.Hex()), m.Address.Hex() + " on the allowlist", strconv.FormatBool(m.Allowed)}
}

// WithoutShared leaves out what others change at any time: what the Vault holds
// of a token. It is compared where nobody else acts, in a simulation.
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
