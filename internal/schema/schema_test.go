package schema

import (
	"reflect"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"mpool/internal/fork"
)

// The log of an unknown contract has only its address. The log of a known one has all fields of an
// event and no others.
func TestEvents(t *testing.T) {
	schema, err := schemaOf(reflect.TypeFor[fork.Event]())
	if err != nil {
		t.Fatal(err)
	}
	rules, err := schema.Resolve(&jsonschema.ResolveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	unknown := map[string]any{"of": "0x00000000000000000000000000000000000000aa"}
	known := map[string]any{"of": unknown["of"], "contracts": []any{"Vault"}, "event": "Swap(bytes32)", "arguments": []any{}}
	for _, right := range []map[string]any{unknown, known} {
		if err := rules.Validate(right); err != nil {
			t.Errorf("%v: %s", right, err)
		}
	}
	for _, wrong := range []map[string]any{{}, {"of": unknown["of"], "more": 1}, {"of": unknown["of"], "event": 1}} {
		if rules.Validate(wrong) == nil {
			t.Errorf("%v is valid", wrong)
		}
	}
}
