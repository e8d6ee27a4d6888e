package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/offline"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

func TestParseNonces(t *testing.T) {
	plan, _ := twoSided(t)
	owner, manager := plan.Calls[0].From, plan.Calls[1].From
	tests := []struct {
		texts []string
		want  string
	}{
		{[]string{owner.Hex() + "=7", manager.Hex() + "=0"}, ""},
		{[]string{"7"}, "the plan has several senders"},
		{[]string{owner.Hex() + "=7", owner.Hex() + "=8"}, "named twice"},
		{[]string{"0x0000000000000000000000000000000000000001=8"}, ", which does not send a call of this plan or is named twice"},
		{[]string{owner.Hex() + "=-1"}, ": use a number, for example 7"},
		{[]string{owner.Hex() + "=0x7"}, ": use a number, for example 7"},
		{[]string{"bob=7"}, "is not an address"},
	}
	for _, test := range tests {
		got, err := offline.ParseNonces(test.texts, plan)
		if test.want == "" && (err != nil || got[owner] != 7) || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%q: %v, %v, want %q", test.texts, got, err, test.want)
		}
	}
}

// mpool sign does not repeat a key in the wrong place either.
func TestSignRepeatsNoKey(t *testing.T) {
	plan, keys := twoSided(t)
	path := filepath.Join(t.TempDir(), "plan.json")
	if err := planner.WritePlan(path, plan); err != nil {
		t.Fatal(err)
	}
	key := keys[plan.Calls[0].From]
	usual := []string{"sign", path, "--gas-price", "1gwei", "--priority-gas-price", "1wei", "--gas-limit", "1", "--out", "/nowhere/signed", "--yes"}
	for _, more := range [][]string{
		{"--nonce", key, "--account", "a"}, {"--nonce", "7", "--private-key", key}, {"--nonce", "7", "--signature", key}, {"--nonce", "7", "--signer", key},
		{"--nonce", "7", "--signature", "0x" + key}, {"--nonce", "7", "--ledger", "--mnemonic-derivation-path", key}, {"--nonce", key + "=" + key, "--account", "a"},
	} {
		for _, form := range []string{"--json", "--quiet"} {
			got := try(t, map[string]string{"HOME": t.TempDir()}, append(append([]string{form}, usual...), more...)...)
			if got.code != failure.Misuse && got.code != failure.Refused || strings.Contains(got.out+got.err, key[:8]) {
				t.Errorf("%q: %+v", more[:1], got)
			}
		}
	}
}

// sign does not trust a plan's file: it compares the calls with the state, whatever the digest is.
func TestSignPlansAgain(t *testing.T) {
	tests := []struct {
		name string
		edit func(*ops.Plan)
		want string
	}{
		{"as it was planned", func(*ops.Plan) {}, ""},
		{"no state", func(p *ops.Plan) { p.Before = nil }, "the plan does not contain the pool's state, so the policies cannot be checked without a node"},
		{"another call", func(p *ops.Plan) { p.Calls[0].Data[40] ^= 1; p.Calls[0].Args = nil }, "the plan's calls do not match its operation and state"},
		{"another receiver", func(p *ops.Plan) { p.Calls[0].To[0] ^= 1 }, "the plan's calls do not match its operation and state"},
		{"one call more", func(p *ops.Plan) { p.Calls = append(p.Calls, p.Calls[0]) }, "the plan's calls do not match its operation and state"},
		{"another Vault", func(p *ops.Plan) { p.Before.Pool.Vault[0] ^= 1 }, "is not Balancer's"},
		{"another id", func(p *ops.Plan) { p.Before.Pool.ID[0] ^= 1 }, "its id starts with another address"},
		{"of an unproven pool", func(p *ops.Plan) { p.Before.Pool.Unproven = "no factory has made it" }, "[pool.unproven]"},
		{"another state", func(p *ops.Plan) { p.Before.Pool.Owner[0] ^= 1 }, "the plan's calls do not match its operation and state"},
	}
	for _, test := range tests {
		plan, _ := twoSided(t)
		plan.Calls = plan.Calls[:1]
		plan.Before = treasury(t)
		copy(plan.Before.Pool.ID[:], plan.Before.Pool.Address[:])
		plan.Before.Pool.Vault = common.HexToAddress(chain.VaultAddress)
		plan.Before.Pool.Owner = plan.Calls[0].From
		plan.Before.Pool.OwnerKind, plan.Predicted.Pool.OwnerKind = ops.OwnerAccount, ops.OwnerAccount // no key signs for a Safe
		test.edit(plan)
		if plan.Before != nil { // both places must say so
			plan.Predicted.Pool = plan.Before.Pool
		}
		path := filepath.Join(t.TempDir(), "plan.json")
		if err := planner.WritePlan(path, plan); err != nil {
			t.Fatal(err)
		}
		got := try(t, map[string]string{"HOME": t.TempDir()}, "sign", path, "--raw-unsigned", "--nonce", "7", "--gas-price", "2gwei", "--priority-gas-price", "1gwei", "--gas-limit", "500000")
		if test.want == "" && got.code != 0 || test.want != "" && (got.code != failure.Refused || !strings.Contains(got.err, test.want)) {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
}
