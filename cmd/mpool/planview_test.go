package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/arbcost"
	"mpool/internal/effect"
	"mpool/internal/execution"
	"mpool/internal/golden"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/reading"
	"mpool/internal/text"
	"mpool/internal/units"
)

// planned returns the view of a weight update of the treasury, whose weights and fees move already.
func planned(t *testing.T, before *ops.Snapshot, to string, schedule ops.Schedule) *planview.View {
	t.Helper()
	return viewed(t, before, updateTo(t, before, to, schedule))
}

// updateTo returns a weight update to the targets.
func updateTo(t *testing.T, before *ops.Snapshot, to string, schedule ops.Schedule) ops.Operation {
	t.Helper()
	targets, err := ops.ParseTargets(to)
	if err != nil {
		t.Fatal(err)
	}
	op, err := buildWeightsUpdate(before, targets, schedule)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// planNow returns an operation's plan for the next block, and the predicted states.
func planNow(t *testing.T, before *ops.Snapshot, op ops.Operation) (*ops.Plan, []*ops.Snapshot) {
	t.Helper()
	plan, err := op.Plan(before, before.Block.Time+reading.NextBlock)
	if err != nil {
		t.Fatal(err)
	}
	later, err := effect.StatesAt(plan.Predicted, plan.Moments)
	if err != nil {
		t.Fatal(err)
	}
	return plan, later
}

// viewed returns the view of an operation's plan, with its arbitrage cost on ethereum.
func viewed(t *testing.T, before *ops.Snapshot, op ops.Operation) *planview.View {
	t.Helper()
	plan, later := planNow(t, before, op)
	v := planview.New(before, plan, later)
	var err error
	if v.Price, err = arbcost.Of(plan.Predicted, plan, policy.Policies{Interval: 12}); err != nil {
		t.Fatal(err)
	}
	return v
}

func renderView(t *testing.T, v text.View, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := newApp(testWorld(nil, args, &out, &errs))
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
	v.Proof = &planview.Proof{Level: "simulated", Moments: []units.Time{1, 2, 3}, Fields: 88, Differences: []ops.Change{}}
	v.Cost = &planview.Cost{GasUsed: 81_234, GasLimit: 105_604, FeeCap: units.Wei(*fixed(t, "25000000000").Int()), Most: units.Wei(*fixed(t, "2640100000000000").Int())}
	v.Next = "mpool weights-update treasury --to … --broadcast"
	golden.Check(t, "testdata/plan.txt.golden", renderView(t, v))
	golden.Check(t, "testdata/plan.json.golden", renderView(t, v, "--json"))

	refused := planned(t, treasury(t), strings.Replace(rebalance, "25%", "24%", 1)+"", ops.Schedule{Start: "+1d", End: "+1h"})
	golden.Check(t, "testdata/plan.refused.txt.golden", renderView(t, refused))

	same := quietPool(t)
	for i := range same.Tokens {
		same.Tokens[i].StartWeight, same.Tokens[i].EndWeight = units.FixedFrom(25e16), units.FixedFrom(25e16)
	}
	same.Pool.Paused, same.Pool.SwapEnabled = false, true
	golden.Check(t, "testdata/plan.same.txt.golden", renderView(t, planned(t, recomputed(t, same), rebalance, ops.Schedule{Duration: "7d"})))

	v.Proof.Differences = []ops.Change{{Path: "tokens.0x01.weight", Label: "WETH weight", Before: "25%", After: "25.0000000000000001%"}}
	v.Next = ""
	golden.Check(t, "testdata/plan.differs.txt.golden", renderView(t, v))
}

// The treasury's weights move. Freeze them within a day, which is a long window, and within the last
// five minutes of another day.
func TestFreezeGoldens(t *testing.T) {
	before := treasury(t)
	for name, within := range map[string]units.Time{"freeze": 86400, "freeze.soon": 240} {
		op, err := ops.Freeze(before, before.Block.Time+reading.NextBlock, before.Block.Time+within)
		if err != nil {
			t.Fatal(err)
		}
		v := viewed(t, before, op)
		golden.Check(t, "testdata/"+name+".txt.golden", renderView(t, v))
		if name == "freeze" {
			golden.Check(t, "testdata/"+name+".json.golden", renderView(t, v, "--json"))
		}
	}
	op, err := ops.ShortenWeights(before, before.Block.Time+7200)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/shorten.txt.golden", renderView(t, viewed(t, before, op)))
}

func TestSentGoldens(t *testing.T) {
	plan := planned(t, treasury(t), rebalance, ops.Schedule{Duration: "7d"})
	v := &execution.Outcome{
		Operation: plan.Operation, Pool: plan.Pool, Preview: plan.Preview, Journal: "journal.jsonl", Done: 1, Calls: 1,
		Transactions: []execution.Transaction{{Hash: plan.Base.Hash, From: address(0xcc), Method: plan.Calls[0].Method, Block: 18_573_001, Time: blockTime + 12, Success: true, GasUsed: 81_234,
			Fee: weiOf(units.Wei(*fixed(t, "1624680000000000").Int())), Verification: &execution.Verification{Fields: 88, Differences: []ops.Change{}}}},
	}
	golden.Check(t, "testdata/sent.txt.golden", renderView(t, v))
	golden.Check(t, "testdata/sent.json.golden", renderView(t, v, "--json"))
	v.Transactions[0].Success, v.Transactions[0].Verification, v.Done = false, nil, 0
	golden.Check(t, "testdata/sent.reverted.txt.golden", renderView(t, v))
}

// A plan fits 132 columns whatever the pool's name is, and contains no escape sequence of a name or
// symbol.
func TestPlanIsSafeToPrint(t *testing.T) {
	before := treasury(t)
	before.Tokens[0].Breaker = nil // its warning is a sentence
	before.Pool.Name = named.Pool("\x1b]0;owned\x07\u202eName\nmpool: error: x" + strings.Repeat("x", 10_000))
	out := renderView(t, planned(t, before, rebalance, ops.Schedule{Duration: "7d"}))
	for _, bad := range []string{"\x1b", "\u202e", "\x07", "\nmpool: error"} {
		if strings.Contains(out, bad) {
			t.Errorf("%q is in %q", bad, out)
		}
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "warn: ") || strings.Contains(line, "arbitrage cost") {
			continue // a terminal wraps sentences
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
		if got := text.ShellWord(word); got != want {
			t.Errorf("quote(%q) = %s, want %s", word, got, want)
		}
	}
}

// nextLines parses a command line and returns the commands that it would offer next.
func nextLines(t *testing.T, args ...string) (broadcast, send string) {
	t.Helper()
	var out, errs bytes.Buffer
	root := newRoot(newApp(testWorld(nil, args, &out, &errs)))
	cmd, rest, err := root.Find(args)
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err != nil {
		t.Fatal(err)
	}
	return again(cmd, cmd.Flags().Args(), "--broadcast"), sendLine(cmd, "my plan")
}

// The commands offered next use the same node, and omit the key in its address however it was given.
func TestNextLines(t *testing.T) {
	for given, want := range map[string][2]string{
		"weights-update fund --to A=1% -r http://127.0.0.1:8545 --json":         {"fund --to A=1% --rpc-url http://127.0.0.1:8545 --broadcast", " --rpc-url http://127.0.0.1:8545"},
		"weights-update --rpc-url https://node.example/v3/secret":               {"--rpc-url RPC_URL --broadcast", " --rpc-url RPC_URL"},
		"weights-update -qr https://node.example/?key=secret":                   {"--rpc-url RPC_URL --broadcast", " --rpc-url RPC_URL"},
		"weights-update -rhttps://u:secret@node.example":                        {"--rpc-url RPC_URL --broadcast", " --rpc-url RPC_URL"},
		"weights-update --rpc-headers X-Key:secret --config=c.yaml":             {"--rpc-headers NAME:VALUE --config c.yaml --broadcast", " --rpc-headers NAME:VALUE --config c.yaml"},
		"weights-update --to A=1% --to B=rest --instant --chain gnosis -- fund": {"fund --to A=1% --to B=rest --instant --chain gnosis --broadcast", " --chain gnosis"},
		"weights-update --instant --publish-url https://relay.example/ --gas-price 2gwei --confirmations 3 --account own -y": {
			"--instant --publish-url PUBLISH_URL --gas-price 2gwei --confirmations 3 --account own --yes --broadcast", " --publish-url PUBLISH_URL --gas-price 2gwei --confirmations 3 --account own"},
	} {
		broadcast, send := nextLines(t, strings.Fields(given)...)
		if broadcast != "mpool weights-update "+want[0] || send != "mpool send 'my plan'"+want[1] {
			t.Errorf("%s:\n%s\n%s", given, broadcast, send)
		}
	}
}

func weiOf(w units.Wei) *units.Wei { return &w }
