package safe

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// kind is the kind of a JSON value.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindString
	kindArray
	kindObject
)

func (k kind) String() string {
	return [...]string{"null", "true or false", "a number", "a string", "a list", "an object"}[k]
}

// document is a JSON value as it stands in a file. Numbers keep their digits, because the checksum
// covers the digits.
type document struct {
	kind   kind
	text   string // for a string: its contents; for a number or a boolean: as written
	items  []*document
	keys   []string // in the file's order
	fields map[string]*document
}

// Limits on a batch, so that a hostile file costs little.
const (
	mostBytes  = 8 << 20
	mostDepth  = 32
	mostValues = 100_000   // in the file, or in the text of one input
	mostData   = 128 << 10 // bytes of calldata: nodes refuse longer transactions
)

// readDocument reads one JSON value and refuses anything after it. A repeated key is an error:
// programs differ in which of the two they use.
func readDocument(from io.Reader) (*document, error) {
	text, err := io.ReadAll(io.LimitReader(from, mostBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > mostBytes:
		return nil, fmt.Errorf("it is larger than %d MiB", mostBytes>>20)
	case !utf8.Valid(text):
		return nil, errors.New("it is not UTF-8 text")
	case !json.Valid(text): // the decoder below accepts extra commas
		return nil, errors.New("it is not JSON")
	}
	return parseFile(text)
}

func objectOf(keys []string, values ...*document) *document {
	d := &document{kind: kindObject, keys: keys, fields: map[string]*document{}}
	for i, key := range keys {
		d.fields[key] = values[i]
	}
	return d
}

func textOf(s string) *document { return &document{kind: kindString, text: s} }

// get is a field of an object, or null if there is none.
func (d *document) get(key string) *document {
	if field := d.fields[key]; field != nil {
		return field
	}
	return &document{}
}

// without is the object without one key.
func (d *document) without(key string) *document {
	less := &document{kind: kindObject, fields: map[string]*document{}}
	for _, k := range d.keys {
		if k != key {
			less.keys, less.fields[k] = append(less.keys, k), d.fields[k]
		}
	}
	return less
}

// with is the object with one key set, in its old place or at the end.
func (d *document) with(key string, value *document) *document {
	more := d.without("")
	if more.fields[key] == nil {
		more.keys = append(more.keys, key)
	}
	more.fields[key] = value
	return more
}
