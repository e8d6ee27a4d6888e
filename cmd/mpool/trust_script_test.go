package main

import (
	"context"
	_ "embed"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"
)

//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol FakePool testdata/fakepool.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol FakeVault testdata/fakevault.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol OddToken testdata/oddtoken.hex

// deployed puts a contract of testdata on the development chain, and its address into
// a variable: deployed VARIABLE CONTRACT WORD..., where a word is an address or a
// number.
func deployed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: deployed VARIABLE CONTRACT WORD...")
	}
	text, err := os.ReadFile(filepath.Join(ts.Getenv("ROOT"), "cmd", "mpool", "testdata", args[1]+".hex"))
	ts.Check(err)
	code := common.FromHex(strings.TrimSpace(string(text)))
	for _, word := range args[2:] {
		n, ok := new(big.Int).SetString(word, 0)
		if !ok {
			ts.Fatalf("%s is no word", word)
		}
		code = append(code, common.LeftPadBytes(n.Bytes(), 32)...)
	}
	ctx := context.Background()
	node, err := rpc.DialContext(ctx, ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	var accounts []common.Address
	ts.Check(node.CallContext(ctx, &accounts, "eth_accounts"))
	var hash common.Hash
	ts.Check(node.CallContext(ctx, &hash, "eth_sendTransaction", map[string]any{"from": accounts[5], "data": hexutil.Bytes(code), "gas": "0x500000"}))
	for range 200 {
		var receipt *struct {
			Status          hexutil.Uint64
			ContractAddress common.Address
		}
		ts.Check(node.CallContext(ctx, &receipt, "eth_getTransactionReceipt", hash))
		if receipt != nil && receipt.Status == 1 {
			ts.Setenv(args[0], receipt.ContractAddress.Hex())
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s cannot be created", args[1])
}
