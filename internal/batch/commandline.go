package batch

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// commandLine gathers the fields of one operation.
type commandLine struct {
	shape  Shape
	pool   []string
	flags  []string
	behind []string
	given  []string // names of fields
	wait   string
	values []Given
}

// take adds a field.
func (c *commandLine) take(key, value *yaml.Node) error {
	name := key.Value
	c.given = append(c.given, name)
	switch name {
	case operationField:
		return nil // read already
	case waitField:
		var err error
		c.wait, err = textOf(value, name, Field{})
		return err
	case poolField:
		pool, err := textOf(value, name, Field{})
		c.pool = []string{pool}
		return err
	}
	field, known := c.shape.field(name)
	if !known {
		names := c.shape.names()
		return wrong(positionOf(key), didYouMean(name, names, c.shape.Name+" takes "+strings.Join(names, ", ")), "unknown field %s", quoted(name))
	}
	values, err := valuesOf(field, value)
	if err != nil {
		return err
	}
	c.put(field, values)
	return nil
}

func (c *commandLine) put(field Field, values []string) {
	c.values = append(c.values, Given{field.Name, values})
	switch field.Place {
	case Words:
		c.behind = append(c.behind, values...)
	case Joined:
		c.behind = append(c.behind, strings.Join(values, ","))
	default:
		for _, value := range values {
			c.flags = append(c.flags, "--"+field.Name+"="+value)
		}
	}
}

// complete finds a field that has to be there and is not: on a command line, the
// pool would be taken for it.
func (c *commandLine) complete(at Position) error {
	if c.shape.NeedsPool && c.pool == nil {
		return wrong(at, "add pool: and its address in quotes, or its name in the configuration, or set MPOOL_POOL", "the operation has no field pool")
	}
	all := slices.Contains(c.flags, "--"+allField+"=true")
	for _, field := range c.shape.Fields {
		given := slices.Contains(c.given, field.Name)
		switch {
		case field.Place == Flag:
		case all && given:
			return wrong(at, "keep one of them", "all stands for the %s, and they are named too", field.Name)
		case !all && !given:
			return wrong(at, c.shape.Name+" takes "+strings.Join(c.shape.names(), ", "), "the operation has no field %s", field.Name)
		}
	}
	return nil
}

// args is the command line. What stands behind -- is never taken for a flag.
func (c *commandLine) args() []string {
	args := append(strings.Fields(c.shape.Name), c.flags...)
	args = append(args, "--")
	args = append(args, c.pool...)
	return append(args, c.behind...)
}

// valuesOf are the words that a field's value stands for.
func valuesOf(field Field, node *yaml.Node) ([]string, error) {
	switch {
	case field.Kind == Switch:
		return switchOf(field, node)
	case node.Kind == yaml.MappingNode && (field.Kind == List && field.Place == Flag || field.Kind == Pairs):
		return pairsOf(field, node)
	case field.Kind == Pairs:
		return nil, wrong(positionOf(node), `write names with a value each: USDC: "1000"`, "%s takes names with a value each, and this is %s", field.Name, kindOf(node))
	case node.Kind == yaml.SequenceNode && field.Kind == List:
		return listOf(field, node)
	}
	text, err := textOf(node, field.Name, field)
	return []string{text}, err
}

func switchOf(field Field, node *yaml.Node) ([]string, error) {
	if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!bool" {
		return nil, wrong(positionOf(node), "write true or false, without quotes", "%s is either true or false, and this is %s", field.Name, kindOf(node))
	}
	if strings.EqualFold(node.Value, "true") {
		return []string{"true"}, nil
	}
	return []string{"false"}, nil
}

func listOf(field Field, node *yaml.Node) ([]string, error) {
	if len(node.Content) == 0 {
		return nil, wrong(positionOf(node), "name at least one, or leave the field out", "%s is an empty list", field.Name)
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
		return nil, wrong(positionOf(node), "name at least one, or leave the field out", "%s is empty", field.Name)
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
			return nil, wrong(positionOf(node.Content[i]), "name one token in each line", "%s is no token's name: it has a comma or an equals sign in it", quoted(name))
		}
		value, err := textOf(node.Content[i+1], name, field)
		if err != nil {
			return nil, err
		}
		values = append(values, name+"="+value)
	}
	return values, nil
}
