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

// parser counts down how many more values there may be.
type parser struct {
	*json.Decoder
	left int
	// file is true for a batch itself, whose lists are those of transactions.
	file bool
}

// parseDocument reads what is known to be JSON.
func parseDocument(text []byte) (*document, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return parseValue(&parser{Decoder: decoder, left: mostValues}, 0)
}

// parseFile reads a batch, which is known to be JSON.
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
	_, err := from.Token() // its end
	return d, err
}

func parseObject(from *parser, depth int) (*document, error) {
	d := &document{kind: kindObject, fields: map[string]*document{}}
	for from.More() {
		token, err := from.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string) // nothing else stands there
		if d.fields[key] != nil {
			return nil, fmt.Errorf("%s appears twice in one object; programs differ in which one they use", strconv.Quote(clip(key)))
		}
		value, err := parseValue(from, depth+1)
		if err != nil {
			return nil, err
		}
		d.keys, d.fields[key] = append(d.keys, key), value
	}
	_, err := from.Token() // its end
	return d, err
}
