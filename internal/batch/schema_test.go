package batch

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The schema and Parse agree about a document's form: the schema refuses whatever Parse refuses, except
// for mistakes of spelling that a schema cannot see.
func TestSchemaAgreesWithParse(t *testing.T) {
	text, err := Schema(shapes())
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	documents := []string{
		"- operation: weights-update\n  to: {WETH: 30%}\n  instant: true\n", "- operation: breakers set\n  all: true\n",
		"- operation: breakers set\n  tokens: [USDC]\n  all: false\n", "- {operation: allowlist add, pool: x, addresses: a}",
		"- {operation: manage-balance update, amounts: {USDC: '1'}}",
	}
	for _, bad := range badFiles() {
		documents = append(documents, bad.text)
	}
	compared := 0
	for _, document := range documents {
		value, how := plainValue(document)
		if !how {
			continue
		}
		compared++
		_, err := Parse([]byte(document), shapes(), "fund") // a schema does not know the configuration
		if valid := validate(schema, value); valid != (err == nil) {
			t.Errorf("%.80q: the schema says %v, Parse %v", document, valid, err)
		}
	}
	if compared < 30 {
		t.Errorf("only %d documents were compared", compared)
	}
}

// plainValue returns a document as an editor sees it; false if the mistake is not visible there: its
// size, quotes or anchors.
func plainValue(text string) (any, bool) {
	if len(text) > 100_000 {
		return nil, false
	}
	if strings.Contains(text, "<<") { // an editor would merge it
		return nil, false
	}
	root, err := document([]byte(text))
	if err != nil || plain(root) != nil || bareAddress(root) {
		return nil, false
	}
	var value any
	if root.Decode(&value) != nil {
		return nil, false
	}
	return value, true
}

func bareAddress(node *yaml.Node) bool {
	if regexp.MustCompile(`^0x`).MatchString(node.Value) && node.Style == 0 {
		return true
	}
	for _, child := range node.Content {
		if bareAddress(child) {
			return true
		}
	}
	return false
}

// validate knows only the keywords that Schema uses.
func validate(schema map[string]any, value any) bool {
	for keyword, want := range schema {
		if !holds(keyword, want, schema, value) {
			return false
		}
	}
	return true
}

func holds(keyword string, want any, schema map[string]any, value any) bool {
	list, isList := value.([]any)
	group, isGroup := value.(map[string]any)
	text, isText := value.(string)
	switch keyword {
	case "$schema", "title", "description":
		return true
	case "type":
		_, isBool := value.(bool)
		return map[any]bool{"array": isList, "object": isGroup, "string": isText, "boolean": isBool}[want]
	case "const":
		return value == want
	case "minItems":
		return !isList || float64(len(list)) >= want.(float64)
	case "maxItems":
		return !isList || float64(len(list)) <= want.(float64)
	case "minProperties":
		return !isGroup || float64(len(group)) >= want.(float64)
	case "minLength":
		return !isText || float64(len(text)) >= want.(float64)
	case "pattern":
		return !isText || regexp.MustCompile(want.(string)).MatchString(text)
	case "items":
		return every(list, want)
	case "required":
		for _, name := range want.([]any) {
			if _, found := group[name.(string)]; isGroup && !found {
				return false
			}
		}
		return true
	case "propertyNames":
		for name := range group {
			if !validate(want.(map[string]any), name) {
				return false
			}
		}
		return true
	case "properties", "additionalProperties":
		return fields(keyword, schema, group)
	case "not":
		return !validate(want.(map[string]any), value)
	case "oneOf", "anyOf":
		n := 0
		for _, one := range want.([]any) {
			if validate(one.(map[string]any), value) {
				n++
			}
		}
		return n == 1 || n > 1 && keyword == "anyOf"
	}
	panic("the schema uses " + keyword)
}

func every(list []any, schema any) bool {
	for _, value := range list {
		if !validate(schema.(map[string]any), value) {
			return false
		}
	}
	return true
}

func fields(keyword string, schema, group map[string]any) bool {
	properties, _ := schema["properties"].(map[string]any)
	for name, value := range group {
		one, known := properties[name]
		if keyword == "properties" && known && !validate(one.(map[string]any), value) {
			return false
		}
		more, isSchema := schema["additionalProperties"].(map[string]any)
		if keyword == "additionalProperties" && !known && (!isSchema || !validate(more, value)) {
			return false
		}
	}
	return true
}
