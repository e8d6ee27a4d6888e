package main

import (
	"encoding/json"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/bindings/managedpool"
)

// members enforces the allowlist of the Safe's pool, or stops that: members only, or members all. It uses
// no signatures, so the Safe keeps its nonce.
func members(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 || args[0] != "only" && args[0] != "all" {
		ts.Fatalf("usage: members only|all")
	}
	node, err := rpc.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	of, had := common.HexToAddress(ts.Getenv("SAFE")), new(hexutil.Big)
	call := func(into any, method string, words ...any) { ts.Check(node.Call(into, method, words...)) }
	call(had, "eth_getBalance", of, "latest")
	call(nil, "anvil_setBalance", of, (*hexutil.Big)(big.NewInt(1e18)))
	call(nil, "anvil_impersonateAccount", of)
	data := managedpool.NewManagedPool().PackSetMustAllowlistLPs(args[0] == "only")
	var hash common.Hash
	call(&hash, "eth_sendTransaction", map[string]any{"from": of, "to": ts.Getenv("MPOOL_POOL"), "data": hexutil.Bytes(data)})
	for receipt := (json.RawMessage)(nil); len(receipt) == 0 || string(receipt) == "null"; time.Sleep(20 * time.Millisecond) {
		call(&receipt, "eth_getTransactionReceipt", hash)
	}
	call(nil, "anvil_stopImpersonatingAccount", of)
	call(nil, "anvil_setBalance", of, had)
}
