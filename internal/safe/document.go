package safe

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// kind is that of a JSON value.
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

// document is a JSON value as it stands in a file: numbers keep their digits, for
// a checksum counts them.
type document struct {
	kind   kind
	text   string // of a text: what it says; of a number or a boolean: as written
	items  []*document
	keys   []string // in the file's order
	fields map[string]*document
}

// What a batch may be at most, so that a hostile file costs little.
const (
	mostBytes  = 8 << 20
	mostDepth  = 32
	mostValues = 100_000   // of the file, or of one input's text
	mostData   = 128 << 10 // bytes of calldata: nodes take no longer transaction
)

// readDocument reads one JSON value and nothing behind it. Two keys of one name
// are an error: programs differ in which of them counts.
func readDocument(from io.Reader) (*document, error) {
	text, err := io.ReadAll(io.LimitReader(from, mostBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > mostBytes:
		return nil, fmt.Errorf("it is larger than %d MiB", mostBytes>>20)
	case !utf8.Valid(text):
		return nil, errors.New("it is not UTF-8 text")
	case !json.Valid(text): // the decoder below takes commas that are too many
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

// get is a field of an object, or null where there is none.
func (d *document) get(key string) *document {
	if field := d.fields[key]; field != nil {
		return field
	}
	return &document{}
}

// without is the object less one key.
func (d *document) without(key string) *document {
	less := &document{kind: kindObject, fields: map[string]*document{}}
	for _, k := range d.keys {
		if k != key {
			less.keys, less.fields[k] = append(less.keys, k), d.fields[k]
		}
	}
	return less
}

// with is the object with one key set, at its place or at the end.
func (d *document) with(key string, value *document) *document {
	more := d.without("")
	if more.fields[key] == nil {
		more.keys = append(more.keys, key)
	}
	more.fields[key] = value
	return more
}
