package batch

import "slices"

// Shape lists the fields of an operation. Every operation also has the fields operation, pool and wait,
// which are not listed.
type Shape struct {
	Name  string // the command's name: "breakers set"
	Old   string // its old name, which is still accepted; empty: none
	Short string // one-line description
	// NeedsPool: the operation needs a pool, because its command would take the first argument for the
	// pool.
	NeedsPool bool
	Fields    []Field
}

// Field is one field of an operation.
type Field struct {
	Name  string
	Kind  Kind
	Place Place
	Unit  Unit   // unit of its numbers, without which they are refused; empty: none
	Usage string // description for the schema
	// Optional: the field may be omitted although it is not a flag.
	Optional bool
	Old      bool // still accepted, but not in help or hints
}

// Unit is the unit of a field's numbers.
type Unit string

// The units that people tend to omit.
const (
	Percent Unit = "percent" // 30%
	Span    Unit = "span"    // 12h, 7d
)

// Kind is the form of a field's value in the file.
type Kind string

// The kinds of value. Values are text, because a number in a file has no unit, and some readers drop
// digits.
const (
	Text   Kind = "text"   // "30%"
	Switch Kind = "switch" // true or false
	List   Kind = "list"   // one text, several, or a mapping of names to texts: {WETH: 30%}
	Pairs  Kind = "pairs"  // a mapping of names to texts
)

// Place is where a field is on the command line.
type Place string

// needed reports whether the field is required, unless the operation applies to all tokens.
func (f Field) needed() bool { return f.Place != Flag && !f.Optional }

// The places on a command line. A field that is not a flag is required, unless it is optional or the
// operation applies to all tokens.
const (
	Flag   Place = "flag"   // --name value, repeated for several values
	Words  Place = "words"  // after the pool, one argument each
	Joined Place = "joined" // after the pool, one argument with commas
)

const (
	operationField = "operation"
	poolField      = "pool"
	waitField      = "wait"
	allField       = "all" // the switch that replaces names of tokens
)

func (s Shape) field(name string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return s.Fields[i], true
}

// flags lists the flags of the command, and wait, which messages write as one.
func (s Shape) flags() []string {
	names := []string{waitField}
	for _, field := range s.Fields {
		if field.Place == Flag {
			names = append(names, field.Name)
		}
	}
	return names
}

// names lists the fields of an operation, for a hint.
func (s Shape) names() []string {
	names := []string{operationField, poolField, waitField}
	for _, field := range s.Fields {
		if !field.Old {
			names = append(names, field.Name)
		}
	}
	return names
}
