package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/ops"
)

// planned is a weight update of the treasury, whose weights and fees move
// already, as it is shown.
func planned(t *testing.T, before *ops.Snapshot, to string, schedule ops.Schedule) *planView {
	t.Helper()
	targets, err := ops.ParseTargets(to)
	if err != nil {
		t.Fatal(err)
	}
	op, err := buildWeightsUpdate(before, targets, schedule)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := op.Plan(before, before.Block.Time+nextBlock)
	if err != nil {
		t.Fatal(err)
	}
	later, err := statesAt(plan.Predicted, plan.Moments)
	if err != nil {
		t.Fatal(err)
	}
	return newPlanView(before, plan, later)
}

func renderView(t *testing.T, v view, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{world: testWorld(nil, args, &out, &errs)}
	if err := newRoot(a).ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	if err := a.show(v); err != nil || errs.Len() > 0 {
		t.Fatal(err, errs.String())
	}
	return out.String()
}

const rebalance = "WETH=25%,USDC=25%,WBTC=25%,0x0404040404040404040404040404040404040404=rest"

func TestPlanGoldens(t *testing.T) {
	v := planned(t, treasury(t), rebalance, ops.Schedule{Duration: "7d"})
	v.Proof = &proofView{Level: "simulated", Moments: []ops.Time{1, 2, 3}, Fields: 88, Differences: []ops.Change{}}
	v.Cost = &costView{GasUsed: 81_234, GasLimit: 105_604, FeeCap: ops.Wei(*fixed(t, "25000000000").Int()), Most: ops.Wei(*fixed(t, "2640100000000000").Int())}
	v.Next = "mpool weights-update treasury --to … --broadcast"
	golden(t, "plan.txt.golden", renderView(t, v))
	golden(t, "plan.json.golden", renderView(t, v, "--json"))

	refused := planned(t, treasury(t), strings.Replace(rebalance, "25%", "24%", 1)+"", ops.Schedule{Start: "+1d", End: "+1h"})
	golden(t, "plan.refused.txt.golden", renderView(t, refused))

	same := quietPool(t)
	for i := range same.Tokens {
		same.Tokens[i].StartWeight, same.Tokens[i].EndWeight = ops.FixedFrom(25e16), ops.FixedFrom(25e16)
	}
	same.Pool.Paused, same.Pool.SwapEnabled = false, true
	golden(t, "plan.same.txt.golden", renderView(t, planned(t, recomputed(t, same), rebalance, ops.Schedule{Duration: "7d"})))

	v.Proof.Differences = []ops.Change{{Path: "tokens.0x01.weight", Label: "WETH weight", Before: "25%", After: "25.0000000000000001%"}}
	v.Next = ""
	golden(t, "plan.differs.txt.golden", renderView(t, v))
}

func TestSentGoldens(t *testing.T) {
	plan := planned(t, treasury(t), rebalance, ops.Schedule{Duration: "7d"})
	v := &sentView{
		Operation: plan.Operation, Pool: plan.Pool, Preview: plan.Preview, Journal: "journal.jsonl",
		Transaction:  txView{Hash: plan.Base.Hash, From: address(0xcc), Block: 18_573_001, Time: blockTime + 12, Success: true, GasUsed: 81_234, Fee: ops.Wei(*fixed(t, "1624680000000000").Int())},
		Verification: &verification{Fields: 88, Differences: []ops.Change{}},
	}
	golden(t, "sent.txt.golden", renderView(t, v))
	golden(t, "sent.json.golden", renderView(t, v, "--json"))
	v.Transaction.Success, v.Verification = false, nil
	golden(t, "sent.reverted.txt.golden", renderView(t, v))
}

// A plan fits 132 columns whatever the pool calls itself, and shows no escape
// sequence of its name or of a token's symbol.
func TestPlanIsSafeToPrint(t *testing.T) {
	before := treasury(t)
	before.Pool.Name = "\x1b]0;owned\x07\u202eName\nmpool: error: x" + strings.Repeat("x", 10_000)
	out := renderView(t, planned(t, before, rebalance, ops.Schedule{Duration: "7d"}))
	for _, bad := range []string{"\x1b", "\u202e", "\x07", "\nmpool: error"} {
		if strings.Contains(out, bad) {
			t.Errorf("%q is in %q", bad, out)
		}
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "warn: ") {
			continue // a sentence, which a terminal may wrap
		}
		if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 132 {
			t.Errorf("%d columns: %s", width, line)
		}
	}
}

func TestQuote(t *testing.T) {
	for word, want := range map[string]string{
		"WETH=30%,USDC=rest": "WETH=30%,USDC=rest", "": "''", "a b": "'a b'", "it's": `'it'\''s'`, "$HOME": "'$HOME'", "*": "'*'",
	} {
		if got := quote(word); got != want {
			t.Errorf("quote(%q) = %s, want %s", word, got, want)
		}
	}
}

// A node's key is not repeated in the command that is offered next.
func TestAgainHidesSecrets(t *testing.T) {
	for given, want := range map[string]string{
		"status fund --json":                              "mpool status fund --json --broadcast",
		"status --rpc-url http://127.0.0.1:8545":          "mpool status --rpc-url http://127.0.0.1:8545 --broadcast",
		"status --rpc-url https://node.example/v3/secret": "mpool status --rpc-url RPC_URL --broadcast",
		"status -r https://node.example/?key=secret":      "mpool status -r RPC_URL --broadcast",
		"status -rhttps://u:secret@node.example":          "mpool status -r RPC_URL --broadcast",
		"status --rpc-url=https://node.example/v3/secret": "mpool status --rpc-url=RPC_URL --broadcast",
		"status --rpc-headers X-Key:secret fund":          "mpool status --rpc-headers NAME:VALUE fund --broadcast",
	} {
		a := &app{world: world{args: strings.Fields(given)}}
		if got := a.again("--broadcast"); got != want {
			t.Errorf("%s: %s, want %s", given, got, want)
		}
	}
}

// The command that sends a plan goes to the node that the plan was made on.
func TestSendLine(t *testing.T) {
	a := &app{world: world{args: strings.Fields("weights-update fund -r http://127.0.0.1:1 --to A=1% --config=c.yaml --json --chain gnosis")}}
	want := "mpool send 'my plan' -r http://127.0.0.1:1 --config=c.yaml --chain gnosis"
	if got := a.sendLine("my plan"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
