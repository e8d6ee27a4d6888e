package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/devnet"
	"mpool/internal/hindsight"
)

// A backtest replays what a pool's owner and LPs did. Without swaps, the model ends at the pool's state
// to the wei. Swaps are not replayed but compared with.
func TestBacktestFromHistory(t *testing.T) {
	t.Run("v1", func(t *testing.T) { fromOwnHistory(t, nil) })
	t.Run("v2", func(t *testing.T) {
		folder := v2Artifacts(t)
		fromOwnHistory(t, []string{folder})
	})
}

func fromOwnHistory(t *testing.T, artifacts []string) {
	d, err := devnet.Start(t.Context(), devnet.Options{Root: "../..", Artifacts: artifacts})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	env := map[string]string{"ETH_RPC_URL": d.RPC, "MPOOL_POOL": d.Pool.Address.Hex(), "HOME": t.TempDir(), "LP_KEY": "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a", // anvil's third account
		"MPOOL_CONTRACTS_VAULT": d.Contracts.Vault.Hex(), "MPOOL_CONTRACTS_FACTORY_V1": d.Contracts.FactoryV1.Hex()}
	if v2 := d.Contracts.FactoryV2; v2 != (common.Address{}) {
		delete(env, "MPOOL_CONTRACTS_FACTORY_V1")
		env["MPOOL_CONTRACTS_FACTORY_V2"] = v2.Hex()
	}
	do := func(commands ...string) {
		t.Helper()
		for _, command := range commands {
			if got := try(t, env, strings.Fields(command)...); got.code != 0 {
				t.Fatalf("%s: %+v", command, got)
			}
		}
	}
	begin := chainTime(t, env)
	do("devnet warp 1h", "weights-update --to WETH=39%,USDC=rest,WBTC=20%,DAI=10% --duration 2d --broadcast --yes --quiet --unlocked",
		"devnet warp 5h", "fee-ramp --start-fee 2% --end-fee 0.3% --duration 1d --broadcast --yes --quiet --unlocked",
		"devnet warp 5h", "swaps disable --broadcast --yes --quiet --unlocked", "devnet warp 2h", "swaps enable --broadcast --yes --quiet --unlocked",
		"devnet warp 5h", "join USDC=1000 WETH=0.1 --private-key env:LP_KEY --broadcast --yes --quiet", "devnet warp 5h", "exit --bpt 1 --private-key env:LP_KEY --broadcast --yes --quiet", "devnet warp 5h")
	operations := 4
	if artifacts != nil { // these exist only in v2 pools
		do("joins-exits disable --broadcast --yes --quiet --unlocked", "devnet warp 2h", "joins-exits enable --broadcast --yes --quiet --unlocked", "devnet warp 2h")
		operations += 2
	}
	quiet := fromHistory(t, env, begin, "--arb", "off")
	if quiet.Operations != operations || quiet.Liquidity != 2 || quiet.Swaps != 0 || !quiet.Exact || quiet.Difference != 0 {
		t.Errorf("%+v", quiet)
	}
	for _, token := range quiet.Tokens {
		if token.Difference != 0 {
			t.Errorf("%+v", token)
		}
	}
	do("swap WETH=0.5 USDC --private-key env:LP_KEY --broadcast --yes --quiet", "devnet warp 2h", "swap USDC=100 DAI --private-key env:LP_KEY --broadcast --yes --quiet", "devnet warp 2h")
	traded := fromHistory(t, env, begin, "--arb", "off")
	if traded.Swaps != 2 || traded.Volume <= 0 || !traded.Exact || traded.Tokens[0].Difference == 0 && traded.Tokens[1].Difference == 0 {
		t.Errorf("%+v", traded)
	}
	modelled := fromHistory(t, env, begin)
	if modelled.Swaps != 2 || !modelled.Exact || modelled.Value != traded.Value {
		t.Errorf("%+v", modelled)
	}
	if got := try(t, env, "backtest", "--prices", "p.csv", "--from-history", "--tvl", "1e6"); got.code != 2 || !strings.Contains(got.err, "only one of --from-history and --tvl") {
		t.Errorf("%+v", got)
	}
	if got := try(t, env, "backtest", "--prices", "p.csv", "--from-history"); !strings.Contains(got.out, "really") || !strings.Contains(got.out, "in the model too") {
		t.Errorf("%+v", got)
	}
}

func chainTime(t *testing.T, env map[string]string) int64 {
	t.Helper()
	var status struct {
		Data struct {
			Block struct{ Time json.Number }
		}
	}
	got := try(t, env, "status", "--json")
	if err := json.Unmarshal([]byte(got.out), &status); err != nil {
		t.Fatal(err, got.out[:300])
	}
	at, err := status.Data.Block.Time.Int64()
	if err != nil {
		t.Fatal(err, got.out[:300])
	}
	return at
}

// fromHistory runs a backtest from begin to now on constant prices, one row every ten minutes.
func fromHistory(t *testing.T, env map[string]string, begin int64, more ...string) hindsight.Compared {
	t.Helper()
	var b strings.Builder
	b.WriteString("timestamp,WETH,USDC,WBTC,DAI\n")
	end := chainTime(t, env)
	for at := begin; at <= end+600; at += 600 {
		fmt.Fprintf(&b, "%s,2000,1,30000,1\n", strconv.FormatInt(at, 10))
	}
	writeAll(t, map[string]string{"p.csv": b.String()})
	got := try(t, env, append([]string{"backtest", "--prices", "p.csv", "--from-history", "--json"}, more...)...)
	var document struct {
		Data struct{ History hindsight.Compared }
	}
	if err := json.Unmarshal([]byte(got.out), &document); err != nil || got.code != 0 {
		t.Fatalf("%v: %+v", err, got)
	}
	return document.Data.History
}
