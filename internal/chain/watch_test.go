package chain_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// TestWatch reads balances, allowances and members at the snapshot's block, in
// one request.
func TestWatch(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, nil)
	c := dial(t, p.url, chain.Options{})
	s, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	token, owner := s.Tokens[0], d.Accounts.Owner
	p.reset()
	err = c.Watch(t.Context(), s, ops.Watch{
		Holdings: []ops.HoldingKey{{Token: token.Address, Account: s.Pool.Vault}, {Token: s.Pool.Address, Account: owner}},
		Members:  []common.Address{owner},
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HTTP requests", p.http, 1)
	vault := s.Holding(token.Address, s.Pool.Vault)
	equal(t, "the Vault's balance", vault.Balance, token.Cash)
	equal(t, "symbol", vault.Symbol, token.Symbol)
	equal(t, "decimals", vault.Decimals, token.Decimals)
	bpt := s.Holding(s.Pool.Address, owner)
	equal(t, "BPT's decimals", bpt.Decimals, uint8(18))
	if bpt.Balance.Raw.IsZero() || bpt.Balance.Raw.Gt(&s.Supply.Actual.Raw) {
		t.Errorf("the owner has %s BPT of %s", bpt.Balance, s.Supply.Actual)
	}
	equal(t, "member", *s.Member(owner), ops.Member{Address: owner})
	if s.Holding(token.Address, owner) != nil || s.Member(s.Pool.Vault) != nil {
		t.Error("what was not asked for is there")
	}
}

// If a member's code cannot be read, it does not count as a plain account.
func TestWatchUnreadMember(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
		if method == "eth_getCode" {
			return `{"code":-32603,"message":"internal error"}`
		}
		return ""
	})
	c := dial(t, p.url, chain.Options{})
	s, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	var no *wire.NodeError
	if err := c.Watch(t.Context(), s, ops.Watch{Members: []common.Address{d.Contracts.Vault}}); !errors.As(err, &no) {
		t.Errorf("%v, %+v", err, s.Members)
	}
	if err := c.Watch(t.Context(), s, ops.Watch{Holdings: []ops.HoldingKey{{Token: s.Tokens[0].Address, Account: d.Accounts.LP}}}); err != nil {
		t.Errorf("a holder's code is not needed: %v", err)
	}
}

// If the pool does not tell a removed token's circuit breaker, the token does not count as without.
func TestWatchUnreadBreaker(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, nil)
	c := dial(t, p.url, chain.Options{})
	s, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	watch := ops.Watch{Removed: []common.Address{d.Contracts.Vault}}
	if err := c.Watch(t.Context(), s, watch); err != nil || len(s.LeftBreakers) > 0 {
		t.Errorf("%+v, %v", s.LeftBreakers, err)
	}
	selector := hexutil.Encode(managedpool.NewManagedPool().PackGetCircuitBreakerState(common.Address{})[:4])
	p.result = func(method string, params json.RawMessage) string {
		if method == "eth_call" && strings.Contains(string(params), selector) {
			return `"0x"`
		}
		return ""
	}
	var no *chain.NotManagedError
	if err := c.Watch(t.Context(), s, watch); !errors.As(err, &no) {
		t.Errorf("%+v, %v", s.LeftBreakers, err)
	}
}

// An address that is not a token gives an error that names it, never a balance of zero.
func TestWatchNoToken(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	s, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []common.Address{{1}, s.Pool.Vault} { // no code, and another contract
		err := c.Watch(t.Context(), s, ops.Watch{Holdings: []ops.HoldingKey{{Token: address, Account: d.Accounts.Owner}}})
		var no *chain.NotTokenError
		if !errors.As(err, &no) || no.Address != address {
			t.Errorf("%s: %v", address, err)
		}
	}
}
