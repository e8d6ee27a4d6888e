package schema

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"mpool/internal/console"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/poolplan"
	"mpool/internal/report"
	"mpool/internal/safe/review"
	"mpool/internal/units"
)

// All returns the schema of every document: the envelope, with the kinds of data under $defs.
func All() (*jsonschema.Schema, error) {
	defs := map[string]*jsonschema.Schema{}
	any := []*jsonschema.Schema{{Type: "null"}}
	for _, kind := range Kinds() {
		def, err := schemaOf(kind.of)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind.Name, err)
		}
		defs[kind.Name] = def
		any = append(any, refTo(kind.Name))
	}
	return envelope(defs, any)
}

// Of returns the schema of a command's documents on success.
func Of(command string) (*jsonschema.Schema, error) {
	all, err := All()
	if err != nil {
		return nil, err
	}
	var data []*jsonschema.Schema
	for _, name := range KindsOf(command) {
		data = append(data, refTo(name))
	}
	return envelope(all.Defs, data)
}

func refTo(kind string) *jsonschema.Schema {
	return &jsonschema.Schema{Ref: "#/$defs/" + kind}
}

func envelope(defs map[string]*jsonschema.Schema, data []*jsonschema.Schema) (*jsonschema.Schema, error) {
	message, err := schemaOf(reflect.TypeFor[console.Message]())
	if err != nil {
		return nil, err
	}
	messages := &jsonschema.Schema{Type: "array", Items: message}
	return &jsonschema.Schema{
		Schema: "https://json-schema.org/draft/2020-12/schema",
		Title:  "what mpool writes with --json",
		Type:   "object",
		Defs:   defs,
		Properties: map[string]*jsonschema.Schema{
			"schema_version": {Const: jsonschema.Ptr[any](float64(2))},
			"success":        {Type: "boolean"},
			"data":           oneOf(data),
			"errors":         messages,
			"warnings":       messages.CloneSchemas(),
		},
		PropertyOrder:        []string{"schema_version", "success", "data", "errors", "warnings"},
		Required:             []string{"schema_version", "success", "data", "errors", "warnings"},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}, nil
}

// oneOf accepts one of the schemas. If there is only one, errors are about that one.
func oneOf(data []*jsonschema.Schema) *jsonschema.Schema {
	if len(data) == 1 {
		return data[0]
	}
	return &jsonschema.Schema{AnyOf: data}
}

func schemaOf(t reflect.Type) (*jsonschema.Schema, error) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	w := walk{own: ownSchemas(), above: map[reflect.Type]bool{}, done: map[reflect.Type]bool{}}
	if err := w.visit(t); err != nil {
		return nil, err
	}
	for _, again := range w.again {
		if err := w.describe(again); err != nil {
			return nil, err
		}
	}
	for _, some := range w.optional {
		if err := w.describeOptional(some); err != nil {
			return nil, err
		}
	}
	schema, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: w.own})
	if err == nil && t == reflect.TypeFor[report.View]() {
		schema.Properties["headline"] = &jsonschema.Schema{Type: "string"} // written in addition to the fields
		schema.Required = append(schema.Required, "headline")
	}
	return schema, err
}

// ownSchemas has the schemas of types that write their own JSON, other than text.
func ownSchemas() map[reflect.Type]*jsonschema.Schema {
	amount := &jsonschema.Schema{
		Type: "object", Required: []string{"raw", "decimals"}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
		Properties:  map[string]*jsonschema.Schema{"raw": {Type: "string", Pattern: "^[0-9]+$"}, "decimals": {Type: "integer"}},
		Description: "an amount of a token, in its smallest unit, and the token's decimals",
	}
	written := &jsonschema.Schema{Type: "object", Required: []string{"text"}, Properties: map[string]*jsonschema.Schema{"text": {Type: "string"}}}
	return map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[units.Amount]():     amount,
		reflect.TypeFor[units.Signed]():     {Type: "string"},
		reflect.TypeFor[ops.Plan]():         {Type: "object"},
		reflect.TypeFor[ops.Nested]():       {Type: "object"},
		reflect.TypeFor[poolplan.Written](): written,
		reflect.TypeFor[json.RawMessage]():  {},
	}
}

