package safe

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/holiman/uint256"
)

// encodeText encodes an input's value from its text in the file.
func encodeText(t abiType, text string) ([]byte, error) {
	if t.elem == nil && t.of == nil {
		return encodeElement(t, text)
	}
	list, err := parseListText(text)
	if err != nil {
		return nil, err
	}
	return encode(t, list)
}

// encode encodes a value that is a list or a struct, or an element of one.
func encode(t abiType, v *document) ([]byte, error) {
	if t.elem == nil && t.of == nil {
		if v.kind == kindArray || v.kind == kindObject || v.kind == kindNull {
			return nil, fmt.Errorf("%s is %s", t, v.kind)
		}
		return encodeElement(t, v.text)
	}
	if v.kind != kindArray {
		return nil, fmt.Errorf("%s is no list: %s", t, shownJSON(v))
	}
	types := t.of
	if t.elem != nil {
		if t.size >= 0 && len(v.items) != t.size {
			return nil, fmt.Errorf("%s has %d elements", t, len(v.items))
		}
		types = make([]abiType, len(v.items))
		for i := range types {
			types[i] = *t.elem
		}
	}
	if len(types) != len(v.items) {
		return nil, fmt.Errorf("%s has %d elements", t, len(v.items))
	}
	encoded, err := encodeAll(types, v.items)
	if err != nil || t.elem == nil || t.size >= 0 {
		return encoded, err
	}
	return append(number(uint256.NewInt(uint64(len(v.items)))), encoded...), nil
}

func encodeAll(types []abiType, values []*document) ([]byte, error) {
	var parts [][]byte
	for i, t := range types {
		part, err := encode(t, values[i])
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return joinEncoded(types, parts), nil
}

// joinEncoded puts what is of fixed size first, and the places of what is not,
// which follows.
func joinEncoded(types []abiType, parts [][]byte) []byte {
	size := 0
	for i, t := range types {
		if t.dynamic() {
			size += 32
		} else {
			size += len(parts[i])
		}
	}
	var head, tail []byte
	for i, t := range types {
		if !t.dynamic() {
			head = append(head, parts[i]...)
			continue
		}
		head = append(head, number(uint256.NewInt(uint64(size+len(tail))))...)
		tail = append(tail, parts[i]...)
	}
	return append(head, tail...)
}

// encodeElement encodes what is neither a list nor a struct.
func encodeElement(t abiType, text string) ([]byte, error) {
	trimmed := strings.TrimSpace(text)
	switch {
	case t.name == "string":
		return encodeBytes([]byte(text)), nil
	case t.name == "address":
		a, err := ParseAddress(trimmed)
		return word(a), err
	case t.name == "bool":
		return encodeBool(trimmed)
	case strings.HasPrefix(t.name, "bytes"):
		return encodeHex(t, trimmed)
	}
	return encodeNumber(t, trimmed)
}

func encodeBool(text string) ([]byte, error) {
	switch strings.ToLower(text) {
	case "true", "1":
		return number(uint256.NewInt(1)), nil
	case "false", "0":
		return number(new(uint256.Int)), nil
	}
	return nil, fmt.Errorf("%s is neither true nor false", quoteJS(clip(text)))
}

func encodeHex(t abiType, text string) ([]byte, error) {
	raw, err := hexutil.Decode(strings.ToLower(text))
	if err != nil {
		return nil, fmt.Errorf("%s is no hexadecimal text", quoteJS(clip(text)))
	}
	if t.name == "bytes" {
		return encodeBytes(raw), nil
	}
	if want, _ := strconv.Atoi(strings.TrimPrefix(t.name, "bytes")); len(raw) != want {
		return nil, fmt.Errorf("%s has %d bytes, not %d", quoteJS(clip(text)), len(raw), want)
	}
	return common.RightPadBytes(raw, 32), nil
}

func encodeBytes(raw []byte) []byte {
	encoded := append(number(uint256.NewInt(uint64(len(raw)))), raw...)
	return append(encoded, make([]byte, padding(len(raw)))...)
}

// encodeNumber takes decimal digits, with a sign where the type has one, or
// hexadecimal ones behind 0x.
func encodeNumber(t abiType, text string) ([]byte, error) {
	none := fmt.Errorf("%s is no %s", quoteJS(clip(text)), t.name)
	digits, negative := strings.CutPrefix(text, "-")
	n, err := parseNumber(digits)
	if err != nil {
		return nil, none
	}
	value := n.ToBig()
	if negative {
		value.Neg(value)
	}
	signed := strings.HasPrefix(t.name, "int")
	bits, _ := strconv.Atoi(strings.TrimLeft(t.name, "uint")) // isElement has seen it
	low, high := new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(bits))
	if signed {
		high.Rsh(high, 1)
		low.Neg(high)
	}
	if value.Cmp(low) < 0 || value.Cmp(high) >= 0 {
		return nil, none
	}
	return common.LeftPadBytes(math.U256Bytes(value), 32), nil
}
