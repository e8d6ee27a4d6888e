package request

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"mpool/internal/batch"
)

// Help texts do not change what a batch file may contain: with other texts the schema is the same and
// the same files are accepted.
func TestUsageDecidesNothing(t *testing.T) {
	plain, worded := Shapes(), Shapes()
	for i := range worded {
		worded[i].Short = "how long 30% or 80%"
		for j := range worded[i].Fields {
			worded[i].Fields[j].Usage = "how long: 30% [POOL] TOKEN, write the plan to this file, for mpool send"
		}
	}
	if a, b := skeleton(t, plain), skeleton(t, worded); !reflect.DeepEqual(a, b) {
		t.Error("the schema is another one")
	}
	for _, file := range []string{
		"- {operation: weights-update, to: {WETH: 0.3}}", "- {operation: fee-set, fee: 3}", "- {operation: breakers set, tokens: USDC, lower: 0.8}",
		"- {operation: weights-update, duration: 7}", "- {operation: add-token, token: DAI, amount: 5}", "- {operation: weights-update, broadcast: true}",
		"- {operation: open, doors: [swaps]}", "- {operation: breakers clear, all: true}", "- {operation: fee-ramp, start-fee: 2%, end-fee: now, duration: 1}",
	} {
		first, err := batch.Parse([]byte(file), plain, "fund")
		second, again := batch.Parse([]byte(file), worded, "fund")
		if !reflect.DeepEqual(first, second) || !reflect.DeepEqual(err, again) {
			t.Errorf("%s:\n%+v %v\n%+v %v", file, first, err, second, again)
		}
	}
}

// skeleton returns a schema without texts for people.
func skeleton(t *testing.T, shapes []batch.Shape) any {
	t.Helper()
	words, err := batch.Schema(shapes)
	if err != nil {
		t.Fatal(err)
	}
	var schema any
	if err := json.Unmarshal(words, &schema); err != nil {
		t.Fatal(err)
	}
	return withoutWords(schema)
}

func withoutWords(schema any) any {
	switch s := schema.(type) {
	case map[string]any:
		if _, isText := s["description"].(string); isText {
			delete(s, "description")
		}
		for name := range s {
			s[name] = withoutWords(s[name])
		}
	case []any:
		for i := range s {
			s[i] = withoutWords(s[i])
		}
	}
	return schema
}

// A number without its unit gets a hint with the unit.
func TestUnits(t *testing.T) {
	for file, want := range map[string]string{
		"- {operation: weights-update, to: {WETH: 0.3}}":               "write 0.3% or 30%",
		"- {operation: weights-update, freeze: true, within: 5}":       "add a unit, for example 12h or 7d",
		"- {operation: weights-update, duration: 7}":                   "add a unit, for example 12h or 7d",
		"- {operation: fee-set, fee: 3}":                               "write 3% or 300%",
		"- {operation: fee-set, fee: 3%, within: 7}":                   "add a unit, for example 12h or 7d",
		"- {operation: fee-ramp, start-fee: 2}":                        "write 2% or 200%",
		"- {operation: fee-ramp, end-fee: 2}":                          "write 2% or 200%",
		"- {operation: aum-fee set, fee: 2}":                           "write 2% or 200%",
		"- {operation: add-token, token: DAI, weight: 10}":             "write 10% or 1000%",
		"- {operation: open, fee-ramp: 50}":                            "write 50% or 5000%",
		"- {operation: breakers set, tokens: USDC, lower: 0.8}":        `write it in quotes: "0.8"`,
		"- {operation: add-token, token: DAI, amount: 1000}":           `write it in quotes: "1000"`,
		"- {operation: allowlist enable, from-block: 17000000}":        `write it in quotes: "17000000"`,
		"- {operation: manage-balance deposit, amounts: {USDC: 1000}}": `write it in quotes: "1000"`,
	} {
		_, err := batch.Parse([]byte(file), Shapes(), "fund")
		hinted, is := err.(interface{ Hint() string }) //nolint:errorlint // it is what Parse returns
		if !is || !strings.HasPrefix(hinted.Hint(), want) {
			t.Errorf("%s: %v, want %s", file, err, want)
		}
	}
}
