package main

import (
	"strings"
	"testing"

	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// Only v2 pools can disable joins and exits. The other scripts use a v1 pool.
func TestJoinsExitsV2(t *testing.T) {
	artifacts := v2Artifacts(t)
	d, err := devnet.Start(t.Context(), devnet.Options{Root: "../..", Artifacts: []string{artifacts}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	env := map[string]string{"ETH_RPC_URL": d.RPC, "MPOOL_POOL": d.Pool.Address.Hex(), "HOME": t.TempDir(),
		"MPOOL_CONTRACTS_VAULT": d.Contracts.Vault.Hex(), "MPOOL_CONTRACTS_FACTORY_V2": d.Contracts.FactoryV2.Hex()}
	for _, step := range []struct {
		command string
		want    []string
	}{
		{"joins-exits enable", []string{"nothing to do"}},
		{"joins-exits disable", []string{"joins and exits enabled   ", "warn: LPs are locked in", "[joins_exits.locked]", "simulation: matches the prediction"}},
		{"joins-exits disable --broadcast --yes --quiet --unlocked", []string{"verified: matches the prediction"}},
		{"joins-exits disable --json", []string{`"calls": []`}},
		{"joins-exits enable --broadcast --yes --quiet --unlocked", []string{"verified: matches the prediction"}},
	} {
		got := try(t, env, strings.Fields(step.command)...)
		for _, want := range step.want {
			if got.code != failure.Done || !strings.Contains(got.out, want) {
				t.Errorf("%s: no %q in %+v", step.command, want, got)
			}
		}
	}
}
