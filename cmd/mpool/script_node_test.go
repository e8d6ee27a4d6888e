package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/anvil"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/units"
)

//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/GasPriceOracle.sol GasPriceOracle testdata/gaspriceoracle.hex

// answering puts a proxy before the node that returns this JSON for each call of a method: answers
// METHOD RESULT.
func answering(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: answers METHOD RESULT")
	}
	edited(ts, args[0], func(json.RawMessage) json.RawMessage { return json.RawMessage(args[1]) })
}

// deny puts a proxy before the node that forwards each call of a method and then returns an error: deny
// METHOD MESSAGE.
func deny(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: deny METHOD MESSAGE")
	}
	node := ts.Getenv("ETH_RPC_URL")
	before(ts, args[0], func(w http.ResponseWriter, body []byte) bool {
		calls, _ := callsOf(body)
		answerTo(node, calls[0])
		return json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": calls[0]["id"], "error": map[string]any{"code": -32000, "message": args[1]}}) == nil
	})
}

// away puts a proxy before the node that fails for some seconds, beginning one second after its first
// request: away SECONDS.
func away(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: away SECONDS")
	}
	seconds, err := time.ParseDuration(args[0] + "s")
	ts.Check(err)
	var first atomic.Int64
	before(ts, "jsonrpc", func(w http.ResponseWriter, _ []byte) bool {
		first.CompareAndSwap(0, time.Now().UnixNano())
		since := time.Duration(time.Now().UnixNano() - first.Load())
		if since < time.Second || since > time.Second+seconds {
			return false
		}
		http.Error(w, "out for lunch", http.StatusServiceUnavailable)
		return true
	})
}

// hiding puts a proxy before the node that knows no transaction, mined or pending: hidden FILE, which
// holds the next nonce as JSON.
func hiding(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hidden FILE")
	}
	answering(ts, false, []string{"eth_getTransactionByHash", "null"})
	answering(ts, false, []string{"eth_getTransactionCount", ts.ReadFile(args[0])})
}

// receipts puts a proxy before the node that sets a field of every receipt, or removes it without
// VALUE: receipts FIELD [VALUE].
func receipts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: receipts FIELD [VALUE]")
	}
	edited(ts, "eth_getTransactionReceipt", func(result json.RawMessage) json.RawMessage {
		var fields map[string]json.RawMessage
		if json.Unmarshal(result, &fields) != nil || fields == nil {
			return result // null: not mined yet
		}
		delete(fields, args[0])
		if len(args) == 2 {
			fields[args[0]] = json.RawMessage(args[1])
		}
		text, err := json.Marshal(fields)
		if err != nil {
			return result
		}
		return text
	})
}

// edited puts a proxy before the node that changes the result of each call of a method, in batches too.
func edited(ts *testscript.TestScript, method string, edit func(json.RawMessage) json.RawMessage) {
	node := ts.Getenv("ETH_RPC_URL")
	before(ts, method, func(w http.ResponseWriter, body []byte) bool {
		calls, batch := callsOf(body)
		list := make([]map[string]json.RawMessage, len(calls))
		for i, call := range calls {
			list[i] = answerTo(node, call)
			if string(call["method"]) == `"`+method+`"` && list[i]["result"] != nil {
				list[i]["result"] = edit(list[i]["result"])
			}
		}
		w.Header().Set("Content-Type", "application/json")
		if !batch && len(list) == 1 {
			return json.NewEncoder(w).Encode(list[0]) == nil
		}
		return json.NewEncoder(w).Encode(list) == nil
	})
}

// callsOf returns the calls of a request, and whether it is a batch.
func callsOf(body []byte) ([]map[string]json.RawMessage, bool) {
	var calls []map[string]json.RawMessage
	if json.Unmarshal(body, &calls) == nil {
		return calls, true
	}
	var call map[string]json.RawMessage
	_ = json.Unmarshal(body, &call) // an invalid call has no method and is forwarded
	return []map[string]json.RawMessage{call}, false
}

// answerTo sends one call to a node and returns the answer.
func answerTo(node string, call map[string]json.RawMessage) map[string]json.RawMessage {
	body, err := json.Marshal(call)
	if err != nil {
		return nil
	}
	answer, err := http.Post(node, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil
	}
	defer func() { _ = answer.Body.Close() }() // read only
	text, err := io.ReadAll(answer.Body)
	var fields map[string]json.RawMessage
	if err != nil || json.Unmarshal(text, &fields) != nil {
		return nil
	}
	return fields
}

// socket starts an anvil with a socket on the chain's state: socket FILE.
func socket(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: socket FILE")
	}
	program, err := anvil.Find("", ts.Getenv("ROOT"))
	ts.Check(err)
	child, err := anvil.Start(context.Background(), program, 0, "--fork-url", ts.Getenv("ETH_RPC_URL"), "--ipc", ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { ts.Check(child.Stop()) })
}

// genesis replaces the chain by an anvil that has its state in block 0 and has mined nothing: genesis
// begun|given. It starts with the state, or gets it while running, at a later time than its block's.
func genesis(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: genesis begun|given")
	}
	ctx := context.Background()
	node, err := rpc.DialContext(ctx, ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	alloc, err := gethtest.State(ctx, node)
	ts.Check(err)
	begin := gethtest.Genesis(alloc, units.Time(time.Now().Unix()))
	flags := []string{"--chain-id", "31337"}
	if args[0] == "begun" {
		begin.Config.ChainID = big.NewInt(31337)
		text, err := json.Marshal(begin)
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs("genesis.json"), text, 0o600))
		flags = append(flags, "--init", ts.MkAbs("genesis.json"))
	}
	program, err := anvil.Find("", ts.Getenv("ROOT"))
	ts.Check(err)
	child, err := anvil.Start(ctx, program, 0, flags...)
	ts.Check(err)
	ts.Defer(func() { ts.Check(child.Stop()) })
	ts.Setenv("ETH_RPC_URL", child.URL)
	if args[0] == "given" {
		give(ts, child.URL, alloc)
	}
}

// give loads a state into a running anvil without a block.
func give(ts *testscript.TestScript, url string, alloc types.GenesisAlloc) {
	node, err := rpc.Dial(url)
	ts.Check(err)
	defer node.Close()
	for address, account := range alloc {
		ts.Check(node.Call(nil, "anvil_setCode", address, hexutil.Bytes(account.Code)))
		ts.Check(node.Call(nil, "anvil_setNonce", address, hexutil.Uint64(account.Nonce)))
		for slot, word := range account.Storage {
			ts.Check(node.Call(nil, "anvil_setStorageAt", address, slot, word))
		}
	}
}
