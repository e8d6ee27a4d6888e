package main

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"mpool/bindings/managedpool"
	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// Every Balancer error code is explained, by number and by name.
func TestExplainCodes(t *testing.T) {
	n := 0
	for number := range 1000 {
		code := fmt.Sprintf("BAL#%03d", number)
		got := try(t, nil, "explain", code)
		if got.code == failure.Misuse {
			continue
		}
		n++
		title, rest, _ := strings.Cut(got.out, "\n")
		name := strings.TrimPrefix(title, code+" ")
		if got.code != failure.Done || !strings.Contains(rest, "meaning   ") || !strings.Contains(rest, "remedy    ") {
			t.Errorf("%s: %+v", code, got)
		}
		if named := try(t, nil, "explain", strings.ToLower(name)); named != got {
			t.Errorf("%s: %+v", name, named)
		}
	}
	if n != 168 {
		t.Errorf("%d codes", n)
	}
}

// Only v2 pools have a switch for joins and exits.
func TestExplainV2(t *testing.T) {
	artifacts := v2Artifacts(t)
	d, err := devnet.Start(t.Context(), devnet.Options{Root: "../..", Artifacts: []string{artifacts}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	data := managedpool.NewManagedPool().PackSetJoinExitEnabled(false)
	receipt, err := d.Send(t.Context(), "switch joins and exits off", d.Accounts.Owner, d.Pool.Address, data)
	if err != nil {
		t.Fatal(err)
	}
	got := try(t, map[string]string{"ETH_RPC_URL": d.RPC}, "explain", receipt.TxHash.Hex())
	for _, want := range []string{"mined in block", ", the owner\n", "call: setJoinExitEnabled(bool)", "joinExitEnabled = false", "event 1: JoinExitEnabledSet(bool)"} {
		if got.code != failure.Done || !strings.Contains(got.out, want) {
			t.Errorf("no %q in %+v", want, got)
		}
	}
}

// Any input that needs no node is explained or refused, in lines that are safe for a terminal.
func FuzzExplain(f *testing.F) {
	for _, seed := range []string{"BAL#302", "302", "MIN_WEIGHT", "0x", "0xdeadbeef", "0x73656f89", "reverted: BAL#401", "\x1b[31m",
		"0x08c379a0", "0x2a9a032300000000000000000000000000000000000000000000000000470de4df820000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		trimmed := strings.TrimSpace(text)
		if len(trimmed) == 66 && strings.HasPrefix(trimmed, "0x") || strings.HasPrefix(text, "-") {
			return // a hash needs a node, and a flag is not an input of explain
		}
		got := try(t, map[string]string{"HOME": "/nowhere"}, "explain", text)
		if got.code != failure.Done && got.code != failure.Misuse {
			t.Fatalf("%q: %+v", text, got)
		}
		if got.code == failure.Misuse && strings.Count(got.err, "\n") != 2 {
			t.Fatalf("%q: %q", text, got.err)
		}
		for _, r := range got.out + got.err {
			if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf)) {
				t.Fatalf("%q is answered with %U", text, r)
			}
		}
	})
}
