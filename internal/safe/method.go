package safe

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/ops"
)

// method reads a transaction's method and its inputs, and encodes them. Both are
// nil where the file has no method.
func (b *Batch) method(where string, d, values *document, c *BatchCall) ([]byte, error) {
	if d.kind == kindNull {
		return nil, nil
	}
	name, list := d.get("name"), d.get("inputs")
	if d.kind != kindObject || name.kind != kindString || list.kind != kindArray {
		return nil, fmt.Errorf("contractMethod has no name or no list of inputs")
	}
	if name.text == "" || strings.ContainsAny(name.text, "(), \t\n") {
		return nil, fmt.Errorf("%s is no name of a method", quoteJS(clip(name.text)))
	}
	if name.text == "receive" || name.text == "fallback" {
		c.Method = &BatchMethod{Signature: name.text + "()"}
		return []byte{}, nil // which contracts run on calls without data
	}
	inputs, err := parseInputs(list)
	if err != nil {
		return nil, err
	}
	if d.get("payable").text == "false" && !c.Value.IsZero() {
		b.find(ops.Warn, "batch.payable", "%s sends %s of the chain's coin to a method that takes none", where, ops.Wei(c.Value))
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

// inputs encodes the values of a method's inputs, each a text.
func (b *Batch) inputs(where string, inputs []input, values *document, method *BatchMethod) ([]byte, error) {
	var types []abiType
	var parts [][]byte
	for _, input := range inputs {
		value := values.get(input.name)
		switch value.kind {
		case kindNumber:
			return nil, fmt.Errorf("%s is %s, where a text belongs: the Transaction Builder rejects the file", quoteJS(clip(input.name)), shownJSON(value))
		case kindString, kindBool:
		default:
			return nil, fmt.Errorf("%s has no value that is a text: it is %s", quoteJS(clip(input.name)), value.kind)
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

// padded points out an address that somebody filled up to 32 bytes by hand.
func (b *Batch) padded(where string, input input, value string) {
	if input.abiType.String() != "bytes32" {
		return
	}
	digits := strings.TrimPrefix(strings.TrimSpace(value), "0x")
	zeros := strings.Repeat("0", 24)
	if strings.HasPrefix(digits, zeros) != strings.HasSuffix(digits, zeros) {
		b.find(ops.Warn, "batch.padded", "%s: %s is an address that was filled up to 32 bytes: %s", where, quoteJS(clip(input.name)), quoteJS(clip(value))).
			Hint = "no pool's id looks like this: see that it means what is wanted"
	}
}
