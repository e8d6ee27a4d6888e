package report

import (
	"encoding/json"
	"reflect"
	"strings"
)

// BacktestSchema returns the JSON schema of a backtest's data, derived from the Go types. Every field
// is required except those with omitempty.
func BacktestSchema() ([]byte, error) {
	s := schemaOf(reflect.TypeFor[Backtest]())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "mpool backtest --json: data"
	text, err := json.MarshalIndent(s, "", "  ")
	return append(text, '\n'), err
}

func schemaOf(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Struct:
		s := map[string]any{"type": "object", "additionalProperties": false}
		properties, required := map[string]any{}, []string{}
		addFields(t, properties, &required)
		s["properties"], s["required"] = properties, required
		return s
	case reflect.Slice, reflect.Array:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "integer"}
}

// addFields adds a struct's fields, and those of embedded structs.
func addFields(t reflect.Type, properties map[string]any, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			addFields(f.Type.Elem(), properties, required)
			continue
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		properties[name] = schemaOf(f.Type)
		if options != "omitempty" {
			*required = append(*required, name)
		}
	}
}
