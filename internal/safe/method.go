package safe

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// method reads a transaction's method and its inputs, and returns their calldata. The calldata and
// c.Method are nil if the file has no method.
func (b *Batch) method(where string, d, values *document, c *BatchCall) ([]byte, error) {
	if d.kind == kindNull {
		return nil, nil
	}
	name, list := d.get("name"), d.get("inputs")
	if d.kind != kindObject || name.kind != kindString || list.kind != kindArray {
		return nil, fmt.Errorf("contractMethod has no name or no list of inputs")
	}
	if !isIdentifier(name.text) {
		return nil, fmt.Errorf("%s is not a valid method name", quoteJS(clip(name.text)))
	}
	if isFallback(name.text) {
		c.Method = &BatchMethod{Signature: name.text + "()"}
		return []byte{}, nil // a contract runs these on a call without data
	}
	inputs, err := parseInputs(list)
	if err != nil {
		return nil, err
	}
	if d.get("payable").text == "false" && !c.Value.IsZero() {
		b.find(ops.Warn, "batch.payable", "%s sends %s of the native token to a method that is not payable", where, units.Wei(c.Value))
	}
	c.Method = &BatchMethod{Signature: signature(name.text, inputs)}
	encoded, err := b.inputs(where, inputs, values, c.Method)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", clip(c.Method.Signature), err)
	}
	return append(crypto.Keccak256([]byte(c.Method.Signature))[:4], encoded...), nil
}

func signature(name string, inputs []input) string {
	var types []string
	for _, input := range inputs {
		types = append(types, input.abiType.String())
	}
	return name + "(" + strings.Join(types, ",") + ")"
}

// inputs encodes the values of a method's inputs. Each value is a string.
func (b *Batch) inputs(where string, inputs []input, values *document, method *BatchMethod) ([]byte, error) {
	var types []abiType
	var parts [][]byte
	for _, input := range inputs {
		value := values.get(input.name)
		switch value.kind {
		case kindNumber:
			return nil, fmt.Errorf("%s is %s: use a string, because the Transaction Builder rejects the file otherwise", quoteJS(clip(input.name)), shownJSON(value))
		case kindString:
		case kindBool:
			if value.text != "true" || input.name == "" || input.abiType.String() != "bool" {
				return nil, fmt.Errorf("%s is %s: mpool reads %s, but the Safe web app sends the call with empty data (0x); put it in quotes", quoteJS(clip(input.name)), shownJSON(value), value.text)
			}
		default:
			return nil, fmt.Errorf("%s needs a string value, but it is %s", quoteJS(clip(input.name)), value.kind)
		}
		part, err := encodeText(input.abiType, value.text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", quoteJS(clip(input.name)), err)
		}
		b.padded(where, input, value.text)
		method.Inputs = append(method.Inputs, ops.Arg{Name: input.name, Value: value.text})
		types, parts = append(types, input.abiType), append(parts, part)
	}
	return joinEncoded(types, parts), nil
}

// padded warns of an address that somebody padded to 32 bytes by hand.
func (b *Batch) padded(where string, input input, value string) {
	if input.abiType.String() != "bytes32" {
		return
	}
	if digits := strings.TrimPrefix(value, "0x"); isPaddedAddress(digits) {
		b.find(ops.Warn, "batch.padded", "%s: %s is an address padded to 32 bytes: %s", where, quoteJS(clip(input.name)), quoteJS(clip(value))).
			Hint = "no pool ID looks like this: check that it is what you mean"
	}
}

// isPaddedAddress says whether 64 digits are an address and padding zeros. A value with more than 12
// zero bytes at the end is probably a text; a value with many more zeros at the start is probably a
// number.
func isPaddedAddress(digits string) bool {
	const padding, fewest = 24, 28 // in digits; an address can itself begin with a few zeros
	before := len(digits) - len(strings.TrimLeft(digits, "0"))
	behind := len(digits) - len(strings.TrimRight(digits, "0"))
	switch {
	case len(digits) != 64:
		return false
	case before >= padding:
		return before <= 64-fewest && behind < padding
	}
	return behind == padding || behind == padding+1
}
