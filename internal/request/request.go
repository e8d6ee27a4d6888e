// Package request holds operations as a user types them, on a command line or in a batch file. Each
// operation is a struct with the typed words. Its fields are the only table from which flags, batch
// files, their schema and the help are derived.
package request

import (
	"context"
	"io"
	"time"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// Request is an operation that a user asked for. It is not built for a pool yet.
type Request struct {
	Help
	Fields   []Field          // its fields, without the pool
	Pool     config.Pool      // set only by Parse
	Override planner.Override // of policies, for operations that they check
	Managed  bool             // the asset manager sends some of its calls
	Priced   bool             // settings and flags change how its cost is computed
	of       asked
	usage    string // usage line, if it cannot be derived from the fields
}

// asked is one operation with the typed words.
type asked interface {
	fields() []Field
	// words parses the arguments of the command. It puts the configured pool first if they name none.
	words(args []string, s *config.Settings) ([]string, error)
	// check reports mistakes that can be found without a node.
	check(ctx context.Context, from Source) error
	build(ctx context.Context, on *Target) (ops.Operation, error)
}

// Source is what a request needs to read typed words and files.
type Source struct {
	Settings *config.Settings
	Open     func(file string) (io.ReadCloser, error) // opens a file that a request names
	Zone     *time.Location                           // zone of wall clock times; nil: they are refused
	foreign  bool                                     // a batch names the files: errors do not show their text
}

// Words parses the arguments of the command. It returns them with the configured pool first if POOL was
// omitted.
func (r *Request) Words(args []string, s *config.Settings) ([]string, error) {
	return r.of.words(args, s)
}

// Check reports mistakes that can be found without a node, and reads the named files.
func (r *Request) Check(ctx context.Context, from Source) error { return r.of.check(ctx, from) }

// Build builds the operation for a pool.
func (r *Request) Build(ctx context.Context, on *Target) (ops.Operation, error) {
	return r.of.build(ctx, on)
}

// Parse reads an operation of a batch file. Its errors equal those of the command about the flags of
// the same names.
func Parse(ctx context.Context, item batch.Item, from Source) (*Request, error) {
	r := New(item.Operation)
	if r == nil {
		return nil, failure.Usage("unknown operation %s", text.Quote(item.Operation)).WithHint("mpool --help")
	}
	for _, given := range item.Given {
		if err := r.set(given); err != nil {
			return nil, err
		}
	}
	// a batch must mean the same on every machine, so the machine's own zone is not used
	from.Zone, from.foreign = from.Settings.NamedZone(), true
	var pool []string
	if item.Pool != "" {
		pool = []string{item.Pool}
	}
	var noPool error
	r.Pool, noPool = from.Settings.ChoosePool(pool)
	return r, failure.Together(r.Check(ctx, from), r.Override.Check(), noPool)
}

// set gives a field its values.
func (r *Request) set(given batch.Given) error {
	for _, f := range r.Fields {
		if f.Name != given.Name {
			continue
		}
		for _, words := range given.Values {
			if err := f.Value.Set(words); err != nil {
				return failure.Usage("invalid value %q for --%s: %v", words, f.Name, err).Because(err).WithHint("mpool %s --help", r.Name)
			}
		}
		return nil
	}
	return failure.Usage("%s has no field %s", r.Name, given.Name).WithHint("mpool %s --help", r.Name)
}