// walk finds types that write themselves as text, and types that contain themselves or embed such a
// type: the schema describes the fields of those only once.
type walk struct {
	own         map[reflect.Type]*jsonschema.Schema
	above, done map[reflect.Type]bool
	again       []reflect.Type // types that contain themselves, or embed one that does
	optional    []reflect.Type // types that embed a pointer that may be nil, so that its fields may be absent
}

func (w *walk) visit(t reflect.Type) error {
	switch {
	case w.own[t] != nil || w.done[t]:
		return nil
	case w.above[t]:
		w.own[t] = &jsonschema.Schema{Type: "object"}
		w.again = append(w.again, t)
		return nil
	case t.Kind() != reflect.Pointer && writes[encoding.TextMarshaler](t):
		w.own[t] = &jsonschema.Schema{Type: "string"}
		return nil
	case t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface && writes[json.Marshaler](t) && !addsHeadline(t):
		return fmt.Errorf("%s writes its own JSON: add its schema to ownSchemas", t)
	}
	w.above[t] = t.Name() != ""
	defer func() { w.above[t], w.done[t] = false, true }()
	return w.within(t)
}

// describe adds the fields of a struct that contains itself, or embeds such a struct. What it contains
// of itself stays an object without named fields.
func (w *walk) describe(t reflect.Type) error {
	properties, required := map[string]*jsonschema.Schema{}, []string{}
	for _, field := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || name == "" || name == "-" {
			continue
		}
		schema, err := jsonschema.ForType(field.Type, &jsonschema.ForOptions{TypeSchemas: w.own})
		if err != nil {
			return err
		}
		properties[name] = schema
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	own := w.own[t]
	own.Properties, own.Required, own.AdditionalProperties = properties, required, &jsonschema.Schema{Not: &jsonschema.Schema{}}
	return nil
}

// mayBeNil is the tag of an embedded pointer that is nil in some documents.
const mayBeNil = ",omitempty"

// describeOptional returns the schema of a struct that embeds such a pointer: the fields of the pointer
// are not required.
func (w *walk) describeOptional(t reflect.Type) error {
	schema, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: w.own})
	if err != nil {
		return err
	}
	for _, field := range reflect.VisibleFields(t) {
		if len(field.Index) > 1 && t.Field(field.Index[0]).Tag.Get("json") == mayBeNil {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			schema.Required = slices.DeleteFunc(schema.Required, func(r string) bool { return r == name })
		}
	}
	w.own[t] = schema
	return nil
}

// within visits the types that a type contains.
func (w *walk) within(t reflect.Type) error {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return w.visit(t.Elem())
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(t) {
			if (!field.IsExported() && !field.Anonymous) || field.Tag.Get("json") == "-" {
				continue
			}
			if err := w.visit(field.Type); err != nil {
				return err
			}
			tag := field.Tag.Get("json")
			if field.Anonymous && len(field.Index) == 1 && tag == mayBeNil {
				w.optional = append(w.optional, t)
			}
			if field.Anonymous && len(field.Index) == 1 && tag == "" && isOpaque(w.own[field.Type]) {
				w.own[t] = &jsonschema.Schema{Type: "object"} // it has the fields of a type that contains itself
				w.again = append(w.again, t)
			}
		}
	}
	return nil
}

// isOpaque reports whether a schema is an object without named fields.
func isOpaque(s *jsonschema.Schema) bool {
	return s != nil && s.Type == "object" && s.Properties == nil
}

func writes[M any](t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[M]()) || reflect.PointerTo(t).Implements(reflect.TypeFor[M]())
}

// addsHeadline reports whether a type's own JSON is its fields plus the headline.
func addsHeadline(t reflect.Type) bool {
	return t == reflect.TypeFor[planview.View]() || t == reflect.TypeFor[report.View]() || t == reflect.TypeFor[review.View]()
}
