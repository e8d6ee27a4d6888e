package safe

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The web application reads structs, and lists of texts, as JSON and passes the result to
// the ethers library unchanged. So a number there is a JavaScript number, and everything
// that JavaScript takes for true is true.

// encodeParsed encodes an element of a struct, or a text of a list.
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

// encodeTruth takes true, false, 1 and 0. Any text but an empty one is true for the
// web application.
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

// largestSafe is the largest whole number that JavaScript does not lose digits of.
const largestSafe = 1<<53 - 1

// encodeSmall takes a JSON number that JavaScript holds exactly.
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

// errSurrogate is a half of a character, or a byte that was none: Go writes another
// one in its place, and the web application fails.
var errSurrogate = errors.New("a string contains U+FFFD (an invalid character): programs send it differently")

// parseJSONText reads a struct, or a list of texts.
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

// encodeLoose is an element whose place needs no quotes.
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

// blanks are those that JavaScript and Go trim alike.
const blanks = " \t\n\r\f\v"

func trimBlanks(text string) string { return strings.Trim(text, blanks) }
