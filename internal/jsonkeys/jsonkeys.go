// Package jsonkeys compares the keys of two JSON documents, as other programs and people read them.
package jsonkeys

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"mpool/internal/units"
)

// Same fails if a JSON document has a key twice in one object, or a key that the re-encoded
// document does not have in the same place. Go's decoder ignores the case of keys and takes the
// last of two equal keys, but other programs and people do not. written is the re-encoded document.
func Same(text, written []byte) error {
	if bytes.Equal(text, written) {
		return nil
	}
	have, err := keysOf(text)
	if err != nil {
		return err
	}
	want, err := keysOf(written)
	if err != nil {
		return err
	}
	return have.within(want)
}

// keyTree has the keys of an object, or the indexes of a list.
type keyTree map[string]keyTree

func (have keyTree) within(want keyTree) error {
	for key, below := range have {
		other, found := want[key]
		if !found {
			return fmt.Errorf("it has an unknown key %q", units.Clip(key))
		}
		if err := below.within(other); err != nil {
			return err
		}
	}
	return nil
}

func keysOf(text []byte) (keyTree, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	tree, err := keysOfValue(decoder, 0)
	if err == nil {
		if _, err = decoder.Token(); errors.Is(err, io.EOF) {
			return tree, nil
		}
		err = errors.New("there is more text after the end of the document")
	}
	return nil, err
}

// deepest is the deepest nesting that mpool reads, far more than any of its files has.
const deepest = 64

func keysOfValue(from *json.Decoder, depth int) (keyTree, error) {
	token, err := from.Token()
	if err != nil {
		return nil, err
	}
	open, isDelim := token.(json.Delim)
	if !isDelim {
		return nil, nil
	}
	if depth > deepest {
		return nil, errors.New("it is nested too deeply")
	}
	tree := keyTree{}
	for n := 0; from.More(); n++ {
		key := strconv.Itoa(n)
		if open == '{' {
			name, err := from.Token()
			if err != nil {
				return nil, err
			}
			key, _ = name.(string) // object keys are always strings
		}
		if _, twice := tree[key]; twice {
			return nil, fmt.Errorf("it has the key %q twice in one object", units.Clip(key))
		}
		if tree[key], err = keysOfValue(from, depth+1); err != nil {
			return nil, err
		}
	}
	_, err = from.Token() // the closing bracket
	return tree, err
}
