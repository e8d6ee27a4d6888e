package planner

import (
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// counting is a proxy of the node that counts HTTP requests.
func counting(t *testing.T, node string) (string, *atomic.Int64) {
	t.Helper()
	to, err := url.Parse(node)
	if err != nil {
		t.Fatal(err)
	}
	n := new(atomic.Int64)
	pass := httputil.NewSingleHostReverseProxy(to)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, n
}

// deployFeed deploys a test price feed with a fresh price and 8 decimals.
func deployFeed(t *testing.T, d *devnet.Devnet, price int64) common.Address {
	t.Helper()
	code, err := os.ReadFile("../../cmd/mpool/testdata/feed.hex")
	if err != nil {
		t.Fatal(err)
	}
	var arguments abi.Arguments
	for _, name := range []string{"int256", "uint8", "uint256", "uint256", "uint16", "string"} {
		kind, err := abi.NewType(name, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, abi.Argument{Type: kind})
	}
	packed, err := arguments.Pack(big.NewInt(price), uint8(8), big.NewInt(60), big.NewInt(0), uint16(6), "a feed")
	if err != nil {
		t.Fatal(err)
	}
	var hash common.Hash
	data := hexutil.Bytes(append(common.FromHex(strings.TrimSpace(string(code))), packed...))
	if err := d.Client().CallContext(t.Context(), &hash, "eth_sendTransaction", map[string]any{"from": d.Accounts.LP, "data": data}); err != nil {
		t.Fatal(err)
	}
	for range 6000 { // half a minute
		var receipt *struct {
			Address common.Address `json:"contractAddress"`
		}
		if err := d.Client().CallContext(t.Context(), &receipt, "eth_getTransactionReceipt", hash); err != nil {
			t.Fatal(err)
		}
		if receipt != nil {
			return receipt.Address
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the feed is not on the chain")
	return common.Address{}
}

// Reading the feeds needs no HTTP requests in addition to those that read the pool.
func TestFeedsInThePoolsRequest(t *testing.T) {
	d, err := devnet.Start(t.Context(), devnet.Options{Root: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	node, requests := counting(t, d.RPC)
	settings := config.NewSettings(func(string) (string, bool) { return "", false })
	settings.RPCURL, settings.Contracts.FactoryV1, settings.Contracts.Vault = node, d.Contracts.FactoryV1, d.Contracts.Vault
	settings.Feeds = []config.Feed{
		{Token: "WETH", Hops: []common.Address{deployFeed(t, d, 2500e8)}, MaxAge: 3600},
		{Token: "USDC", Hops: []common.Address{deployFeed(t, d, 1e8)}, MaxAge: 3600},
		{Token: "OTHER", Hops: []common.Address{{0x99}}, MaxAge: 3600}, // of another pool
	}
	client, err := (&Nodes{Settings: settings}).Dial(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	pl := New(settings, nil, nil)
	for _, test := range []struct {
		read     func() (*ops.Snapshot, error)
		requests int64
	}{
		{func() (*ops.Snapshot, error) { return client.Snapshot(t.Context(), d.Pool.Address, chain.Latest()) }, 1},
		{func() (*ops.Snapshot, error) {
			return pl.Reads.Only(t.Context(), client, d.Pool.Address, chain.Latest())
		}, 2}, // one more for circuit breakers
	} {
		requests.Store(0)
		s, err := test.read()
		if err != nil {
			t.Fatal(err)
		}
		if err := pl.Feeds.Ask(t.Context(), client, s); err != nil {
			t.Fatal(err)
		}
		f := pl.Feeds.Last()
		if n := requests.Load(); n != test.requests || f == nil || len(f.Prices) != 2 || len(f.Problems) != 0 || f.Prices[0].Descriptions[0] != "a feed" {
			t.Errorf("%d requests, want %d: %+v", n, test.requests, f)
		}
	}
}
