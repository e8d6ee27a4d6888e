package batch

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// shapes are some commands' shapes; cmd/mpool tests the real ones.
func shapes() []Shape {
	return []Shape{
		{Name: "weights-update", Fields: []Field{{Name: "to", Kind: List, Place: Flag}, {Name: "duration", Kind: Text, Place: Flag}, {Name: "end", Kind: Text, Place: Flag}, {Name: "instant", Kind: Switch, Place: Flag}}},
		{Name: "breakers set", Fields: []Field{{Name: "tokens", Kind: List, Place: Joined}, {Name: "lower", Kind: Text, Place: Flag}, {Name: "all", Kind: Switch, Place: Flag}}},
		{Name: "fee-set", Fields: []Field{{Name: "fee", Kind: Text, Place: Words}}},
		{Name: "allowlist add", NeedsPool: true, Fields: []Field{{Name: "addresses", Kind: List, Place: Words}}},
		{Name: "manage-balance update", Fields: []Field{{Name: "amounts", Kind: Pairs, Place: Words}}},
		{Name: "swaps disable"},
	}
}

// written formats an item with its pool and its other fields.
func written(item Item) string {
	parts := []string{item.Operation, item.Pool}
	for _, given := range item.Given {
		parts = append(parts, given.Name+"="+strings.Join(given.Values, ";"))
	}
	return strings.Join(parts, "|")
}

