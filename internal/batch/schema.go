package batch

import "encoding/json"

// Schema returns a JSON schema of batch files, for editors. It has every operation and field, and is as
// strict about them as Parse. It does not check values, such as whether a percentage is valid.
func Schema(shapes []Shape) ([]byte, error) {
	var operations []any
	for _, shape := range shapes {
		operations = append(operations, shape.schema())
	}
	return json.MarshalIndent(object{
		"$schema":     "http://json-schema.org/draft-07/schema#",
		"title":       "batch file of mpool",
		"description": "operations for mpool dry-run, in order of execution",
		"type":        "array", "minItems": 1, "maxItems": maxItems,
		"items": object{"oneOf": operations},
	}, "", "  ")
}

type object = map[string]any

func (s Shape) schema() object {
	properties := object{
		operationField: object{"const": s.Name},
		waitField:      describe(textSchema(), "time after the previous operation, such as 7d, or a time such as 2026-12-31T00:00Z or \"2026-12-31 09:00 Europe/Zurich\"; default the next block"),
		poolField:      describe(textSchema(), "address, or name in the configuration; default the configuration's pool"),
	}
	required := []string{operationField}
	var instead string
	_, forAll := s.field(allField)
	for _, field := range s.Fields {
		properties[field.Name] = describe(field.schema(), field.Usage)
		if field.needed() && forAll {
			instead = field.Name
		} else if field.needed() {
			required = append(required, field.Name)
		}
	}
	out := object{
		"description": s.Short, "type": "object", "additionalProperties": false,
		"properties": properties, "required": required,
	}
	if instead != "" {
		out["oneOf"] = []any{
			object{"required": []string{instead}, "properties": object{allField: object{"const": false}}},
			object{"required": []string{allField}, "properties": object{allField: object{"const": true}}, "not": object{"required": []string{instead}}},
		}
	}
	return out
}

func (f Field) schema() object {
	list := object{"type": "array", "items": textSchema(), "minItems": 1}
	pairs := object{"type": "object", "additionalProperties": textSchema(), "minProperties": 1, "propertyNames": object{"pattern": "^[^=,]+$"}}
	switch {
	case f.Kind == Switch:
		return object{"type": "boolean"}
	case f.Kind == Pairs:
		return pairs
	case f.Kind == List && f.Place == Flag:
		return object{"anyOf": []any{textSchema(), list, pairs}}
	case f.Kind == List:
		return object{"anyOf": []any{textSchema(), list}}
	}
	return textSchema()
}

func textSchema() object {
	return object{"type": "string", "minLength": 1, "pattern": "^[^\\n\\r\\t]*$"}
}

func describe(schema object, usage string) object {
	schema["description"] = usage
	return schema
}
