package batch

import "strings"

type badFile struct {
	name, text string
	at         Position
	problem    string
}

func badFiles() []badFile {
	const head = "- operation: weights-update\n"
	billion := "- a: &a [x,x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n  c: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
	return []badFile{
		{"empty", "", Position{1, 1}, "the file contains no operation"},
		{"comments only", "# nothing\n", Position{1, 1}, "the file contains no operation"},
		{"an empty list", "[]", Position{1, 1}, "the file contains no operation"},
		{"null", "null", Position{1, 1}, "list of operations"},
		{"a text", "weights-update", Position{1, 1}, `the text "weights-update"`},
		{"a mapping", "operation: swaps disable", Position{1, 1}, "a group of fields"},
		{"ten megabytes", strings.Repeat("- operation: swaps disable\n", 400_000), Position{1, 1}, "at most"},
		{"ten megabytes in one word", "- operation: " + strings.Repeat("x", 10<<20), Position{1, 1}, "at most"},
		{"too many operations", strings.Repeat("- operation: swaps disable\n", 1001), Position{1001, 3}, "1001 operations"},
		{"depth", strings.Repeat("[", 100_000), Position{1, 10_001}, "invalid JSON"},
		{"depth that is closed", strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), Position{1, 10_001}, "invalid JSON"},
		{"depth in YAML", strings.Repeat("- ", 50_000) + "x", Position{1, 1}, "invalid YAML"},
		{"not UTF-8", "- operation: \xff\xfe\n", Position{1, 14}, "not UTF-8"},
		{"UTF-16", "\xff\xfe-\x00 \x00", Position{1, 1}, "not UTF-8"},
		{"a control character", "- operation: swaps\n\x1b[2J", Position{2, 1}, "U+001B"},
		{"a line separator", "- operation: a\u2028b\n", Position{1, 15}, "U+2028"},
		{"indented by tabs", "- operation: swaps disable\n\tpool: fund\n", Position{2, 2}, "invalid YAML"},
		{"an open quote", "- operation: \"swaps\n", Position{2, 1}, "invalid YAML"},
		{"an open bracket", "- operation: weights-update\n  to: {WETH: 30%\n", Position{2, 3}, "invalid YAML"},
		{"broken JSON", "[\n  {\"operation\": \"swaps disable\",}\n]", Position{2, 33}, "invalid JSON"},
		{"JSON with a comment", "[ // no\n]", Position{1, 3}, "invalid JSON"},
		{"two documents", "- operation: swaps disable\n---\n- operation: swaps disable\n", Position{2, 1}, "second document"},
		{"an operation that is a text", "- swaps disable\n", Position{1, 3}, `the text "swaps disable"`},
		{"an operation that is a list", "- [swaps, disable]\n", Position{1, 3}, "not a list"},
		{"no operation", "- pool: fund\n", Position{1, 3}, "no field operation"},
		{"an unknown operation", "- operation: weight-update\n", Position{1, 14}, `unknown operation "weight-update"`},
		{"an operation that is no text", "- operation: 7\n", Position{1, 14}, "operation is a number"},
		{"an unknown field", head + "  durration: 7d\n", Position{2, 3}, `unknown field "durration"`},
		{"a field of another operation", "- operation: fee-set\n  fee: 1%\n  to: x\n", Position{3, 3}, `unknown field "to"`},
		{"a flag that is no field", head + "  broadcast: true\n", Position{2, 3}, `unknown field "broadcast"`},
		{"a field twice", head + "  duration: 7d\n  duration: 1d\n", Position{3, 3}, `duplicate field "duration", already on line 2`},
		{"a field twice in JSON", `[{"operation": "fee-set", "fee": "1%", "fee": "2%"}]`, Position{1, 40}, `duplicate field "fee"`},
		{"a token twice", head + "  to: {WETH: 30%, WETH: 70%}\n", Position{2, 19}, `duplicate field "WETH"`},
		{"an alias", "- &x\n  operation: swaps disable\n- *x\n", Position{1, 3}, "anchors such as &x"},
		{"a bomb of aliases", billion, Position{1, 6}, "anchors such as &a"},
		{"a merge", head + "  <<: {duration: 7d}\n", Position{2, 3}, `unknown field "<<"`},
		{"a tag", head + "  duration: !!str 7\n", Position{2, 13}, "tags such as !!str"},
		{"a tag of somebody's", "- !ruby/object:X\n  operation: swaps disable\n", Position{1, 3}, "tags such as !ruby/object:X"},
		{"a whole number", "- operation: fee-set\n  fee: 3\n", Position{2, 8}, "fee is a number"},
		{"a fraction", "- operation: breakers set\n  tokens: USDC\n  lower: 0.8\n", Position{3, 10}, "lower is a number"},
		{"a number that loses digits", "- operation: manage-balance update\n  amounts: {USDC: 1000000000000000000001}\n", Position{2, 19}, "USDC is a number"},
		{"an exponent", "- operation: manage-balance update\n  amounts: {USDC: 1e18}\n", Position{2, 19}, "USDC is a number"},
		{"an address without quotes", "- operation: swaps disable\n  pool: 0x35dd738E306d32f2709824B6f744f188DA01D3C5\n", Position{2, 9}, "without quotes, which YAML reads as a number"},
		{"a token's address without quotes", head + "  to: {0x35dd738E306d32f2709824B6f744f188DA01D3C5: 30%}\n", Position{2, 8}, "without quotes, which YAML reads as a number"},
		{"must be text, but", "- operation: fee-set\n  fee: true\n", Position{2, 8}, "true is a boolean"},
		{"a switch that is a text", head + "  instant: \"true\"\n", Position{2, 12}, `the text "true"`},
		{"a switch that is yes", head + "  instant: yes\n", Position{2, 12}, `the text "yes"`},
		{"no value", head + "  duration:\n", Position{2, 12}, "no value"},
		{"an empty value", head + "  duration: \"\"\n", Position{2, 13}, "is empty"},
		{"a list for a text", head + "  duration: [7d]\n", Position{2, 13}, "not a list"},
		{"a mapping for a text", head + "  duration: {days: 7}\n", Position{2, 13}, "not a group of fields"},
		{"an empty list of values", head + "  to: []\n", Position{2, 7}, "empty list"},
		{"a list in a list", head + "  to: [[WETH=30%]]\n", Position{2, 8}, "not a list"},
		{"a text for amounts", "- operation: manage-balance update\n  amounts: USDC=1\n", Position{2, 12}, "names with a value each"},
		{"several lines", head + "  duration: |\n    7d\n", Position{2, 13}, "line break"},
		{"two tokens in one", head + "  to: {\"WETH=10%,USDC\": 20%}\n", Position{2, 8}, ": it contains a comma or an equals sign"},
		{"nothing behind the pool", "- operation: fee-set\n  pool: fund\n", Position{1, 3}, "no field fee"},
		{"no pool where there has to be one", "- operation: allowlist add\n  addresses: ['0x01', '0x02']\n", Position{1, 3}, "the operation has no pool"},
		{"all and some", "- operation: breakers set\n  tokens: USDC\n  all: true\n", Position{1, 3}, "all means all tokens"},
		{"neither all nor some", "- operation: breakers set\n  all: false\n", Position{1, 3}, "no field tokens"},
		{"a key that is a list", "- operation: swaps disable\n  ? [a]\n  : b\n", Position{2, 5}, "invalid field name: a list"},
	}
}
