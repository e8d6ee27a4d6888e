package batch

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// gathered holds the fields of one operation.
type gathered struct {
	shape Shape
	pool  string
	wait  string
	given []Given // other fields, in order
}

// take adds a field.
func (g *gathered) take(key, value *yaml.Node) (err error) {
	name := key.Value
	switch name {
	case operationField:
		return nil // already read
	case waitField:
		g.wait, err = textOf(value, name, Field{})
		return err
	case poolField:
		g.pool, err = textOf(value, name, Field{})
		return err
	}
	field, known := g.shape.field(name)
	if !known {
		names := g.shape.names()
		return wrong(positionOf(key), unknownField(name, g.shape.Name, names), "unknown field %s", quoted(name))
	}
	values, err := valuesOf(field, value)
	if err != nil {
		return err
	}
	g.given = append(g.given, Given{name, values})
	return nil
}

// has reports whether a field is given.
func (g *gathered) has(name string) bool {
	return slices.ContainsFunc(g.given, func(f Given) bool { return f.Name == name })
}

// forAll reports whether the operation applies to all tokens.
func (g *gathered) forAll() bool {
	return slices.ContainsFunc(g.given, func(f Given) bool { return f.Name == allField && f.Values[0] == "true" })
}

// complete reports a missing required field.
func (g *gathered) complete(at Position) error {
	if g.shape.NeedsPool && g.pool == "" {
		return wrong(at, "add pool: with its address in quotes or its name in the configuration, or set MPOOL_POOL", "the operation has no pool")
	}
	for _, field := range g.shape.Fields {
		switch given := g.has(field.Name); {
		case !field.needed():
		case g.forAll() && given:
			return wrong(at, "keep one of them", "all means all %s; omit their names", field.Name)
		case !g.forAll() && !given:
			return wrong(at, g.shape.Name+" takes "+strings.Join(g.shape.names(), ", "), "the operation has no field %s", field.Name)
		}
	}
	return nil
}

// valuesOf returns the words of a field's value.
func valuesOf(field Field, node *yaml.Node) ([]string, error) {
	switch {
	case field.Kind == Switch:
		return switchOf(field, node)
	case node.Kind == yaml.MappingNode && (field.Kind == List && field.Place == Flag || field.Kind == Pairs):
		return pairsOf(field, node)
	case field.Kind == Pairs:
		return nil, wrong(positionOf(node), `use names with a value each: USDC: "1000"`, "%s must be names with a value each, not %s", field.Name, kindOf(node))
	case node.Kind == yaml.SequenceNode && field.Kind == List:
		return listOf(field, node)
	}
	text, err := textOf(node, field.Name, field)
	return []string{text}, err
}

func switchOf(field Field, node *yaml.Node) ([]string, error) {
	if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!bool" {
		return nil, wrong(positionOf(node), "use true or false, without quotes", "%s must be true or false, not %s", field.Name, kindOf(node))
	}
	if strings.EqualFold(node.Value, "true") {
		return []string{"true"}, nil
	}
	return []string{"false"}, nil
}

func listOf(field Field, node *yaml.Node) ([]string, error) {
	if len(node.Content) == 0 {
		return nil, wrong(positionOf(node), "name at least one, or omit the field", "%s is an empty list", field.Name)
	}
	var values []string
	for _, entry := range node.Content {
		text, err := textOf(entry, field.Name, field)
		if err != nil {
			return nil, err
		}
		values = append(values, text)
	}
	return values, nil
}

func pairsOf(field Field, node *yaml.Node) ([]string, error) {
	if len(node.Content) == 0 {
		return nil, wrong(positionOf(node), "name at least one, or omit the field", "%s is empty", field.Name)
	}
	if err := unique(node); err != nil {
		return nil, err
	}
	var values []string
	for i := 0; i < len(node.Content); i += 2 {
		name, err := textOf(node.Content[i], "a name in "+field.Name, Field{})
		if err != nil {
			return nil, err
		}
		if strings.ContainsAny(name, "=,") {
			return nil, wrong(positionOf(node.Content[i]), "name one token in each line", "invalid token name %s: it contains a comma or an equals sign", quoted(name))
		}
		value, err := textOf(node.Content[i+1], name, field)
		if err != nil {
			return nil, err
		}
		values = append(values, name+"="+value)
	}
	return values, nil
}
