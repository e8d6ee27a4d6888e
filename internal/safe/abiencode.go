package safe

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/holiman/uint256"
)

// encodeText encodes an input's value from its text in the file. It returns the bytes that the web
// application of the Transaction Builder sends. Where that application reads the text differently, or
// cannot read it, encodeText fails.
func encodeText(t abiType, text string) ([]byte, error) {
	base := t
	for base.elem != nil {
		base = *base.elem
	}
	switch {
	case t.elem == nil && t.of == nil:
		return encodeAlone(t, text)
	case base.of != nil || base.name == "string":
		list, err := parseJSONText(t, text)
		if err != nil {
			return nil, err
		}
		return encode(t, list, encodeParsed)
	}
	list, err := parseListText(text)
	if err != nil {
		return nil, err
	}
	return encode(t, list, encodeLoose)
}

// encodeAlone encodes an input that is neither a list nor a struct. The web application allows blanks
// only around numbers and booleans.
func encodeAlone(t abiType, text string) ([]byte, error) {
	switch {
	case t.name == "string" && strings.ContainsRune(text, utf8.RuneError):
		return nil, errSurrogate
	case t.name == "bool" || isNumber(t):
		return encodeElement(t, trimBlanks(text))
	case t.name != "string" && trimBlanks(text) != text:
		return nil, fmt.Errorf("%s has spaces around it: mpool could read it as %s, but the Safe web app sends the call with empty data (0x)", quoteJS(clip(text)), quoteJS(clip(trimBlanks(text))))
	}
	return encodeElement(t, text)
}

// element encodes a value that is neither a list nor a struct.
type element func(t abiType, v *document) ([]byte, error)

// encode encodes a list or a struct, or an element of one. It calls one for each element.
func encode(t abiType, v *document, one element) ([]byte, error) {
	if t.elem == nil && t.of == nil {
		if v.kind == kindArray || v.kind == kindObject || v.kind == kindNull {
			return nil, fmt.Errorf("%s is %s", t, v.kind)
		}
		return one(t, v)
	}
	if v.kind != kindArray {
		return nil, fmt.Errorf("%s is not a valid list: %s", t, shownJSON(v))
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
	encoded, err := encodeAll(types, v.items, one)
	if err != nil || t.elem == nil || t.size >= 0 {
		return encoded, err
	}
	return append(number(uint256.NewInt(uint64(len(v.items)))), encoded...), nil
}

func encodeAll(types []abiType, values []*document, one element) ([]byte, error) {
	var parts [][]byte
	for i, t := range types {
		part, err := encode(t, values[i], one)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return joinEncoded(types, parts), nil
}

// joinEncoded writes a head, then a tail. The head has the parts of fixed size and the offsets of the
// other parts; the tail has the other parts.
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

// encodeElement encodes a value that is neither a list nor a struct.
func encodeElement(t abiType, text string) ([]byte, error) {
	switch {
	case t.name == "string":
		return encodeBytes([]byte(text)), nil
	case t.name == "address":
		a, err := ParseAddress(text)
		return word(a), err
	case t.name == "bool":
		return encodeBool(text)
	case strings.HasPrefix(t.name, "bytes"):
		return encodeHex(t, text)
	}
	return encodeNumber(t, text)
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
		return nil, fmt.Errorf("%s is not hexadecimal", quoteJS(clip(text)))
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

// encodeNumber reads decimal digits, with a minus sign if the type is signed, or hexadecimal digits
// after 0x.
func encodeNumber(t abiType, text string) ([]byte, error) {
	none := fmt.Errorf("%s is not a valid %s", quoteJS(clip(text)), t.name)
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
	bits, _ := strconv.Atoi(strings.TrimLeft(t.name, "uint")) // isElement has checked the digits
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
