package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// TestCreateLargest creates a pool of as many tokens as one can have, in a transaction that
// ethereum takes.
func TestCreateLargest(t *testing.T) {
	const most = 50
	d, err := devnet.Start(t.Context(), devnet.Options{Root: "../..", Tokens: most})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	env := map[string]string{"ETH_RPC_URL": d.RPC, "HOME": t.TempDir(), "MPOOL_CONTRACTS_VAULT": d.Contracts.Vault.Hex(), "MPOOL_CONTRACTS_FACTORY_V1": d.Contracts.FactoryV1.Hex()}
	args := strings.Fields("create --name Large --symbol LARGE --swap-fee 0.3% --unlocked --broadcast --yes --from " + d.Accounts.LP.Hex())
	for _, token := range d.Tokens[:most] {
		args = append(args, "--token", token.Address.Hex()+"=2%")
	}
	got := try(t, env, args...)
	if got.code != failure.Done || !strings.Contains(got.out, "verified: matches the prediction to the wei") {
		t.Fatalf("%+v", got)
	}
	found := regexp.MustCompile(`for ([0-9, ]+) gas`).FindStringSubmatch(got.out)
	if found == nil {
		t.Fatalf("no gas in %s", got.out)
	}
	used, err := strconv.ParseUint(strings.NewReplacer(",", "", " ", "").Replace(found[1]), 10, 64)
	if err != nil || used < 9_000_000 || used > chain.TransactionGas {
		t.Errorf("%d gas, %v", used, err)
	}
	more := append(args, "--token", fmt.Sprintf("0x%040x=2%%", 1))
	if got := try(t, env, more...); got.code != failure.Refused || !strings.Contains(got.err, "BAL#201") {
		t.Errorf("51 tokens: %+v", got)
	}
}
