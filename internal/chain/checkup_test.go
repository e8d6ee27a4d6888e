package chain_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// ranged is a node without logs that answers eth_getLogs for at most this many blocks.
func ranged(t *testing.T, most uint64, refusal string) *chain.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct {
			ID     json.RawMessage `json:"id"`
			Params []struct {
				From hexutil.Uint64 `json:"fromBlock"`
				To   hexutil.Uint64 `json:"toBlock"`
			} `json:"params"`
		}
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			t.Error(err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if uint64(request.Params[0].To-request.Params[0].From)+1 > most {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":%s}`, request.ID, refusal)
			return
		}
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":[]}`, request.ID)
	}))
	t.Cleanup(server.Close)
	return dial(t, server.URL, chain.Options{})
}

// LogSpan finds the largest span that a node answers, whatever words the node uses to refuse.
func TestLogSpan(t *testing.T) {
	spans := []uint64{1_000_000, 10_000, 100}
	refusals := []string{
		`{"code":-32005,"message":"query returned more than 10000 results"}`,
		`{"code":-32000,"message":"exceed maximum block range"}`,
		`{"code":-32603,"message":"no such luck"}`,
	}
	for _, refusal := range refusals {
		for _, test := range []struct{ most, last, want uint64 }{
			{2_000_000, 5_000_000, 1_000_000}, {10_000, 5_000_000, 10_000}, {9999, 5_000_000, 100}, {99, 5_000_000, 0}, {51, 50, 1_000_000},
		} {
			span, err := ranged(t, test.most, refusal).Checkup.LogSpan(t.Context(), test.last, spans)
			if err != nil || span != test.want {
				t.Errorf("%s %+v: %d, %v", refusal, test, span, err)
			}
		}
	}
	if _, err := ranged(t, 0, `{"code":429,"message":"slow down"}`).Checkup.LogSpan(t.Context(), 10, spans); err == nil {
		t.Error("a node that is busy has no ranges")
	}
}

// The checks distinguish a node without batches or simulations from an unreachable one.
func TestCheckup(t *testing.T) {
	node := devChain(t, devnet.Options{})
	plain := proxy(t, node.RPC, func(string, json.RawMessage) string { return "" })
	client := dial(t, plain.url, chain.Options{})
	if no, err := client.Checkup.Simulates(t.Context()); no != "" || err != nil {
		t.Errorf("%q, %v", no, err)
	}
	if takes, err := client.Checkup.TakesBatches(t.Context()); !takes || err != nil {
		t.Errorf("%v, %v", takes, err)
	}
	poor := proxy(t, node.RPC, func(method string, _ json.RawMessage) string {
		if method == "eth_simulateV1" {
			return `{"code":-32601,"message":"the method does not exist"}`
		}
		return ""
	})
	poor.noBatches = func(w http.ResponseWriter) {
		_, _ = w.Write([]byte(`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}`))
	}
	client = dial(t, poor.url, chain.Options{})
	if no, err := client.Checkup.Simulates(t.Context()); no == "" || err != nil {
		t.Errorf("%q, %v", no, err)
	}
	if takes, err := client.Checkup.TakesBatches(t.Context()); takes || err != nil {
		t.Errorf("%v, %v", takes, err)
	}
	gone := dial(t, "http://127.0.0.1:1", chain.Options{Once: true})
	if _, err := gone.Checkup.Simulates(t.Context()); err == nil {
		t.Error("nobody simulates")
	}
	if _, err := gone.Checkup.TakesBatches(t.Context()); err == nil {
		t.Error("nobody takes batches")
	}
}

// The factories of a development chain are the configured ones that have code. Owners returns the
// owners with which the pools were created.
func TestOwners(t *testing.T) {
	node := devChain(t, devnet.Options{})
	client := dial(t, node.RPC, chain.Options{Factories: []chain.Factory{{Address: node.Contracts.FactoryV1, Generation: ops.V1}}})
	head, err := client.Header(t.Context(), chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	at := chain.AtHash(head.Hash)
	list, err := client.Factories.FactoriesOn(t.Context(), chain.DevelopmentChain, at)
	if err != nil || len(list) == 0 {
		t.Fatalf("%v, %v", list, err)
	}
	var created int
	for _, factory := range list {
		logs, err := client.Logs(t.Context(), chain.LogFilter{Address: factory.Address, Topics: chain.CreatedTopics()}, 0, head.Number, func(uint64) {})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range logs {
			if chain.CreatedPool(l) == node.Pool.Address {
				created++
			}
		}
	}
	equal(t, "events of the pool", created, 1)
	owners, err := client.Factories.Owners(t.Context(), at, []common.Address{node.Pool.Address})
	if err != nil || owners[0] != node.Accounts.Owner {
		t.Errorf("%v, %v", owners, err)
	}
}