func TestParse(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a mapping", "- operation: weights-update\n  pool: fund\n  to: {WETH: 30%, \"0xab\": rest}\n  duration: 7d\n", "weights-update|fund|to=WETH=30%;0xab=rest|duration=7d"},
		{"one text", "- {operation: weights-update, to: 'WETH=30%,USDC=rest', instant: true}", "weights-update||to=WETH=30%,USDC=rest|instant=true"},
		{"a list", "- operation: weights-update\n  to:\n  - WETH=30%\n  - USDC=rest\n  instant: false", "weights-update||to=WETH=30%;USDC=rest|instant=false"},
		{"a moment without quotes", "- operation: weights-update\n  end: 2026-12-31T00:00:00Z", "weights-update||end=2026-12-31T00:00:00Z"},
		{"two words, joined", "- operation: breakers set\n  tokens: [USDC, WETH]\n  lower: \"0.8\"\n  pool: fund", "breakers set|fund|tokens=USDC;WETH|lower=0.8"},
		{"all", "- operation: breakers set\n  all: true\n  lower: 80%", "breakers set||all=true|lower=80%"},
		{"missing addresses: use POOL ADDRESS...", "- operation: fee-set\n  fee: 0.3%\n  pool: -h", "fee-set|-h|fee=0.3%"},
		{"several words", "- operation: allowlist add\n  addresses: ['0x01', '0x02']\n  pool: fund", "allowlist add|fund|addresses=0x01;0x02"},
		{"amounts", "- operation: manage-balance update\n  amounts: {USDC: '1010', WETH: 0.5 WETH}", "manage-balance update||amounts=USDC=1010;WETH=0.5 WETH"},
		{"no fields", "# a comment\n---\n- operation: swaps disable\n", "swaps disable|"},
		{"JSON", `[{"operation": "fee-set", "pool": "0x01", "fee": "0.3%"}]`, "fee-set|0x01|fee=0.3%"},
		{"JSON with tabs", "[\n\t{\n\t\t\"operation\":\t\"swaps disable\"\n\t}\n]", "swaps disable|"},
		{"a byte order mark and Windows lines", "\uFEFF- operation: fee-set\r\n  fee: 1%\r\n", "fee-set||fee=1%"},
	}
	for _, test := range tests {
		items, err := Parse([]byte(test.text), shapes(), "")
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := written(items[0]); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// An operation without a pool uses the configured one, whatever follows the pool on its command line.
func TestParsePool(t *testing.T) {
	for text, want := range map[string]string{
		"- {operation: allowlist add, addresses: ['0x01', '0x02']}":      "allowlist add|main|addresses=0x01;0x02",
		"- {operation: allowlist add, addresses: '0x01', pool: fund}":    "allowlist add|fund|addresses=0x01",
		"- {operation: fee-set, fee: 1%}":                                "fee-set|main|fee=1%",
		"- {operation: weights-update, to: {WETH: 30%}, instant: false}": "weights-update|main|to=WETH=30%|instant=false",
	} {
		items, err := Parse([]byte(text), shapes(), "main")
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := written(items[0]); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// There are at least forty different bad files, with all kinds of mistakes.
func TestManyBadFiles(t *testing.T) {
	const least = 40
	promised := map[string]string{
		"a wrong type": "is a number", "a number that loses digits": "is a number without quotes, which can lose digits", "a key twice": "duplicate field",
		"a bomb of anchors": "anchors such as", "ten megabytes": "at most", "an unknown operation": "unknown operation",
		"an unknown key": "unknown field",
	}
	seen := map[string]bool{}
	for _, test := range badFiles() {
		_, err := Parse([]byte(test.text), shapes(), "")
		var e *Error
		if seen[test.text] || !errors.As(err, &e) || e.At.Line < 1 || e.At.Column < 1 {
			t.Errorf("%s: there already, or %v", test.name, err)
			continue
		}
		seen[test.text] = true
		for kind, words := range promised {
			if strings.Contains(e.Error(), words) {
				delete(promised, kind)
			}
		}
	}
	if len(seen) < least || len(promised) > 0 {
		t.Errorf("%d bad files; there is none with %v", len(seen), promised)
	}
	t.Logf("%d bad files", len(seen))
}

// Each bad file gives one error with its place and a remedy.
func TestParseRefuses(t *testing.T) {
	for _, test := range badFiles() {
		began := time.Now()
		_, err := Parse([]byte(test.text), shapes(), "")
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: not refused: %v", test.name, err)
			continue
		}
		if e.At != test.at || !strings.Contains(e.Problem, test.problem) {
			t.Errorf("%s: %v, want line %d, column %d: …%s…", test.name, e, test.at.Line, test.at.Column, test.problem)
		}
		if e.Hint() == "" || strings.ContainsAny(e.Error()+e.Hint(), "\n\t") || len(e.Error()) > 400 {
			t.Errorf("%s: not two lines: %q %q", test.name, e.Error(), e.Hint())
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%s: took %s", test.name, took)
		}
	}
}

func TestBlame(t *testing.T) {
	items, err := Parse([]byte("- operation: weights-update\n  to: x\n  duration: 7d\n  end: now\n"), shapes(), "")
	if err != nil {
		t.Fatal(err)
	}
	for message, want := range map[string]Position{
		"--to: no":                          {2, 7},
		"--duration and --end are too many": {3, 13},
		"give --end":                        {4, 8},
		"--ending is nothing":               {1, 3},
		"the pool has no token":             {1, 3},
	} {
		if got := items[0].Blame(message); got != want {
			t.Errorf("%q: %v, want %v", message, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, test := range badFiles() {
		if len(test.text) < 2000 {
			f.Add([]byte(test.text))
		}
	}
	f.Add([]byte("- operation: breakers set\n  tokens: [USDC]\n  all: false\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		items, err := Parse(text, shapes(), "")
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.At.Line < 1 || e.At.Column < 1 || e.Remedy == "") {
			t.Fatalf("%q: %v has no place or hint", text, err)
		}
		for _, item := range items {
			for _, given := range item.Given {
				if len(given.Values) == 0 || slices.Contains(given.Values, "") {
					t.Fatalf("%q: %q", text, given)
				}
			}
		}
	})
}

// A command's message about its flags names the file's fields.
func TestItemFields(t *testing.T) {
	item := Item{takes: []string{"duration", "override", "reason", "from", "to", "from-block"}}
	for text, want := range map[string]string{
		"run mpool swaps enable --to 7d first; or use a longer --duration": "run mpool swaps enable --to 7d first; or use a longer duration",
		"give --from 2% --to 0.3%":                                                 "give from: 2% to: 0.3%",
		"use a --duration of several days: gradual changes cost less":              "use a duration of several days: gradual changes cost less",
		"--to: no such token":                                                      "to: no such token",
		"by mpool swaps enable --duration 7d before it, or a longer --duration":    "by mpool swaps enable --duration 7d before it, or a longer duration",
		"leave --broadcast and --from-blocks out":                                  "leave --broadcast and --from-blocks out",
		"it needs a --reason, which goes into the record, and --override names it": "it needs a reason, which goes into the record, and override: names it",
	} {
		if got := item.Fields(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Every operation can have wait, which is not a flag of a command.
func TestWait(t *testing.T) {
	items, err := Parse([]byte("- {operation: swaps disable, wait: 7d}\n- {operation: swaps disable}"), []Shape{{Name: "swaps disable"}}, "")
	if err != nil || items[0].Wait != "7d" || items[1].Wait != "" || len(items[0].Given)+len(items[1].Given) != 0 {
		t.Errorf("%v %+v", err, items)
	}
	if _, err := Parse([]byte("- {operation: swaps disable, wait: 7}"), []Shape{{Name: "swaps disable"}}, ""); err == nil {
		t.Error("a number has no unit")
	}
}
