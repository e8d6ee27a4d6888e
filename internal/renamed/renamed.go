// Package renamed is the only table of names that changed and that users write: policies, keys of the
// configuration, codes of findings and fields of operations. The old names are still accepted; mpool
// writes only the new ones.
package renamed

// Kind says where a name is used.
type Kind string

// The kinds of names.
const (
	Policy Kind = "policy" // in --override, and in override of batch files
	Key    Kind = "key"    // in the configuration, and as its environment variable
	Code   Kind = "code"   // of a finding
	Field  Kind = "field"  // in a batch file, and as the flag of the command
	// Operation is the name of an operation in batch files and plan files.
	Operation Kind = "operation"
)

// Row is a name that changed.
type Row struct {
	Kind     Kind
	Of       string // the operation of a field; empty for other kinds
	Old, New string
}

// All returns all rows.
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

// Now returns the current name for an old or current one.
func Now(kind Kind, name string) string {
	for _, row := range All() {
		if row.Kind == kind && row.Old == name {
			return row.New
		}
	}
	return name
}

// Before returns the old name; empty if there is none.
func Before(kind Kind, name string) string {
	for _, row := range All() {
		if row.Kind == kind && row.New == name {
			return row.Old
		}
	}
	return ""
}
