package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// line is a record as the file holds it. Sum also covers the line before, so that a changed, lost
// or moved line is noticed.
type line struct {
	Schema int             `json:"schema"`
	Sum    string          `json:"sum"`
	Record json.RawMessage `json:"record"`
}

// sumLength is the length of a checksum: the first 16 bytes, in hex.
const sumLength = 32

// sum is the first 16 bytes of SHA-256 over the previous line's sum and the record, in hex.
func sum(before string, record []byte) string {
	digest := sha256.Sum256(append([]byte(before), record...))
	return hex.EncodeToString(digest[:])[:sumLength]
}

// encode writes a record as a line with its newline, and returns the line's sum.
func encode(r record, before string) (text []byte, after string, err error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, "", err
	}
	after = sum(before, body)
	return slices.Concat(head(after), body, []byte(tail), []byte{'\n'}), after, nil
}

// head is the text before a record in its line; tail is the text after it.
func head(sum string) []byte {
	return fmt.Appendf(nil, `{"schema":%d,"sum":"%s","record":`, schema, sum)
}

const tail = "}"

// cut finds the record in a line by the text that encode writes around it. ok is false if the line
// is not in that form.
func cut(text []byte) (l line, ok bool) {
	around := len(head("")) + sumLength
	if len(text) < around+len(tail) {
		return line{}, false
	}
	at := around - len(`","record":`) - sumLength
	l = line{Schema: schema, Sum: string(text[at : at+sumLength]), Record: text[around : len(text)-len(tail)]}
	return l, bytes.HasPrefix(text, head(l.Sum)) && bytes.HasSuffix(text, []byte(tail))
}

// decode reads only what encode writes. It refuses other spellings of the same JSON, which mpool
// never writes.
func decode(text []byte, before string) (r record, after string, err error) {
	l, usual := cut(text)
	if !usual { // not the form that encode writes: strict finds the reason
		if err := strict(text, &l); err != nil {
			return r, "", err
		}
	}
	if l.Schema != schema {
		return r, "", fmt.Errorf("schema %d, but this mpool supports %d: written by another version of mpool", l.Schema, schema)
	}
	if l.Sum != sum(before, l.Record) {
		return r, "", errors.New("wrong checksum: this line or an earlier one was changed or is missing")
	}
	if err := strict(l.Record, &r); err != nil {
		return r, "", err
	}
	same, _, err := encode(r, before)
	if err == nil && !bytes.Equal(bytes.TrimSuffix(same, []byte{'\n'}), text) {
		err = errors.New("this line was not written by mpool")
	}
	return r, l.Sum, err
}

func strict(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if len(bytes.TrimSpace(text[decoder.InputOffset():])) > 0 {
		return errors.New("there is extra text after the record")
	}
	return nil
}
