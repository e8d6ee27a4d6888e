package main

import (
	_ "embed"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"
)

//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Feed.sol Feed testdata/feed.hex

//go:embed testdata/feed.hex
var feedCode string

// feedContract deploys a price feed: feed NAME ANSWER DECIMALS AGE MOOD PHASE.
func feedContract(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 6 {
		ts.Fatalf("usage: feed NAME ANSWER DECIMALS AGE MOOD PHASE")
	}
	var numbers []*big.Int
	for _, word := range args[1:] {
		n, ok := new(big.Int).SetString(word, 10)
		if !ok {
			ts.Fatalf("%q is not a number", word)
		}
		numbers = append(numbers, n)
	}
	var arguments abi.Arguments
	for _, name := range []string{"int256", "uint8", "uint256", "uint256", "uint16", "string"} {
		kind, err := abi.NewType(name, "", nil)
		ts.Check(err)
		arguments = append(arguments, abi.Argument{Type: kind})
	}
	places, err := strconv.ParseUint(args[2], 10, 8)
	ts.Check(err)
	data, err := arguments.Pack(numbers[0], uint8(places), numbers[2], numbers[3], uint16(numbers[4].Uint64()), args[0]+" / USD")
	ts.Check(err)
	ts.Setenv(args[0], deploy(ts, append(common.FromHex(strings.TrimSpace(feedCode)), data...)).Hex())
}

// movefeed FEED AS: the contract at FEED gets the code of the one at AS.
func moveFeed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: movefeed FEED AS")
	}
	node, err := rpc.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	feed, as := ts.Getenv(args[0]), ts.Getenv(args[1])
	var code hexutil.Bytes
	ts.Check(node.Call(&code, "eth_getCode", as, "latest"))
	ts.Check(node.Call(nil, "anvil_setCode", feed, code))
	for slot := range uint64(10) {
		var word common.Hash
		at := common.BigToHash(new(big.Int).SetUint64(slot))
		ts.Check(node.Call(&word, "eth_getStorageAt", as, at, "latest"))
		ts.Check(node.Call(nil, "anvil_setStorageAt", feed, at, word))
	}
	ts.Check(node.Call(nil, "evm_mine"))
}
