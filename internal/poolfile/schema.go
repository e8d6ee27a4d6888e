package poolfile

import "encoding/json"

type object = map[string]any

// Schema returns a JSON schema of pool files for editors. It has every key of the table and is as
// strict about names as the readers; it does not check what values mean.
func Schema() ([]byte, error) {
	top := groupSchema(keys())
	top["$schema"] = "http://json-schema.org/draft-07/schema#"
	top["title"] = "pool file of mpool"
	top["description"] = "a pool as a file, for mpool pool, mpool create and mpool backtest; mpool does not manage omitted fields"
	return json.MarshalIndent(top, "", "  ")
}

func groupSchema(known []key) object {
	properties, required := object{}, []string{}
	for _, k := range known {
		properties[k.name] = k.schema()
		if k.needed {
			required = append(required, k.name)
		}
	}
	out := object{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

func (k key) schema() object {
	var out object
	switch k.form {
	case word:
		out = object{"type": []string{"string", "number"}}
	case yesno:
		out = object{"enum": []any{true, false, "on", "off"}}
	case words:
		out = object{"type": "array", "items": object{"type": "string"}}
	case group:
		out = groupSchema(k.of)
		if k.null {
			out["type"] = []string{"object", "null"}
		}
	case list:
		out = object{"type": "array", "items": groupSchema(k.of)}
	case gate:
		out = object{"anyOf": []any{object{"enum": []any{true, false, "on", "off"}}, groupSchema(k.of)}}
	}
	out["description"] = k.doc
	if k.example != "" {
		out["examples"] = []string{k.example}
	}
	return out
}
