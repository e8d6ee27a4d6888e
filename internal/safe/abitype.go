package safe

import (
	"fmt"
	"strconv"
	"strings"
)

// abiType is the type of a method's input, as a file names it. This package reads it without the abi
// package, because that package builds Go types of any size that a hostile file names.
type abiType struct {
	name string // for an element: "address", "uint256", "bytes32", "bytes", ...
	elem *abiType
	size int       // for a list of fixed length; -1: any length
	of   []abiType // for a struct: the types of its members
}

// Limits on types.
const (
	mostDimensions = 3
	mostElements   = 1000
	mostParts      = 200 // for all inputs together
)

// input is one input of a method.
type input struct {
	name string
	abiType
}

// parseInputs reads the inputs of a method. An input without a name is named by its index. Two inputs
// of one name are an error.
func parseInputs(list *document) ([]input, error) {
	var inputs []input
	seen := map[string]bool{}
	left := mostParts
	for i, item := range list.items {
		t, err := parseComponent(item, &left)
		if err != nil {
			return nil, err
		}
		name := item.get("name").text
		if name == "" {
			name = strconv.Itoa(i)
		}
		if seen[name] {
			return nil, fmt.Errorf("two inputs are named %s", quoteJS(clip(name)))
		}
		seen[name] = true
		inputs = append(inputs, input{name, t})
	}
	return inputs, nil
}

// parseComponent reads one input or component. left is the number of those still allowed; it counts
// down.
func parseComponent(d *document, left *int) (abiType, error) {
	if *left--; *left < 0 {
		return abiType{}, fmt.Errorf("contractMethod has more than %d inputs and components", mostParts)
	}
	if d.kind != kindObject || d.get("type").kind != kindString {
		return abiType{}, fmt.Errorf("an input of contractMethod has no type")
	}
	if name := d.get("name"); name.kind != kindNull && (name.kind != kindString || name.text != "" && !isIdentifier(name.text)) {
		return abiType{}, fmt.Errorf("%s is not a valid input name: the Safe web app sends the call with empty data (0x)", shownJSON(name))
	}
	var parts []abiType
	for _, item := range d.get("components").items {
		part, err := parseComponent(item, left)
		if err != nil {
			return abiType{}, err
		}
		parts = append(parts, part)
	}
	return parseType(d.get("type").text, parts)
}

// parseType reads a type's name; parts are the members of a struct.
func parseType(name string, parts []abiType) (abiType, error) {
	base, lists := name, ""
	if at := strings.Index(name, "["); at >= 0 {
		base, lists = name[:at], name[at:]
	}
	t := abiType{name: base}
	switch {
	case base == "tuple" && len(parts) > 0:
		t.of = parts
	case base == "uint" || base == "int":
		t.name += "256"
	case !isElement(base):
		return t, fmt.Errorf("%s is not a valid input type", quoteJS(clip(name)))
	}
	for n := 0; lists != ""; n++ {
		inside, rest, closed := strings.Cut(lists[1:], "]")
		size, err := -1, error(nil)
		if inside != "" {
			size, err = strconv.Atoi(inside)
			if strings.Trim(inside[:1], "123456789") != "" {
				err = strconv.ErrSyntax // other programs do not accept +2 or 02 as a size
			}
		}
		if !closed || lists[0] != '[' || err != nil || size == 0 || size > mostElements || n == mostDimensions {
			return t, fmt.Errorf("%s is not a valid input type", quoteJS(clip(name)))
		}
		elem := t
		t, lists = abiType{elem: &elem, size: size}, rest
	}
	return t, nil
}

// isIdentifier says whether a text is a valid name in Solidity.
func isIdentifier(s string) bool {
	for i, r := range s {
		letter := r == '_' || r == '$' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

func isElement(name string) bool {
	switch name {
	case "address", "bool", "string", "bytes":
		return true
	}
	for prefix, step := range map[string]int{"uint": 8, "int": 8, "bytes": 1} {
		if digits, ok := strings.CutPrefix(name, prefix); ok && !strings.HasPrefix(digits, "0") {
			n, err := strconv.ParseUint(digits, 10, 16)
			return err == nil && n > 0 && int(n)%step == 0 && int(n) <= 32*step
		}
	}
	return false
}

// String is the type as it stands in a method's signature.
func (t abiType) String() string {
	switch {
	case t.elem != nil && t.size < 0:
		return t.elem.String() + "[]"
	case t.elem != nil:
		return fmt.Sprintf("%s[%d]", t.elem, t.size)
	case t.of != nil:
		var parts []string
		for _, part := range t.of {
			parts = append(parts, part.String())
		}
		return "(" + strings.Join(parts, ",") + ")"
	}
	return t.name
}

// dynamic says whether the ABI encodes the type in the tail, behind an offset.
func (t abiType) dynamic() bool {
	switch {
	case t.elem != nil:
		return t.size < 0 || t.elem.dynamic()
	case t.of != nil:
		for _, part := range t.of {
			if part.dynamic() {
				return true
			}
		}
		return false
	}
	return t.name == "bytes" || t.name == "string"
}
