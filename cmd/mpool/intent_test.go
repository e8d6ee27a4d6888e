package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/golden"
	"mpool/internal/request"
)

// A batch can hold every operation, with a field for each of its values.
func TestBatchShapes(t *testing.T) {
	var got strings.Builder
	for _, shape := range request.Shapes() {
		fmt.Fprintf(&got, "%s:", shape.Name)
		for _, field := range shape.Fields {
			fmt.Fprintf(&got, " %s(%s %s)", field.Name, field.Kind, field.Place)
			if field.Usage == "" || strings.HasPrefix(field.Usage, "what the command takes") {
				t.Errorf("%s: %s is not explained", shape.Name, field.Name)
			}
		}
		got.WriteString("\n")
	}
	golden.Check(t, "testdata/batch.shapes.golden", got.String())
}

// The published schema of batches is generated from the commands. TestBatchShapes checks the decoder.
func TestBatchSchema(t *testing.T) {
	text, err := batch.Schema(request.Shapes())
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "../../docs/batch.schema.json", string(text)+"\n")
}

// The batches in the guide are valid.
func TestBatchInTheGuide(t *testing.T) {
	text, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```")
	found := 0
	for i := 1; i < len(blocks); i += 2 {
		example, isYAML := strings.CutPrefix(blocks[i], "yaml\n")
		if isYAML && strings.Contains(example, "- operation:") { // only lists of operations, not policies
			found++
			a := newApp(testWorld(nil, nil, nil, nil))
			if _, err := a.stage.BatchCandidates(t.Context(), "ci.md", []byte(example)); err != nil {
				t.Errorf("%v in\n%s", err, example)
			}
		}
	}
	if found == 0 {
		t.Error("there is no example")
	}
}

// A wrong value in a batch is reported with its place in the file.
func TestBatchMistakes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"- operation: weights-update\n  duration: 7d\n  to: WETH=0.3\n", `line 3, column 7: weights-update: to: `},
		{"- operation: weights-update\n  to: {WETH: 30%, WETH : 30%}\n", `line 2, column 19: duplicate field "WETH"`},
		{"- operation: aum-fee set\n  fee: \"3\"\n", `line 1, column 3: aum-fee set: "3" has no unit`},
		{"- operation: breakers set\n  tokens: USDC\n", `line 1, column 3: breakers set: missing bounds: use`},
		{"- operation: breakers set\n  tokens: USDC\n  lower: x\n", `line 3, column 10: breakers set: lower: `},
		{"- operation: swaps disable\n  pool: nobody\n", `line 1, column 3: swaps disable: unknown pool "nobody"`},
		{"- operation: swaps enable\n  override: max_arbitrage_cost\n", `line 2, column 13: swaps enable: override: `},
		{"- operation: swaps enable\n  override: nothing\n  reason: why not\n", `line 2, column 13: swaps enable: `},
		{"- operation: allowlist add\n  pool: '0x35dd738E306d32f2709824B6f744f188DA01D3C5'\n  addresses: [fund]\n", `line 1, column 3: allowlist add: "fund" is not an address`},
		{"- operation: allowlist sync\n  pool: '0x35dd738E306d32f2709824B6f744f188DA01D3C5'\n  file: nowhere.txt\n", `line 1, column 3: allowlist sync: `},
		{"- operation: allowlist sync\n  pool: '0x35dd738E306d32f2709824B6f744f188DA01D3C5'\n  file: /proc/self/environ\n", `line 1, column 3: allowlist sync: cannot read the allowlist file: a batch can only name files`},
		{"- operation: allowlist sync\n  pool: '0x35dd738E306d32f2709824B6f744f188DA01D3C5'\n  file: testdata/../../go.mod\n", `line 1, column 3: allowlist sync: cannot read the allowlist file: `},
		{"- operation: allowlist sync\n  pool: '0x35dd738E306d32f2709824B6f744f188DA01D3C5'\n  file: '-'\n", `line 1, column 3: allowlist sync: cannot read the allowlist file: a batch can only name files`},
		{"- operation: swaps enable\n- operation: swaps enabel\n", `line 2, column 14: unknown operation "swaps enabel"`},
		{"- operation: send\n", `line 1, column 14: unknown operation "send"`},
		{"- operation: dry-run\n", `line 1, column 14: unknown operation "dry-run"`},
		{"- operation: devnet\n", `line 1, column 14: unknown operation "devnet"`},
	}
	file := t.TempDir() + "/batch.yaml"
	for _, test := range tests {
		if err := os.WriteFile(file, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got := try(t, map[string]string{"MPOOL_POOL": "0x35dd738E306d32f2709824B6f744f188DA01D3C5", "ETH_RPC_URL": "http://127.0.0.1:1"}, "dry-run", file)
		if got.code != failure.Misuse || got.out != "" || !strings.HasPrefix(got.err, "mpool: error: "+file+": "+test.want) {
			t.Errorf("%q:\n%+v\nwant %s", test.text, got, test.want)
		}
		if lines := strings.Split(strings.TrimSpace(got.err), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[1], "mpool: hint: ") {
			t.Errorf("%q: not two lines: %q", test.text, got.err)
		}
	}
}
