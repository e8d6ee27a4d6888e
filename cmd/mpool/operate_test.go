package main

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// If the owner is a contract without a key, the next command is not --broadcast.
func TestNextOfAContract(t *testing.T) {
	owner := common.HexToAddress("0x0e")
	root := &cobra.Command{Use: "mpool"}
	cmd := &cobra.Command{Use: "weights-update"}
	root.AddCommand(cmd)
	for _, c := range []struct {
		kind      ops.OwnerKind
		from      common.Address
		out, want string
	}{
		{ops.OwnerContract, owner, "", "mpool weights-update fund --out plan.json"},
		{ops.OwnerContract, owner, "p.json", "mpool history 0x"},
		{ops.OwnerAccount, owner, "", "as it was"},
		{ops.OwnerContract, common.HexToAddress("0xa5"), "", "as it was"}, // the asset manager's call
	} {
		p := &planner.Proposal{Before: &ops.Snapshot{Pool: ops.Pool{Owner: owner, OwnerKind: c.kind}}, Plan: &ops.Plan{Calls: []ops.Call{{From: c.from}}}, View: &planview.View{Next: "as it was"}}
		fromContract(p, cmd, []string{"fund"}, c.out)
		if !strings.HasPrefix(p.View.Next, c.want) || strings.Contains(p.View.NextIs, owner.Hex()) != (c.want != "as it was") {
			t.Errorf("%s with --out %q: %q %q", c.kind, c.out, p.View.NextIs, p.View.Next)
		}
	}
}

// A sender in the environment or the file is a default, which plans with another sender ignore. A --from
// that cannot send is reported.
func TestSenderThatCannotSend(t *testing.T) {
	plan := &ops.Plan{Calls: []ops.Call{{From: common.HexToAddress("0x0e")}}, Predicted: &ops.Snapshot{}}
	for source, want := range map[string]int{"ETH_FROM": 0, "MPOOL_FROM": 0, "config.yaml: from": 0, "--from": 1, "--sender": 1} {
		a := newApp(world{})
		*a.settings = config.Settings{From: common.HexToAddress("0xa5"), Sources: map[string]string{"from": source}}
		found := a.plans.AdviseSender(plan, a.settings.From)
		if len(found) != want || want > 0 && !strings.HasPrefix(found[0].Summary, source+" is 0x") {
			t.Errorf("%s: %+v", source, found)
		}
	}
}

// refuse.max_arbitrage_cost has a built-in value; a configured value replaces it.
func TestBuiltInLimit(t *testing.T) {
	a := newApp(world{})
	a.settings.Sources = map[string]string{}
	if p := a.plans.Policies(1, &planner.Override{}); !p.BuiltIn {
		t.Error("nobody has set it")
	}
	a.settings.Sources["refuse.max_arbitrage_cost"] = "config.yaml"
	if p := a.plans.Policies(1, &planner.Override{}); p.BuiltIn {
		t.Error("the file has set it")
	}
}

// A flag or the file may set any arbitrage interval. The environment may not set one shorter than a
// block, which would make every change look cheaper.
func TestArbInterval(t *testing.T) {
	for source, want := range map[string]units.Time{"": 12, "MPOOL_ARB_INTERVAL": 12, "config.yaml: arb_interval": 5, "--arb-interval": 5} {
		a := newApp(world{})
		*a.settings = config.Settings{Sources: map[string]string{"arb_interval": source}}
		if source != "" {
			a.settings.ArbInterval = 5
		}
		if p := a.plans.Policies(1, &planner.Override{}); p.Interval != want {
			t.Errorf("%q: %d, want %d", source, p.Interval, want)
		}
	}
}
