package safe

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

var (
	errDepth  = errors.New("it is nested too deeply")
	errValues = fmt.Errorf("it has more than %d values", mostValues)
)

// parser counts down the number of values that are still allowed.
type parser struct {
	*json.Decoder
	left int
	// file is true for a batch: its list at depth 1 is that of the transactions.
	file bool
}

// parseDocument parses text that is valid JSON.
func parseDocument(text []byte) (*document, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return parseValue(&parser{Decoder: decoder, left: mostValues}, 0)
}

// parseFile parses a batch that is valid JSON.
func parseFile(text []byte) (*document, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return parseValue(&parser{Decoder: decoder, left: mostValues, file: true}, 0)
}

var errTransactions = fmt.Errorf("it has more than %d transactions: split it", mostTransactions)

func parseValue(from *parser, depth int) (*document, error) {
	if depth > mostDepth {
		return nil, errDepth
	}
	if from.left--; from.left < 0 {
		return nil, errValues
	}
	token, err := from.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			return parseList(from, depth)
		}
		return parseObject(from, depth)
	case string:
		return textOf(t), nil
	case json.Number:
		return &document{kind: kindNumber, text: t.String()}, nil
	case bool:
		return &document{kind: kindBool, text: strconv.FormatBool(t)}, nil
	}
	return &document{kind: kindNull, text: "null"}, nil
}

func parseList(from *parser, depth int) (*document, error) {
	d := &document{kind: kindArray}
	for from.More() {
		if from.file && depth == 1 && len(d.items) == mostTransactions {
			return nil, errTransactions
		}
		item, err := parseValue(from, depth+1)
		if err != nil {
			return nil, err
		}
		d.items = append(d.items, item)
	}
	_, err := from.Token() // the closing bracket
	return d, err
}

func parseObject(from *parser, depth int) (*document, error) {
	d := &document{kind: kindObject, fields: map[string]*document{}}
	for from.More() {
		token, err := from.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string) // in valid JSON a key is always a string
		if d.fields[key] != nil {
			return nil, fmt.Errorf("%s appears twice in one object; programs differ in which one they use", strconv.Quote(clip(key)))
		}
		value, err := parseValue(from, depth+1)
		if err != nil {
			return nil, err
		}
		d.keys, d.fields[key] = append(d.keys, key), value
	}
	_, err := from.Token() // the closing brace
	return d, err
}
