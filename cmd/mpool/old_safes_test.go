package main

import (
	"context"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/devnet"
	"mpool/internal/units"
)

// TestOldSafes checks pools owned by Safes of versions that development chains do not have: mpool warns
// of the version, signs and executes.
func TestOldSafes(t *testing.T) {
	folder := os.Getenv("MPOOL_OLD_SAFES")
	if folder == "" {
		t.Skip("MPOOL_OLD_SAFES names no folder with the npm packages of the Safe's contracts 1.1.1 and 1.2.0")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	world := scriptWorld(root)
	for _, version := range []string{"1.1.1", "1.2.0"} {
		t.Run(version, func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Files:               []string{filepath.Join("testdata", "real", "safe_old.txtar")},
				RequireExplicitExec: true,
				Setup: func(env *testscript.Env) error {
					env.Setenv("VERSION", version)
					return world(env)
				},
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"oldsafe": func(ts *testscript.TestScript, neg bool, args []string) {
						if neg || len(args) != 0 {
							ts.Fatalf("usage: oldsafe")
						}
						startOldSafe(ts, version, filepath.Join(folder, version, "build", "contracts"))
					},
					"exits": exits, "hashes": hashes, "service": (&services{}).run,
				},
			})
		})
	}
}

// startOldSafe starts a development chain with a pool that a 2-of-3 Safe of such a version owns and
// manages. The chain also has the pool of a Safe 1.3.0.
func startOldSafe(ts *testscript.TestScript, version, artifacts string) {
	ctx := context.Background()
	c, err := devnet.Start(ctx, devnet.Options{Root: ts.Getenv("ROOT"), Safe: "1.3.0"})
	ts.Check(err)
	ts.Defer(func() { ts.Check(c.Close()) })
	exportDevnet(ts, c)
	token := map[string]common.Address{}
	for _, t := range c.Tokens {
		token[t.Symbol] = t.Address
	}
	old, err := c.DeploySafe(ctx, devnet.SafeSpec{Version: version, Artifacts: artifacts})
	ts.Check(err)
	spec := devnet.PoolSpec{Name: "Old Pool", Symbol: "OLD", Owner: old.Address, SwapFee: units.FixedFrom(3e15), Tokens: pair(token["USDC"], token["DAI"], old.Address)}
	spec.Tokens[1].Balance = *uint256.MustFromDecimal("1000000000000000000000000") // the same number of dollars
	for _, t := range spec.Tokens {
		ts.Check(c.Mint(ctx, t.Address, c.Accounts.Owner, t.Balance.ToBig()))
	}
	ts.Check(c.Mint(ctx, token["USDT"], old.Address, big.NewInt(5_000_000_000)))
	pool, err := c.CreatePool(ctx, spec)
	ts.Check(err)
	ts.Setenv("SAFE", old.Address.Hex())
	ts.Setenv("MPOOL_POOL", pool.Address.Hex())
}
