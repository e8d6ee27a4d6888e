package stress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// FileVersion is the version of scenario files that this program reads.
const FileVersion = 1

// Planned is a scenario from a file: its text as for --scenario, and its name and number of paths if
// the file has them.
type Planned struct {
	Scenario string
	Name     string
	Paths    int // 0: use --paths

	line, column int
}

// PlaceError is an error in a file of scenarios, with its place.
type PlaceError struct {
	Line, Column int
	Reason       string
}

func (e *PlaceError) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Reason) }

// At adds the scenario's place to an error.
func (p Planned) At(err error) error { return &PlaceError{p.line, p.column, err.Error()} }

// ReadFile reads a file of scenarios. It refuses an unknown key, a value of the wrong kind or a
// repeated key, with its place.
func ReadFile(words []byte) ([]Planned, error) {
	var root yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(words))
	if err := d.Decode(&root); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(root.Content) == 0 {
		return nil, errors.New("the file is empty")
	}
	if !errors.Is(d.Decode(new(yaml.Node)), io.EOF) {
		return nil, errors.New("the file has a second document: put all scenarios into the first")
	}
	fields, err := mapping(root.Content[0], "version", "scenarios")
	if err != nil {
		return nil, err
	}
	var version int
	if v := fields["version"]; v == nil || v.Decode(&version) != nil || version != FileVersion {
		return nil, placed(root.Content[0], v, "version: this program reads version %d", FileVersion)
	}
	list := fields["scenarios"]
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		return nil, placed(root.Content[0], list, "scenarios: a list with at least one scenario is needed")
	}
	var all []Planned
	for _, node := range list.Content {
		one, err := planned(node)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// planned reads an entry: a scenario alone, or with a name and a number of paths.
func planned(node *yaml.Node) (p Planned, err error) {
	p.line, p.column = node.Line, node.Column
	if node.Kind == yaml.ScalarNode {
		p.Scenario = node.Value
		return p, p.filled(node)
	}
	fields, err := mapping(node, "scenario", "name", "paths")
	if err != nil {
		return p, err
	}
	if v := fields["name"]; v != nil {
		if p.Name = v.Value; v.Kind != yaml.ScalarNode || strings.TrimSpace(p.Name) == "" {
			return p, placed(node, v, "name: a word or a few are needed")
		}
	}
	if v := fields["paths"]; v != nil {
		if v.Tag != "!!int" || v.Decode(&p.Paths) != nil || p.Paths < 1 || p.Paths > MostPaths {
			return p, placed(node, v, "paths: a number from 1 to %d is needed", MostPaths)
		}
	}
	if v := fields["scenario"]; v != nil && v.Kind == yaml.ScalarNode {
		p.Scenario, p.line, p.column = v.Value, v.Line, v.Column
	}
	return p, p.filled(node)
}

// MostPaths is the largest number of paths of a scenario.
const MostPaths = 1_000_000

func (p Planned) filled(node *yaml.Node) error {
	if p.Scenario == "" {
		return placed(node, nil, "scenario: one is needed, such as shock:WETH=-50%%/10m")
	}
	return nil
}

// mapping returns the values of a mapping by key. It refuses unknown and repeated keys.
func mapping(node *yaml.Node, known ...string) (map[string]*yaml.Node, error) {
	if node.Kind != yaml.MappingNode {
		return nil, placed(node, nil, "keys are needed here: %s", strings.Join(known, ", "))
	}
	fields := map[string]*yaml.Node{}
	for i := 0; i < len(node.Content); i += 2 {
		key := node.Content[i]
		if fields[key.Value] != nil {
			return nil, placed(key, nil, "%q comes twice", key.Value)
		}
		fields[key.Value] = node.Content[i+1]
		if !strings.Contains(","+strings.Join(known, ",")+",", ","+key.Value+",") {
			return nil, placed(key, nil, "%q is not a key here: %s are", key.Value, strings.Join(known, ", "))
		}
	}
	return fields, nil
}

// placed is an error at a value or, if the value is missing, at the node that lacks it.
func placed(beside, value *yaml.Node, format string, args ...any) error {
	if value == nil {
		value = beside
	}
	return &PlaceError{value.Line, value.Column, fmt.Sprintf(format, args...)}
}

// FileSchema is the JSON schema of a file of scenarios.
func FileSchema() ([]byte, error) {
	type object = map[string]any
	words := object{"type": "string", "minLength": 1}
	one := object{"type": "object", "additionalProperties": false, "required": []string{"scenario"}, "properties": object{
		"scenario": words, "name": words, "paths": object{"type": "integer", "minimum": 1, "maximum": MostPaths},
	}}
	text, err := json.MarshalIndent(object{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "mpool backtest stress --scenarios",
		"type": "object", "additionalProperties": false, "required": []string{"version", "scenarios"}, "properties": object{
			"version":   object{"const": FileVersion},
			"scenarios": object{"type": "array", "minItems": 1, "items": object{"oneOf": []any{words, one}}},
		},
	}, "", "  ")
	return append(text, '\n'), err
}
