// Package renamed is the one table of names that users write and that changed: policies,
// keys of the configuration, codes of findings and fields of operations. The old names are
// still read, and mpool writes only the new ones.
package renamed

// Kind says where a name is written.
type Kind string

// The kinds of names.
const (
	Policy Kind = "policy" // of --override, and of override in batch files
	Key    Kind = "key"    // of the configuration, and its environment variable
	Code   Kind = "code"   // of a finding
	Field  Kind = "field"  // of a batch file, and the flag of the command
	// Operation is that of batch files and plan files.
	Operation Kind = "operation"
)

// Row is a name that changed.
type Row struct {
	Kind     Kind
	Of       string // the operation of a field; empty for other kinds
	Old, New string
}

// All are the rows.
func All() []Row {
	return []Row{
		{Policy, "", "max_cost", "max_arbitrage_cost"},
		{Key, "", "warn.max_cost", "warn.max_arbitrage_cost"},
		{Key, "", "refuse.max_cost", "refuse.max_arbitrage_cost"},
		{Code, "", "policy.max_cost", "policy.max_arbitrage_cost"},
		{Field, "fee-ramp", "from", "start-fee"},
		{Field, "fee-ramp", "to", "end-fee"},
		{Operation, "", "init", "first-join"},
	}
}

// Now is the current name of what has the given name, old or current.
func Now(kind Kind, name string) string {
	for _, row := range All() {
		if row.Kind == kind && row.Old == name {
			return row.New
		}
	}
	return name
}

// Before is the old name of what has the given name; empty where it has none.
func Before(kind Kind, name string) string {
	for _, row := range All() {
		if row.Kind == kind && row.New == name {
			return row.Old
		}
	}
	return ""
}
