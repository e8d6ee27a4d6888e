package jsonkeys_test

import (
	"strings"
	"testing"

	"mpool/internal/jsonkeys"
)

func TestSame(t *testing.T) {
	const written = `{"a":1,"b":[{"c":2},{"c":3}]}`
	for _, test := range []struct{ name, text, says string }{
		{"as it was written", written, ""},
		{"other spaces and values", ` {"b": [ {"c":9} ], "a": "x"}`, ""},
		{"a key in capitals", `{"A":1}`, `it has an unknown key "A"`},
		{"a key in another place", `{"a":1,"c":2}`, `it has an unknown key "c"`},
		{"a key twice", `{"a":1,"a":2}`, `it has the key "a" twice in one object`},
		{"a key twice below", `{"b":[{"c":2,"c":2}]}`, `it has the key "c" twice in one object`},
		{"a longer list", `{"b":[{"c":2},{"c":3},{"c":4}]}`, `it has an unknown key "2"`},
		{"a second document", written + "{}", "there is more text after the end of the document"},
		{"too deep", strings.Repeat("[", 100) + strings.Repeat("]", 100), "it is nested too deeply"},
	} {
		err := jsonkeys.Same([]byte(test.text), []byte(written))
		if (err == nil) != (test.says == "") || err != nil && err.Error() != test.says {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
