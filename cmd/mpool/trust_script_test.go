package main

import (
	"context"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/holiman/uint256"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/devnet"
	"mpool/internal/units"
)

//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol FakePool testdata/fakepool.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol FakeVault testdata/fakevault.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol OddToken testdata/oddtoken.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol Registry testdata/registry.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol Bomber testdata/bomber.hex
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/Thief.sol Router testdata/router.hex

// deployed deploys a contract of testdata and puts its address into a variable: deployed VARIABLE
// CONTRACT WORD..., where a word is an address or a number.
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
	for range 3000 { // half a minute
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

// thieves starts a development chain whose pool a Safe owns and manages, and on which a thief has
// created pools of the same name through the same factory: thieves SAFE-VERSION. THIEF_POOL belongs to
// the thief, and the Safe manages its USDC and DAI. GIFT_POOL belongs to the Safe, and the thief
// manages its tokens. JUNK_POOL holds USDC and a token of which the thief has a large amount.
func thieves(artifacts []string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 1 {
			ts.Fatalf("usage: thieves SAFE-VERSION")
		}
		ctx := context.Background()
		c, err := devnet.Start(ctx, devnet.Options{Root: ts.Getenv("ROOT"), Safe: args[0], Artifacts: artifacts})
		ts.Check(err)
		ts.Defer(func() { ts.Check(c.Close()) })
		exportDevnet(ts, c)
		token := map[string]common.Address{}
		for _, t := range c.Tokens {
			token[t.Symbol] = t.Address
			ts.Setenv(t.Symbol, t.Address.Hex())
		}
		ts.Setenv("VAULT", c.Contracts.Vault.Hex())
		ts.Setenv("POOL_ID", c.Pool.ID.Hex())
		thief := common.HexToAddress("0x976EA74026E726554dB657fA54763abd0C3a0aa9")
		ts.Setenv("THIEF", thief.Hex())
		ts.Check(c.Mint(ctx, token["USDC"], c.Safe.Address, big.NewInt(1_000_000e6)))
		odd := deployOdd(ts)
		for name, spec := range map[string]devnet.PoolSpec{
			"THIEF": {Owner: thief, Tokens: pair(token["USDC"], token["DAI"], c.Safe.Address)},
			"GIFT":  {Owner: c.Safe.Address, Tokens: pair(token["USDC"], token["DAI"], thief)},
			"JUNK":  {Owner: thief, Tokens: pair(token["USDC"], odd, thief)},
		} {
			for _, t := range spec.Tokens {
				ts.Check(c.Mint(ctx, t.Address, c.Accounts.Owner, t.Balance.ToBig()))
			}
			spec.Name, spec.Symbol, spec.SwapFee = "Demo Managed Pool", "DEMO-MP", units.FixedFrom(3e15)
			pool, err := c.CreatePool(ctx, spec)
			ts.Check(err)
			ts.Setenv(name+"_POOL", pool.Address.Hex())
			ts.Setenv(name+"_ID", pool.ID.Hex())
			if name == "JUNK" {
				joinOf(ts, pool.Address, token["USDC"], odd)
			}
		}
	}
}

// joinOf sets the parts of a join of 900,000 USDC for at least one BPT: JUNK_ASSETS, JUNK_MAX,
// JUNK_DATA.
func joinOf(ts *testscript.TestScript, pool, usdc, odd common.Address) {
	first, second, amounts := usdc, odd, []string{"900000000000", "0"}
	if usdc.Cmp(odd) > 0 {
		first, second, amounts = odd, usdc, []string{"0", "900000000000"}
	}
	ts.Setenv("JUNK_ASSETS", pool.Hex()+","+first.Hex()+","+second.Hex())
	ts.Setenv("JUNK_MAX", strings.Join(amounts, ","))
	ts.Check(ts.Exec(castProgram(ts), "abi-encode", "f(uint256,uint256[],uint256)", "1", "["+strings.Join(amounts, ",")+"]", "1"))
	ts.Setenv("JUNK_DATA", strings.TrimSpace(ts.ReadFile("stdout")))
}

func deployOdd(ts *testscript.TestScript) common.Address {
	deployed(ts, false, []string{"ODD", "oddtoken", ts.Getenv("THIEF"), "1"})
	return common.HexToAddress(ts.Getenv("ODD"))
}

// pair returns two tokens of a pool, 50% each, with a million units at 6 decimals.
func pair(a, b, manager common.Address) []devnet.PoolToken {
	half := func(t common.Address) devnet.PoolToken {
		return devnet.PoolToken{Address: t, Weight: units.FixedFrom(5e17), Balance: *uint256.NewInt(1e12), AssetManager: manager}
	}
	return []devnet.PoolToken{half(a), half(b)}
}

// batch writes a batch of the Safe: batch FILE TO=DATA..., where DATA is calldata, or a function and
// its arguments in cast's syntax.
func batchFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: batch FILE TO=FUNCTION ARGUMENT ... [, TO=FUNCTION ARGUMENT ...]")
	}
	var calls [][]string
	for _, word := range args[1:] {
		switch {
		case word == ",":
			calls = append(calls, nil)
		case len(calls) == 0:
			calls = [][]string{{word}}
		default:
			calls[len(calls)-1] = append(calls[len(calls)-1], word)
		}
	}
	file := map[string]any{"version": "1.0", "chainId": "31337", "meta": map[string]any{"createdFromSafeAddress": ts.Getenv("SAFE")}}
	var list []any
	for _, call := range calls {
		to, function, _ := strings.Cut(call[0], "=")
		data := function
		if !strings.HasPrefix(function, "0x") {
			ts.Check(ts.Exec(castProgram(ts), append([]string{"calldata", function}, call[1:]...)...))
			data = strings.TrimSpace(ts.ReadFile("stdout"))
		}
		list = append(list, map[string]any{"to": to, "value": "0", "data": data})
	}
	file["transactions"] = list
	text, err := json.Marshal(file)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

func castProgram(ts *testscript.TestScript) string {
	return filepath.Join(ts.Getenv("ROOT"), "devnet", "node_modules", "@foundry-rs", "cast-linux-amd64", "bin", "cast")
}

// TestTrustV2 runs the scripts about trusted addresses with v2 pools.
func TestTrustV2(t *testing.T) {
	thief := thieves([]string{os.Getenv("MPOOL_V2_ARTIFACTS")})
	runV2(t, "testdata/script/trust_*.txtar", map[string]scriptCommand{"thieves": thief, "deployed": deployed, "batch": batchFile, "exits": exits, "service": (&services{}).run})
}
