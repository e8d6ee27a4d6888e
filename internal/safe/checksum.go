package safe

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// checksum mirrors the checksum of the Transaction Builder. It hashes the whole file in a form that
// does not depend on the order of keys, without the checksum itself and with a null name.
func checksum(file *document) common.Hash {
	meta := file.get("meta").without("checksum").with("name", &document{})
	return checksumAsIs(file.with("meta", meta))
}

func checksumAsIs(file *document) common.Hash {
	var b strings.Builder
	file.serialize(&b)
	return crypto.Keccak256Hash([]byte(b.String()))
}

// serialize writes the form that is hashed. It is not JSON.
func (d *document) serialize(into *strings.Builder) {
	switch d.kind {
	case kindArray:
		into.WriteByte('[')
		for i, item := range d.items {
			if i > 0 {
				into.WriteByte(',')
			}
			item.serialize(into)
		}
		into.WriteByte(']')
	case kindObject:
		d.serializeObject(into)
	case kindString:
		into.WriteString(quoteJS(d.text))
	case kindNull:
		into.WriteString("null")
	default:
		into.WriteString(d.text)
	}
}

func (d *document) serializeObject(into *strings.Builder) {
	keys := slices.Clone(d.keys)
	slices.SortFunc(keys, compareJS)
	into.WriteString("{[")
	for i, key := range keys {
		if i > 0 {
			into.WriteByte(',')
		}
		into.WriteString(quoteJS(key))
	}
	into.WriteByte(']')
	for _, key := range keys {
		d.fields[key].serialize(into)
		into.WriteByte(',')
	}
	into.WriteByte('}')
}

// compareJS compares texts by UTF-16 units, as JavaScript does.
func compareJS(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// quoteJS writes a text as JSON.stringify does. Go's encoder escapes more characters.
func quoteJS(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case strings.ContainsRune("\b\f\n\r\t", r):
			b.WriteString(map[rune]string{'\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}[r])
		case r < 0x20:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// write writes indented JSON. newline is a line break and the current indentation.
func (d *document) write(into *strings.Builder, newline string) {
	deeper := newline + "  "
	switch d.kind {
	case kindArray:
		writeBlock(into, "[", "]", newline, len(d.items), func(i int) { d.items[i].write(into, deeper) })
	case kindObject:
		writeBlock(into, "{", "}", newline, len(d.keys), func(i int) {
			into.WriteString(quoteJS(d.keys[i]) + ": ")
			d.fields[d.keys[i]].write(into, deeper)
		})
	default:
		d.serialize(into)
	}
}

func writeBlock(into *strings.Builder, open, end, newline string, n int, item func(int)) {
	into.WriteString(open)
	for i := range n {
		if i > 0 {
			into.WriteByte(',')
		}
		into.WriteString(newline + "  ")
		item(i)
	}
	if n > 0 {
		into.WriteString(newline)
	}
	into.WriteString(end)
}
