package chain_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
	"mpool/internal/units"
)

// The past of a development chain: creation blocks, times, senders, members.
func TestPast(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	pool := d.Pool.Address
	add := managedpool.NewManagedPool().PackAddAllowedAddress(d.Accounts.LP)
	receipt, err := d.Send(t.Context(), "allowlist", d.Accounts.Owner, pool, add)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := devnet.Warp(t.Context(), d.Client(), 86400); err != nil {
		t.Fatal(err)
	}
	now, err := c.Snapshot(t.Context(), pool, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	last := now.Block.Number

	born, err := c.Birth(t.Context(), pool, last)
	if err != nil || born == 0 || born >= receipt.BlockNumber.Uint64() {
		t.Errorf("born in block %d of %d, %v", born, last, err)
	}
	var unborn *chain.NoCodeError
	if _, err := c.Snapshot(t.Context(), pool, chain.AtNumber(born-1)); !errors.As(err, &unborn) {
		t.Errorf("before its birth: %v", err)
	}
	if _, err := c.Snapshot(t.Context(), pool, chain.AtNumber(born)); err != nil {
		t.Errorf("at its birth: %v", err)
	}

	for since, want := range map[units.Time]uint64{0: 0, now.Block.Time - 86400 + 1: last, now.Block.Time: last, now.Block.Time + 1: last + 1} {
		if got, err := c.BlockSince(t.Context(), since, last); err != nil || got != want {
			t.Errorf("since %s it is block %d, %v; want %d", since, got, err, want)
		}
	}

	sent, err := c.Transactions.Envelopes(t.Context(), []common.Hash{receipt.TxHash})
	if err != nil || sent[receipt.TxHash].From != d.Accounts.Owner || *sent[receipt.TxHash].To != pool {
		t.Errorf("sent %+v, %v", sent, err)
	}
	if _, err := c.Transactions.Envelopes(t.Context(), []common.Hash{{1}}); err == nil {
		t.Error("an unknown transaction has a sender")
	}
	if _, err := c.Headers(t.Context(), []uint64{1, last + 1}); err == nil {
		t.Error("a block to come has a header")
	}

	at := chain.AtHash(now.Block.Hash)
	members, err := c.Members(t.Context(), pool, at, []common.Address{d.Accounts.LP, d.Accounts.Owner})
	if err != nil || !members[0].Allowed || members[1].Allowed {
		t.Errorf("members %v, %v", members, err)
	}
	contracts, err := c.Contracts(t.Context(), at, []common.Address{d.Accounts.LP, pool})
	if err != nil || len(contracts) != 1 || contracts[0] != pool {
		t.Errorf("contracts %v, %v", contracts, err)
	}
	infos, err := c.TokenInfos(t.Context(), at, []common.Address{d.Tokens[1].Address, d.Accounts.LP, d.Contracts.Vault})
	if err != nil || infos[d.Tokens[1].Address] != (chain.TokenInfo{Symbol: "USDC", Decimals: 6, Known: true}) ||
		infos[d.Accounts.LP].Known || infos[d.Contracts.Vault].Known {
		t.Errorf("tokens %+v, %v", infos, err)
	}
}

// If a node limits requests, reads are repeated, also many small ones.
func TestPastIsPatient(t *testing.T) {
	d := devChain(t, devnet.Options{})
	refusals := 2
	p := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
		if method == "eth_getBlockByNumber" && refusals > 0 {
			refusals--
			return `{"code":-32005,"message":"rate limit exceeded"}`
		}
		return ""
	})
	c := dial(t, p.url, chain.Options{})
	headers, err := c.Headers(t.Context(), []uint64{0, 1, 2})
	if err != nil || len(headers) != 3 || refusals != 0 {
		t.Errorf("%d headers, %v", len(headers), err)
	}
	forgets := proxy(t, d.RPC, func(method string, _ json.RawMessage) string {
		if method == "eth_getCode" {
			return `{"code":-32000,"message":"missing trie node"}`
		}
		return ""
	})
	var answer *wire.NodeError
	if _, err := dial(t, forgets.url, chain.Options{}).Birth(t.Context(), d.Pool.Address, 5); !errors.As(err, &answer) {
		t.Errorf("a node without old states answers %v", err)
	}
}

// A gateway's HTML page is an error, which quotes only a part of it.
func TestLogsOfNoNode(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, strings.Repeat("<b>forbidden</b>", 1000), http.StatusForbidden)
	}))
	t.Cleanup(server.Close)
	_, err := dial(t, server.URL, chain.Options{}).Logs(t.Context(), logFilter(), 0, 10, func(uint64) {})
	var failed *chain.LogsError
	if !errors.As(err, &failed) || len(err.Error()) > 500 {
		t.Errorf("error is %v", err)
	}
}
