package batch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Parse reads a batch file strictly. Unknown, duplicate and ambiguous fields are an *Error with its
// place. pool is used for operations that name none; it may be empty.
func Parse(text []byte, shapes []Shape, pool string) ([]Item, error) {
	root, err := document(text)
	if err != nil {
		return nil, err
	}
	if err := plain(root); err != nil {
		return nil, err
	}
	if root.Kind != yaml.SequenceNode {
		return nil, wrong(positionOf(root), "start each operation with: - operation: weights-update", "a batch file must be a list of operations, not %s", kindOf(root))
	}
	if len(root.Content) == 0 {
		return nil, wrong(positionOf(root), "start with: - operation: weights-update", "the file contains no operation")
	}
	if n := len(root.Content); n > maxItems {
		return nil, wrong(positionOf(root.Content[maxItems]), "split it: each file is one batch", "the file contains %d operations; a batch can have at most %d", n, maxItems)
	}
	var items []Item
	for _, node := range root.Content {
		item, err := parseItem(node, shapes, pool)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// plain refuses aliases and other YAML that a reader would have to resolve, and with which a small file
// can expand to a large one.
func plain(node *yaml.Node) error {
	at := positionOf(node)
	switch {
	case node.Kind == yaml.AliasNode:
		return wrong(at, "write the value itself", "YAML aliases such as *%s are not allowed", clip(node.Value))
	case node.Anchor != "":
		return wrong(at, "write the value itself", "YAML anchors such as &%s are not allowed", clip(node.Anchor))
	case node.Style&yaml.TaggedStyle != 0:
		return wrong(at, "write the text in quotes instead", "YAML tags such as %s are not allowed", clip(node.Tag))
	}
	for _, child := range node.Content {
		if err := plain(child); err != nil {
			return err
		}
	}
	return nil
}

func parseItem(node *yaml.Node, shapes []Shape, pool string) (Item, error) {
	item := Item{At: positionOf(node)}
	if node.Kind != yaml.MappingNode {
		return item, wrong(item.At, "write the operation's name after operation:", "an operation must be a group of fields, not %s", kindOf(node))
	}
	if err := unique(node); err != nil {
		return item, err
	}
	shape, err := shapeOf(node, shapes)
	if err != nil {
		return item, err
	}
	item.Operation, item.takes = shape.Name, shape.flags()
	found := gathered{shape: shape, pool: pool}
	for i := 0; i < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		item.fields = append(item.fields, placed{key.Value, positionOf(value)})
		if err := found.take(key, value); err != nil {
			return item, err
		}
	}
	if err := found.complete(item.At); err != nil {
		return item, err
	}
	item.Pool, item.Wait, item.Given = found.pool, found.wait, found.given
	return item, nil
}

// unique refuses a duplicate field, because it is unclear which one counts.
func unique(node *yaml.Node) error {
	seen := map[string]Position{}
	for i := 0; i < len(node.Content); i += 2 {
		key := node.Content[i]
		if key.Kind != yaml.ScalarNode {
			return wrong(positionOf(key), "use a word as the field name", "invalid field name: %s", kindOf(key))
		}
		if first, found := seen[key.Value]; found {
			return wrong(positionOf(key), "keep one of them", "duplicate field %s, already on line %d", quoted(key.Value), first.Line)
		}
		seen[key.Value] = positionOf(key)
	}
	return nil
}

func shapeOf(node *yaml.Node, shapes []Shape) (Shape, error) {
	var names []string
	for _, shape := range shapes {
		names = append(names, shape.Name)
	}
	known := "the operations are " + strings.Join(names, ", ")
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value != operationField {
			continue
		}
		value := node.Content[i+1]
		name, err := textOf(value, operationField, Field{})
		if err != nil {
			return Shape{}, err
		}
		if i := slices.IndexFunc(shapes, func(s Shape) bool { return name == s.Name || name == s.Old }); i >= 0 {
			return shapes[i], nil
		}
		return Shape{}, wrong(positionOf(value), didYouMean(name, names, known), "unknown operation %s", quoted(name))
	}
	for i := 0; i < len(node.Content); i += 2 {
		if key := node.Content[i]; near(key.Value, []string{operationField}) != "" {
			return Shape{}, wrong(positionOf(key), "did you mean operation?", "unknown field %s", quoted(key.Value))
		}
	}
	return Shape{}, withoutOperation(node, known)
}

// withoutOperation is the error about an entry without an operation. It says where wait belongs,
// because wait is not an operation.
func withoutOperation(node *yaml.Node, known string) *Error {
	if len(node.Content) == 2 && node.Content[0].Value == waitField {
		return wrong(positionOf(node), "write wait: "+clip(node.Content[1].Value)+" as a field of the operation that comes after the wait, below its operation:", "wait must be a field of an operation")
	}
	return wrong(positionOf(node), known, "the operation has no field operation")
}

// textOf returns a value that must be text. A number is refused: YAML may have lost digits of it, and
// it has no unit.
func textOf(node *yaml.Node, name string, of Field) (string, error) {
	at := positionOf(node)
	if node.Kind != yaml.ScalarNode {
		return "", wrong(at, "use one text", "%s must be one text, not %s", name, kindOf(node))
	}
	inQuotes, number := "write it in quotes: "+strconv.Quote(clip(node.Value)), of.written(node.Value)
	if number == "" {
		number = inQuotes
	}
	bare := node.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	switch tag := node.ShortTag(); {
	case tag == "!!null":
		return "", wrong(at, "give it a value, or omit the field", "%s has no value", name)
	case bare && strings.HasPrefix(node.Value, "0x"):
		return "", wrong(at, inQuotes, "%s is an address without quotes, which YAML reads as a number", name)
	case tag == "!!int", tag == "!!float":
		return "", wrong(at, number, "%s is a number without quotes, which can lose digits", name)
	case tag == "!!bool":
		return "", wrong(at, inQuotes, "%s must be text, but %s is a boolean", name, node.Value)
	case tag != "!!str" && tag != "!!timestamp":
		return "", wrong(at, inQuotes, "%s must be text, not %s", name, tag)
	case node.Value == "":
		return "", wrong(at, "give it a value, or omit the field", "%s is empty", name)
	case strings.ContainsAny(node.Value, "\n\r\t\x00"):
		return "", wrong(at, "write it on one line", "%s contains a line break or a tab", name)
	}
	return node.Value, nil
}

func kindOf(node *yaml.Node) string {
	switch node.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a group of fields"
	}
	return fmt.Sprintf("the text %s", quoted(node.Value))
}

func quoted(text string) string { return strconv.Quote(clip(text)) }
