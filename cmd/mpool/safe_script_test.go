package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math/big"
	"os"
	"strconv"

	geth "github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/holiman/uint256"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
	"mpool/internal/units"
)

// fill replaces variables in files by their values: fill FILE...
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: fill FILE...")
	}
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), func(variable string) string {
			value := ts.Getenv(variable)
			if value == "" {
				ts.Fatalf("%s: %s is not set", name, variable)
			}
			return value
		})
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

// hashes compares the hashes in the output of `mpool safe hash --json` with those that the Safe
// returns: hashes FILE.
func hashes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hashes FILE")
	}
	var answer struct{ Data signing.HashView }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &answer))
	v := answer.Data
	client, err := ethclient.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer client.Close()
	getter, tx := safecontract.NewSafe(), v.Transaction
	zero := new(big.Int)
	for _, ask := range []struct {
		data []byte
		want common.Hash
	}{
		{getter.PackDomainSeparator(), v.Hashes.Domain},
		{getter.PackGetTransactionHash(tx.To, tx.Value.Int().ToBig(), tx.Data, tx.Operation, zero, zero, zero, tx.GasToken, tx.RefundReceiver, new(big.Int).SetUint64(tx.Nonce)), v.Hashes.SafeTx},
	} {
		got, err := client.CallContract(context.Background(), geth.CallMsg{To: &v.Safe.Address, Data: ask.data}, nil)
		ts.Check(err)
		if !bytes.Equal(got, ask.want[:]) {
			ts.Fatalf("the Safe says %x, and mpool %s", got, ask.want)
		}
	}
}

// found checks a batch. It must be one operation with so many calls, whose result is simulated as
// predicted: found FILE OPERATION [CALLS].
func found(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: found FILE OPERATION [CALLS]")
	}
	want := 1
	if len(args) == 3 {
		var err error
		want, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	ts.Check(ts.Exec("mpool", "safe", "check", args[0], "--json", "--price", ts.Getenv("USDT")+"=111.11 USDC", "--recipient", ts.Getenv("MPOOL_POOL")+"=100%", "--accept-report", ts.Getenv("MPOOL_POOL")+"=1%"))
	var answer struct{ Data review.View }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &answer))
	v := answer.Data
	if len(v.Calls) != want || len(v.Pools) != 1 {
		ts.Fatalf("%d calls for %d pools, want %d for 1", len(v.Calls), len(v.Pools), want)
	}
	for _, call := range v.Calls {
		if call.Recognised != args[1] {
			ts.Fatalf("call %d is taken for %q, want %q", call.Number, call.Recognised, args[1])
		}
	}
	pool := v.Pools[0]
	if !pool.Complete || pool.Proof == nil || pool.Proof.Level != chain.Simulated || pool.Proof.Fields == 0 || len(pool.Changes) == 0 {
		ts.Fatalf("it was not foreseen: %+v", pool)
	}
}

// splitDevnet starts a development chain with a pool whose owner and manager differ: split SAFE-VERSION
// [safe | manager]. A Safe owns it, and an account, or with "safe" another Safe, manages it; with
// "manager" an account owns it and a Safe manages it. The chain's first pool, DEMO_POOL, belongs to the
// first Safe.
func splitDevnet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: split SAFE-VERSION [safe | manager]")
	}
	ctx := context.Background()
	c, err := devnet.Start(ctx, devnet.Options{Root: ts.Getenv("ROOT"), Safe: args[0]})
	ts.Check(err)
	ts.Defer(func() { ts.Check(c.Close()) })
	owner, manager := splitRoles(ctx, ts, c, args)
	spec := devnet.PoolSpec{Name: "Split", Symbol: "SPLIT", Owner: owner, SwapFee: units.FixedFrom(3e15)}
	for _, token := range c.Tokens[:2] {
		ts.Check(c.Mint(ctx, token.Address, c.Accounts.Owner, big.NewInt(1e18)))
		spec.Tokens = append(spec.Tokens, devnet.PoolToken{Address: token.Address, Weight: units.FixedFrom(5e17), Balance: *uint256.NewInt(1e18), AssetManager: manager})
	}
	pool, err := c.CreatePool(ctx, spec)
	ts.Check(err)
	ts.Check(c.Mint(ctx, c.Tokens[2].Address, manager, big.NewInt(1e18)))
	exportDevnet(ts, c)
	ts.Setenv("DEMO_POOL", c.Pool.Address.Hex())
	ts.Setenv("MPOOL_POOL", pool.Address.Hex())
}

// splitRoles returns the owner and the manager of the pool, and sets SAFE2 to a second Safe.
func splitRoles(ctx context.Context, ts *testscript.TestScript, c *devnet.Devnet, args []string) (owner, manager common.Address) {
	owner, manager = c.Safe.Address, c.Accounts.AssetManager
	switch {
	case len(args) == 1:
	case args[1] == "manager":
		owner, manager = c.Accounts.Owner, c.Safe.Address
	default:
		second, err := c.DeploySafe(ctx, devnet.SafeSpec{Version: args[0], Owners: []common.Address{c.Accounts.LP, c.Accounts.Owner}, Root: ts.Getenv("ROOT")})
		ts.Check(err)
		ts.Setenv("SAFE2", second.Address.Hex())
		manager = second.Address
	}
	return owner, manager
}
