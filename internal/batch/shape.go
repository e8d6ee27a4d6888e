package batch

import "slices"

// Shape is what an operation takes. Every operation takes the fields operation, pool
// and wait too, which are not listed.
type Shape struct {
	Name  string // the command's words: "breakers set"
	Old   string // its old name, which is still accepted; empty: it was not renamed
	Short string // a one-line description
	// NeedsPool says that the command would take what stands behind the pool for
	// one, so that there has to be one before it.
	NeedsPool bool
	Fields    []Field
}

// Field is one field of an operation.
type Field struct {
	Name  string
	Kind  Kind
	Place Place
	Unit  Unit   // without which a number says nothing; empty: it has none
	Usage string // its description for the schema
	// Optional says that the field can be left out though it is no flag.
	Optional bool
	Old      bool // not in help or hints, and still understood
}

// Unit is what a field's numbers are in.
type Unit string

// The units that people leave out.
const (
	Percent Unit = "percent" // 30%
	Span    Unit = "span"    // 12h, 7d
)

// Kind is what a field's value looks like in the file.
type Kind string

// The kinds of value. Values are text: a number in a file loses its unit, and with
// some readers digits.
const (
	Text   Kind = "text"   // "30%"
	Switch Kind = "switch" // true or false
	List   Kind = "list"   // one text, several, or names with a text each: {WETH: 30%}
	Pairs  Kind = "pairs"  // names with a text each
)

// Place is where on the command line a field goes.
type Place string

// needed says that the field has to be there, unless the operation is for all.
func (f Field) needed() bool { return f.Place != Flag && !f.Optional }

// The places on a command line. A word that is not a flag is required, unless it is
// optional or the operation applies to all.
const (
	Flag   Place = "flag"   // --name value; several values: as often as there are
	Words  Place = "words"  // behind the pool, a word each
	Joined Place = "joined" // behind the pool, in one word with commas
)

const (
	operationField = "operation"
	poolField      = "pool"
	waitField      = "wait"
	allField       = "all" // the switch that stands for omitted names
)

func (s Shape) field(name string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return s.Fields[i], true
}

// flags are the fields that are flags of the command, and wait, which messages
// write as one.
func (s Shape) flags() []string {
	names := []string{waitField}
	for _, field := range s.Fields {
		if field.Place == Flag {
			names = append(names, field.Name)
		}
	}
	return names
}

// names lists what an operation takes, for a hint.
func (s Shape) names() []string {
	names := []string{operationField, poolField, waitField}
	for _, field := range s.Fields {
		if !field.Old {
			names = append(names, field.Name)
		}
	}
	return names
}
