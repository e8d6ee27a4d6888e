package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// mostTokens is how many tokens a Managed Pool can have.
const mostTokens = 50

// TestCreateLargest creates a pool with the maximum number of tokens and makes its first join. Every
// transaction is within Ethereum's gas limit for a transaction.
func TestCreateLargest(t *testing.T) {
	largest(t, devnet.Options{Root: "../..", Tokens: mostTokens}, "a Managed Pool v1")
}

// TestCreateLargestV2 does the same with a v2 pool.
func TestCreateLargestV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	largest(t, devnet.Options{Root: "../..", Tokens: mostTokens, Artifacts: []string{folder}}, "a Managed Pool v2")
}

func largest(t *testing.T, o devnet.Options, kind string) {
	d, err := devnet.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	env := map[string]string{"ETH_RPC_URL": d.RPC, "HOME": t.TempDir(), "MPOOL_CONTRACTS_VAULT": d.Contracts.Vault.Hex(), "MPOOL_CONTRACTS_FACTORY_V1": d.Contracts.FactoryV1.Hex()}
	if len(o.Artifacts) > 0 {
		env["MPOOL_CONTRACTS_FACTORY_V2"] = d.Contracts.FactoryV2.Hex()
	}
	by := strings.Fields("--unlocked --broadcast --yes --from " + d.Accounts.LP.Hex())
	create := append(strings.Fields("create --name Large --symbol LARGE --swap-fee 0.3%"), by...)
	var first []string
	for _, token := range d.Tokens[:mostTokens] {
		create = append(create, "--token", token.Address.Hex()+"=2%")
		first = append(first, token.Address.Hex()+"=1")
	}
	got := try(t, env, create...)
	pool := regexp.MustCompile(`create of Large \((0x[0-9a-fA-F]{40})\)`).FindStringSubmatch(got.out)
	if pool == nil {
		t.Fatalf("no pool in %+v", got)
	}
	mined(t, "create", got, 9_000_000)
	first = append(append(append([]string{"first-join", pool[1]}, first...), "--trust-manager", d.Accounts.LP.Hex()), by...)
	mined(t, "first join", try(t, env, first...), 1_000_000)
	if got := try(t, env, "status", pool[1], "--details"); !strings.Contains(got.out, kind) {
		t.Errorf("it is not %s: %+v", kind, got)
	}
	more := append(create, "--token", fmt.Sprintf("0x%040x=2%%", 1))
	if got := try(t, env, more...); got.code != failure.Refused || !strings.Contains(got.err, "BAL#201") {
		t.Errorf("51 tokens: %+v", got)
	}
}

// mined checks that everything was mined as predicted, and that the largest transaction uses at least
// least gas and no more than a transaction may.
func mined(t *testing.T, what string, got outcome, least uint64) {
	t.Helper()
	if got.code != failure.Done || !strings.Contains(got.out, "verified: matches the prediction to the wei") {
		t.Fatalf("%s: %+v", what, got)
	}
	var most uint64
	for _, found := range regexp.MustCompile(`for ([0-9, ]+) gas`).FindAllStringSubmatch(got.out, -1) {
		used, err := strconv.ParseUint(strings.NewReplacer(",", "", " ", "").Replace(found[1]), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, used)
	}
	t.Logf("%s of %d tokens: the largest transaction uses %d gas of %d", what, mostTokens, most, chain.TransactionGas)
	if most < least || most > chain.TransactionGas {
		t.Errorf("%s: %d gas", what, most)
	}
}
