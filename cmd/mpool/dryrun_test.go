package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// A batch of ten operations needs at most 40 requests to the node, and does not change its state.
func TestDryRunOfTen(t *testing.T) {
	chain, err := devnet.Start(t.Context(), devnet.Options{Root: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = chain.Close() })
	ten := []string{
		"weights-update, to: {WETH: 45%, USDC: 25%, WBTC: 20%, DAI: rest}, duration: 7d", "fee-ramp, start-fee: 2%, end-fee: 0.3%, duration: 3d",
		"breakers set, tokens: [USDC, WETH], lower: '0.5', upper: '2'", "aum-fee set, fee: 2%", "swaps disable", "swaps enable, fee-ramp: '50%:0.3%:7d'",
		"weights-update, extend-to: +14d", "breakers clear, tokens: USDC", "aum-fee collect", "weights-update, freeze: true",
	}
	file := t.TempDir() + "/ten.yaml"
	if err := os.WriteFile(file, []byte("- {operation: "+strings.Join(ten, "}\n- {operation: ")+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"ETH_RPC_URL": chain.RPC, "MPOOL_POOL": chain.Pool.Address.Hex(), "HOME": t.TempDir(), "MPOOL_CONTRACTS_FACTORY_V1": chain.Contracts.FactoryV1.Hex(), "MPOOL_CONTRACTS_VAULT": chain.Contracts.Vault.Hex()}
	before := headOf(t, chain.RPC)
	began := time.Now()
	got := try(t, env, "dry-run", file, "--json")
	took := time.Since(began)
	var answer struct {
		Data struct {
			Verdict  string
			Steps    []struct{ Verdict string }
			Requests int `json:"upstream_requests"`
		}
	}
	if err := json.Unmarshal([]byte(got.out), &answer); err != nil || got.code != failure.Done {
		t.Fatalf("%v %d %s", err, got.code, got.err)
	}
	if len(answer.Data.Steps) != len(ten) || answer.Data.Verdict != "ok" {
		t.Errorf("%+v", answer.Data)
	}
	t.Logf("%d operations in %s with %d requests to the node", len(ten), took.Round(time.Millisecond), answer.Data.Requests)
	if answer.Data.Requests > 40 { // what counts on a remote node; seconds depend on what else this machine does
		t.Errorf("%d requests", answer.Data.Requests)
	}
	if after := headOf(t, chain.RPC); !bytes.Equal(after, before) {
		t.Errorf("the node's newest block was %s and is %s", before, after)
	}
}

// headOf returns the newest block as the node has it, with its state root.
func headOf(t *testing.T, url string) []byte {
	t.Helper()
	client, err := rpc.DialContext(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var block json.RawMessage
	if err := client.CallContext(t.Context(), &block, "eth_getBlockByNumber", "latest", false); err != nil {
		t.Fatal(err)
	}
	return block
}

// An interrupted dry run leaves no half-written report.
func TestDryRunInterrupted(t *testing.T) {
	chain, err := devnet.Start(t.Context(), devnet.Options{Root: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = chain.Close() })
	dir := t.TempDir()
	text := strings.Repeat("- {operation: swaps disable}\n- {operation: swaps enable}\n", 100)
	if err := os.WriteFile(dir+"/batch.yaml", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	interrupted, stop := context.WithCancel(context.Background())
	context.AfterFunc(ctx, stop)
	defer stop()
	var out, errs bytes.Buffer
	code := run(interrupted, testWorld(map[string]string{"ETH_RPC_URL": chain.RPC, "MPOOL_POOL": chain.Pool.Address.Hex(), "HOME": t.TempDir()}, []string{"dry-run", dir + "/batch.yaml", "--html", dir + "/r.html"}, &out, &errs))
	left, err := os.ReadDir(dir)
	if code != failure.Interrupted || err != nil || len(left) != 1 || out.Len() > 0 {
		t.Error(code, err, fmt.Sprint(left), out.String(), errs.String())
	}
}
