package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
)

// logNode only answers eth_getLogs, with one log in each tenth block.
type logNode struct {
	most     uint64 // blocks per request
	refusal  string // JSON-RPC error for more blocks
	status   int    // HTTP status of the refusal; 0: 200
	meddle   func(log map[string]any) map[string]any
	requests int
	bursts   int // number of first requests that get status 429
}

func (n *logNode) start(t *testing.T) *chain.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(n.serve))
	t.Cleanup(server.Close)
	return dial(t, server.URL, chain.Options{})
}

func (n *logNode) serve(w http.ResponseWriter, r *http.Request) {
	n.requests++
	var request struct {
		ID     json.RawMessage `json:"id"`
		Params []struct {
			From hexutil.Uint64 `json:"fromBlock"`
			To   hexutil.Uint64 `json:"toBlock"`
		} `json:"params"`
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	from, to := uint64(request.Params[0].From), uint64(request.Params[0].To)
	w.Header().Set("Content-Type", "application/json")
	switch {
	case n.bursts > 0:
		n.bursts--
		w.WriteHeader(http.StatusTooManyRequests)
	case to-from+1 > n.most:
		if n.status != 0 {
			w.WriteHeader(n.status)
		}
		if n.refusal != "" {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":%s}`, request.ID, n.refusal)
		}
	default:
		text, _ := json.Marshal(n.logs(from, to))
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":%s}`, request.ID, text)
	}
}

func (n *logNode) logs(from, to uint64) []map[string]any {
	list := []map[string]any{}
	for b := (from + 9) / 10 * 10; b <= to; b += 10 {
		log := logOf(b)
		if n.meddle != nil {
			log = n.meddle(log)
		}
		list = append([]map[string]any{log}, list...) // newest first
	}
	return list
}

func logOf(block uint64) map[string]any {
	return map[string]any{"address": logContract(), "topics": []common.Hash{{7}}, "data": "0x", "blockNumber": hexutil.Uint64(block),
		"blockHash": common.Hash{1}, "transactionHash": common.Hash{2}, "transactionIndex": "0x0", "logIndex": "0x0", "removed": false}
}

func logContract() common.Address { return common.Address{5} }

func logFilter() chain.LogFilter {
	return chain.LogFilter{Address: logContract(), Topics: [][]common.Hash{{{7}, {8}}}}
}

// Six nodes that refuse in their own words, and their logs.
func TestLogs(t *testing.T) {
	const last = 300_000
	nodes := map[string]*logNode{
		"all at once":  {most: last * 2},
		"results":      {most: 20_000, refusal: `{"code":-32005,"message":"query returned more than 10000 results. Try with this block range [0x0, 0x4e20]."}`},
		"size":         {most: 10_000, refusal: `{"code":-32602,"message":"Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range"}`},
		"range":        {most: 10_000, refusal: `{"code":-32614,"message":"eth_getLogs is limited to a 10,000 range"}`, status: 400},
		"wide":         {most: 50_000, refusal: `{"code":-32000,"message":"exceed maximum block range: 50000"}`},
		"entity":       {most: 30_000, status: 413},
		"gateway":      {most: 70_000, status: 504},
		"node timeout": {most: 90_000, refusal: `{"code":-32000,"message":"query timeout exceeded"}`},
		"requests":     {most: last * 2, bursts: 2},
	}
	for name, n := range nodes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var done uint64
			logs, err := n.start(t).Logs(t.Context(), logFilter(), 5, last, func(d uint64) {
				if d < done {
					t.Errorf("progress goes back from %d to %d", done, d)
				}
				done = d
			})
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "logs", len(logs), last/10)
			for i, l := range logs {
				if l.BlockNumber != uint64(i+1)*10 {
					t.Fatalf("log %d is of block %d", i, l.BlockNumber)
				}
			}
			equal(t, "done", done, last-4)
			t.Logf("%d requests", n.requests)
		})
	}
}

// If logs cannot be read, the error says why.
func TestNoLogs(t *testing.T) {
	nodes := map[string]*logNode{
		"the node rejects a request for the logs of one block":                       {most: 0, refusal: `{"code":-32005,"message":"query returned more than 10000 results"}`},
		"the node allows so few blocks per request that reading would take too long": {most: 1, refusal: `{"code":-32000,"message":"block range is too wide"}`},
		"pruned history unavailable":                                                 {most: 0, refusal: `{"code":4444,"message":"pruned history unavailable"}`},
	}
	for want, n := range nodes {
		last := uint64(1000)
		if n.most == 1 {
			last = 400_000_000
		}
		_, err := n.start(t).Logs(t.Context(), logFilter(), 0, last, func(uint64) {})
		var failed *chain.LogsError
		if !errors.As(err, &failed) || !strings.Contains(err.Error(), want) || failed.Hint() == "" {
			t.Errorf("error is %v, want one that says %q", err, want)
		}
		if n.requests > 40 {
			t.Errorf("%s: %d requests", want, n.requests)
		}
	}
}

// Logs that cannot match the request are an error.
func TestLogsAreChecked(t *testing.T) {
	set := func(key string, value any) func(map[string]any) map[string]any {
		return func(l map[string]any) map[string]any { l[key] = value; return l }
	}
	for name, meddle := range map[string]func(map[string]any) map[string]any{
		"not requested":                         set("address", common.Address{6}),
		"that was not requested":                set("topics", []common.Hash{{9}}),
		"log from block":                        set("topics", []common.Hash{}),
		"instead of 0 to 25":                    set("blockNumber", hexutil.Uint64(26)),
		"without its block or transaction hash": set("blockHash", common.Hash{}),
		"two logs with number 0 ": func(l map[string]any) map[string]any {
			l["transactionHash"] = common.Hash{1, byte(l["blockNumber"].(hexutil.Uint64))}
			l["blockNumber"] = "0x1"
			return l
		},
	} {
		n := &logNode{most: 1000, meddle: meddle}
		if _, err := n.start(t).Logs(t.Context(), logFilter(), 0, 25, func(uint64) {}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error is %v, want one that says %q", err, name)
		}
	}
	n := &logNode{most: 1000, meddle: set("removed", true)}
	logs, err := n.start(t).Logs(t.Context(), logFilter(), 0, 25, func(uint64) {})
	if err != nil || len(logs) != 0 {
		t.Errorf("undone logs: %v, %v", logs, err)
	}
	n = &logNode{most: 1000, meddle: set("blockNumber", "0x3")}
	logs, err = n.start(t).Logs(t.Context(), logFilter(), 0, 25, func(uint64) {})
	if err != nil || len(logs) != 1 {
		t.Errorf("one log, three times: %v, %v", logs, err)
	}
}
