package main

import (
	_ "embed"
	"encoding/json"
	"math/big"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"
)

//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/LyingToken.sol LyingToken testdata/lyingtoken.hex

// lyingToken is the creation code of LyingToken, in hex.
//
//go:embed testdata/lyingtoken.hex
var lyingToken string

// liar deploys a LyingToken and exports its address: liar NAME MOOD DECIMALS SYMBOL. SYMBOL may have
// Go's escapes, or is NxTEXT for N repetitions of TEXT.
func liar(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: liar NAME MOOD DECIMALS SYMBOL")
	}
	mood, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	decimals, err := strconv.ParseUint(args[2], 10, 8)
	ts.Check(err)
	symbol, err := strconv.Unquote(`"` + args[3] + `"`)
	ts.Check(err)
	if times, text, found := strings.Cut(symbol, "x"); found {
		if n, err := strconv.Atoi(times); err == nil {
			symbol = strings.Repeat(text, n)
		}
	}
	code := append(common.FromHex(strings.TrimSpace(lyingToken)), packed(ts, big.NewInt(mood), uint8(decimals), symbol, common.HexToAddress(ts.Getenv("OTHER")))...)
	ts.Setenv(args[0], deploy(ts, code).Hex())
}

// packed encodes the constructor's arguments.
func packed(ts *testscript.TestScript, values ...any) []byte {
	var arguments abi.Arguments
	for _, name := range []string{"uint256", "uint8", "string", "address"} {
		kind, err := abi.NewType(name, "", nil)
		ts.Check(err)
		arguments = append(arguments, abi.Argument{Type: kind})
	}
	data, err := arguments.Pack(values...)
	ts.Check(err)
	return data
}

// deploy creates a contract from the node's owner account.
func deploy(ts *testscript.TestScript, code []byte) common.Address {
	node, err := rpc.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	var hash common.Hash
	ts.Check(node.Call(&hash, "eth_sendTransaction", map[string]any{
		"from": ts.Getenv("ETH_FROM"), "data": hexutil.Bytes(code), "gas": hexutil.Uint64(16_000_000)}))
	for range 6000 { // half a minute
		var receipt *struct{ ContractAddress common.Address }
		ts.Check(node.Call(&receipt, "eth_getTransactionReceipt", hash))
		if receipt != nil {
			return receipt.ContractAddress
		}
		time.Sleep(5 * time.Millisecond)
	}
	ts.Fatalf("no receipt of the contract's creation")
	return common.Address{}
}

// sameTokens compares two outputs of `mpool status --json`: the tokens, their order and balances are
// equal, and the weights differ by at most WEI: sametokens BEFORE AFTER WEI.
func sameTokens(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: sametokens BEFORE AFTER WEI")
	}
	before, after := statusTokens(ts, args[0]), statusTokens(ts, args[1])
	most, ok := new(big.Int).SetString(args[2], 10)
	if !ok || len(before) != len(after) || len(before) == 0 {
		ts.Fatalf("%d tokens before, %d after", len(before), len(after))
	}
	for i, b := range before {
		a := after[i]
		from, _ := new(big.Int).SetString(b.Weight.Now, 10)
		to, _ := new(big.Int).SetString(a.Weight.Now, 10)
		off := new(big.Int).Sub(to, from)
		if b.Address != a.Address || b.Cash != a.Cash || b.Managed != a.Managed || b.Manager != a.Manager || off.CmpAbs(most) > 0 {
			ts.Fatalf("token %d: before %+v, after %+v", i, b, a)
		}
	}
}

type statusToken struct {
	Address common.Address
	Cash    struct{ Raw string }
	Managed struct{ Raw string }
	Manager common.Address `json:"asset_manager"`
	Weight  struct{ Now string }
}

func statusTokens(ts *testscript.TestScript, file string) []statusToken {
	text, err := os.ReadFile(ts.MkAbs(file))
	ts.Check(err)
	var status struct {
		Data struct{ Tokens []statusToken }
	}
	ts.Check(json.Unmarshal(text, &status))
	return status.Data.Tokens
}
