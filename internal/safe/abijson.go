package safe

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The web application reads structs, and lists of strings, as JSON and passes the result to the ethers
// library unchanged. So a number there is a JavaScript number, and a bool follows JavaScript's rules
// of truth.

// encodeParsed encodes an element of a struct, or a string in a list.
func encodeParsed(t abiType, v *document) ([]byte, error) {
	switch {
	case t.name == "bool":
		return encodeTruth(v)
	case v.kind == kindString && strings.ContainsRune(v.text, utf8.RuneError):
		return nil, errSurrogate
	case v.kind == kindString:
		return encodeElement(t, v.text)
	case v.kind == kindNumber && isNumber(t):
		return encodeSmall(t, v.text)
	}
	return nil, fmt.Errorf("%s is %s", t, v.kind)
}

func isNumber(t abiType) bool {
	return strings.HasPrefix(t.name, "uint") || strings.HasPrefix(t.name, "int")
}

// encodeTruth reads true, false, 1 and 0. It refuses strings: for the web application any string
// except "" is true.
func encodeTruth(v *document) ([]byte, error) {
	switch {
	case v.kind == kindBool, v.kind == kindNumber && (v.text == "0" || v.text == "1"):
		return encodeBool(v.text)
	case v.kind == kindString:
		here := "as invalid"
		if b, err := encodeBool(v.text); err == nil {
			here = fmt.Sprintf("as %v", b[31] == 1)
		}
		return nil, fmt.Errorf("a bool in a struct is the string %s: mpool reads it %s, but the Safe web app sends %v", quoteJS(clip(v.text)), here, v.text != "")
	}
	return nil, fmt.Errorf("a bool in a struct is %s: use true or false", shownJSON(v))
}

// largestSafe is JavaScript's Number.MAX_SAFE_INTEGER. Above it JavaScript loses digits.
const largestSafe = 1<<53 - 1

// encodeSmall encodes a JSON number that JavaScript holds exactly.
func encodeSmall(t abiType, text string) ([]byte, error) {
	n, err := parseNumber(strings.TrimPrefix(text, "-"))
	if err != nil || strings.HasPrefix(text, "-0") {
		return nil, fmt.Errorf("the JSON number %s in a struct is not a plain whole number: programs read it differently", clip(text))
	}
	if n.GtUint64(largestSafe) {
		return nil, fmt.Errorf("the JSON number %s in a struct is above 2^53: mpool reads every digit, but the Safe web app sends the call with empty data (0x); put it in quotes", clip(text))
	}
	return encodeNumber(t, text)
}

// errSurrogate reports U+FFFD in a string. Go writes it in place of half a surrogate pair or an
// invalid byte; the web application fails there.
var errSurrogate = errors.New("a string contains U+FFFD (an invalid character): programs send it differently")

// parseJSONText reads a struct, or a list of strings.
func parseJSONText(t abiType, text string) (*document, error) {
	text = trimBlanks(text)
	list, err := parseListOf(text)
	if err == nil {
		return list, nil
	}
	if loose, looseErr := parseListText(text); looseErr == nil {
		if _, looseErr = encode(t, loose, encodeLoose); looseErr == nil {
			return nil, fmt.Errorf("%s is not valid JSON: mpool could read it as %s, but the Safe web app sends the call with empty data (0x)", quoteJS(clip(text)), clip(shownList(loose)))
		}
	}
	return nil, err
}

// encodeLoose encodes an element for which quotes are optional.
func encodeLoose(t abiType, v *document) ([]byte, error) { return encodeElement(t, v.text) }

func shownList(d *document) string {
	if d.kind != kindArray {
		return quoteJS(d.text)
	}
	var items []string
	for _, item := range d.items {
		items = append(items, shownList(item))
	}
	return "[" + strings.Join(items, ",") + "]"
}

// blanks are characters that both JavaScript and Go trim.
const blanks = " \t\n\r\f\v"

func trimBlanks(text string) string { return strings.Trim(text, blanks) }
