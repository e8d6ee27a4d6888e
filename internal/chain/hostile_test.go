package chain_test

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// deploy deploys one of testdata's contracts. Arguments are whole words.
func deploy(t *testing.T, c *chain.Client, from common.Address, name string, args ...common.Hash) common.Address {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name + ".hex")
	if err != nil {
		t.Fatal(err)
	}
	code, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range args {
		code = append(code, a[:]...)
	}
	account, err := c.AccountAt(t.Context(), from, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	at := crypto.CreateAddress(from, account.Nonce)
	sendAs(t, c, map[string]any{"from": from, "data": hexutil.Bytes(code), "gas": "0x500000"})
	return at
}

// sendAs sends a transaction of one of the node's own accounts and waits for it.
func sendAs(t *testing.T, c *chain.Client, tx map[string]any) {
	t.Helper()
	var hash common.Hash
	if err := dialRaw(t, c.Wire.Node()).CallContext(t.Context(), &hash, "eth_sendTransaction", tx); err != nil {
		t.Fatal(err)
	}
	if receipt, err := c.Transactions.Await(t.Context(), chain.Sent{Hash: hash}, chain.Patience{Confirmations: 1, Poll: time.Millisecond}); err != nil || !receipt.Success {
		t.Fatalf("%+v, %v", receipt, err)
	}
}

// rpcDo calls a method of the development node that the client does not have.
func rpcDo(t *testing.T, url, method string, args ...any) {
	t.Helper()
	node := dialRaw(t, url)
	if err := node.CallContext(t.Context(), nil, method, args...); err != nil {
		t.Fatal(err)
	}
}

func addressWord(a common.Address) common.Hash { return common.BytesToHash(a[:]) }

func numberWord(n uint64) common.Hash { return uint256.NewInt(n).Bytes32() }

func otherPoolArgs(d *devnet.Devnet) []common.Hash {
	args := []common.Hash{addressWord(d.Contracts.Vault), numberWord(64), numberWord(2)}
	a, b := d.Tokens[0].Address, d.Tokens[1].Address
	if a.Cmp(b) > 0 {
		a, b = b, a
	}
	return append(args, addressWord(a), addressWord(b))
}

// TestHostileTokens has a pool whose tokens turn hostile after its creation. Their symbols and
// decimals do not prevent reading the pool.
func TestHostileTokens(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	symbols := []string{"", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF", "\x1b[31mred\u202e\n\x00\xff", "BYTES32", "", "", "", "", "CUT" + strings.Repeat("\x00", 29), ""}
	spec := devnet.PoolSpec{Symbol: "HOSTILE", SwapFee: units.FixedFrom(1e15), Uninitialised: true}
	want := map[common.Address]string{}
	for mood, symbol := range symbols {
		token := deploy(t, c, d.Accounts.Owner, "hostiletoken", numberWord(uint64(mood)))
		want[token] = symbol
		spec.Tokens = append(spec.Tokens, devnet.PoolToken{Address: token, Weight: units.FixedFrom(1e17)})
	}
	pool, err := d.CreatePool(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	for token := range want {
		turn := hexutil.Bytes(crypto.Keccak256([]byte("turn()"))[:4])
		sendAs(t, c, map[string]any{"from": d.Accounts.Owner, "to": token, "data": turn})
	}
	p := proxy(t, d.RPC, nil)
	s := snapshot(t, dial(t, p.url, chain.Options{}), pool.Address, chain.Latest())
	equal(t, "HTTP requests", p.http, 1)
	equal(t, "tokens", len(s.Tokens), len(symbols))
	for _, token := range s.Tokens {
		equal(t, "symbol", token.Symbol.Bare(), want[token.Address])
		equal(t, "decimals", token.Decimals, 6)
	}
	equal(t, "supply before the first join", s.Supply.Actual, units.Amount{Decimals: 18})
}

func TestLongNames(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	for _, size := range []int{0, 1, 31, 32, 33, 63, 64, 65, 3000} {
		name := strings.Repeat("n", size)
		pool, err := d.CreatePool(t.Context(), devnet.PoolSpec{Name: name, Symbol: "s" + name, Uninitialised: true, SwapFee: units.FixedFrom(1e15),
			Tokens: []devnet.PoolToken{{Address: d.Tokens[0].Address, Weight: units.FixedFrom(5e17)}, {Address: d.Tokens[1].Address, Weight: units.FixedFrom(5e17)}}})
		if err != nil {
			t.Fatal(err)
		}
		s := snapshot(t, c, pool.Address, chain.Latest())
		if size > 0 { // the development chain replaces an empty name
			equal(t, "name", s.Pool.Name, named.Pool(name[:min(size, 64)]))
		}
		equal(t, "symbol", s.Pool.Symbol, named.Symbol(("s" + name)[:min(size+1, 32)]))
	}
}

func TestOwnerKinds(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	delegating := common.Address{0x77, 0x02}
	rpcDo(t, d.RPC, "anvil_setCode", delegating, hexutil.Bytes(append([]byte{0xef, 0x01, 0x00}, d.Contracts.Vault[:]...)))
	owners := map[common.Address]ops.OwnerKind{
		d.Accounts.LP:     ops.OwnerAccount,
		d.Contracts.Vault: ops.OwnerContract,
		delegating:        ops.OwnerAccount,
		deploy(t, c, d.Accounts.Owner, "safelike"):                        ops.OwnerSafe,
		common.HexToAddress("0xBA1BA1ba1BA1bA1bA1Ba1BA1ba1BA1bA1ba1ba1B"): ops.OwnerDelegate,
	}
	for owner, kind := range owners {
		pool, err := d.CreatePool(t.Context(), devnet.PoolSpec{Symbol: "OWNED", Owner: owner, Uninitialised: true, SwapFee: units.FixedFrom(1e15),
			MustAllowlistLPs: true, SwapsDisabled: true,
			Tokens: []devnet.PoolToken{{Address: d.Tokens[0].Address, Weight: units.FixedFrom(5e17)}, {Address: d.Tokens[1].Address, Weight: units.FixedFrom(5e17)}}})
		if err != nil {
			t.Fatal(err)
		}
		s := snapshot(t, c, pool.Address, chain.Latest())
		equal(t, "owner", s.Pool.Owner, owner)
		equal(t, "kind of owner", s.Pool.OwnerKind, kind)
		equal(t, "allowlist", s.Pool.MustAllowlistLPs, true)
		equal(t, "swaps", s.Pool.SwapEnabled, false)
	}
}
