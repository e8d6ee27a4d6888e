package jq

import (
	"bytes"
	"testing"
)

const document = `{"success": true, "data": {"name": "Fund", "wei": 123456789012345678901234567890, "tokens": [{"symbol": "WETH", "weight": 0.5}, {"symbol": "DAI", "weight": 0.5}]}, "errors": []}`

func TestFilter(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{".data.name", "Fund\n"},
		{".data.wei", "123456789012345678901234567890\n"},
		{".data.tokens[].symbol", "WETH\nDAI\n"},
		{".data.tokens[0]", `{"symbol":"WETH","weight":0.5}` + "\n"},
		{".success", "true\n"},
		{".nothing", "null\n"},
		{"empty", ""},
		{`.data.tokens | map(.symbol) | join(",")`, "WETH,DAI\n"},
		{"1, halt, 2", "1\n"},
		{"env, $ENV", "{}\n{}\n"}, // expressions must not read the environment
	} {
		var f Filter
		var out bytes.Buffer
		if err := f.Set(c.words); err != nil || !f.Given() {
			t.Errorf("%s: %v", c.words, err)
			continue
		}
		if err := f.Write(nil, &out, []byte(document)); err != nil || out.String() != c.want {
			t.Errorf("%s: %q, want %q (%v)", c.words, out.String(), c.want, err)
		}
	}
}

func TestWrongExpressions(t *testing.T) {
	for _, words := range []string{".data[", "nothing_of_the_kind", "$x", ".a |", "", "import \"a\" as a; ."} {
		var f Filter
		if err := f.Set(words); words != "" && (err == nil || f.Given()) {
			t.Errorf("%q is taken", words)
		}
	}
	for _, words := range []string{".data.name[]", ".data + 1", `error("x")`, ".data.tokens[].symbol, (.data | keys | .[] | tonumber)"} {
		var f Filter
		var out bytes.Buffer
		if err := f.Set(words); err != nil {
			t.Error(words, err)
			continue
		}
		if err := f.Write(nil, &out, []byte(document)); err == nil || out.Len() > 0 {
			t.Errorf("%s: %q, %v", words, out.String(), err)
		}
	}
}
