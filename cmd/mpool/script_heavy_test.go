package main

import (
	"context"
	"encoding/json"
	"math/big"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/chain"
	"mpool/internal/execution"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/render"
)

// heavy writes a record of an older version without a limit on gas: the plan's only call, signed by the
// owner with a gas limit above what a transaction may have. It puts the id into $ID: heavy PLAN.
func heavy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: heavy PLAN")
	}
	plan, err := planner.ReadPlan(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	digest, err := plan.Digest()
	ts.Check(err)
	document, err := json.Marshal(plan)
	ts.Check(err)
	intent := execution.IntentTo(digest, plan, 0, plan.Calls[0])
	intent.Nonce = nonceOf(ts, intent.From)
	record, err := journal.Create(filepath.Join(ts.Getenv("HOME"), ".local", "state", "mpool", "journal"), time.Now, journal.Begin{
		Plan: digest, Operation: plan.Operation.Name(), Subject: plan.Predicted.Pool.Address, ChainID: plan.Predicted.ChainID, Calls: 1, Document: document,
	})
	ts.Check(err)
	ts.Check(record.Intend(intent))
	_, err = record.Seal(heavyCall(ts, plan, intent.Nonce))
	ts.Check(err)
	ts.Setenv("ID", record.ID())
	ts.Check(record.Close())
}

func heavyCall(ts *testscript.TestScript, plan *ops.Plan, nonce uint64) *types.Transaction {
	key, err := crypto.HexToECDSA(strings.TrimPrefix(ts.Getenv(render.DevnetKeyVariable), "0x"))
	ts.Check(err)
	on := new(big.Int).SetUint64(plan.Predicted.ChainID)
	call := plan.Calls[0]
	signed, err := types.SignNewTx(key, types.LatestSignerForChainID(on), &types.DynamicFeeTx{
		ChainID: on, Nonce: nonce, GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(3e9), Gas: chain.TransactionGas + 1, To: &call.To, Data: call.Data,
	})
	ts.Check(err)
	return signed
}

func nonceOf(ts *testscript.TestScript, account common.Address) uint64 {
	node, err := rpc.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	var nonce hexutil.Uint64
	ts.Check(node.Call(&nonce, "eth_getTransactionCount", account, "latest"))
	return uint64(nonce)
}
