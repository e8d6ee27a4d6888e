// Package request is an operation as a user asks for it in text, on a command line or in a
// batch file. A struct for each operation holds what was typed. Its fields are the one
// table from which flags, batch files, their schema and help are made.
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

// Request is an operation as it is asked for, for a pool that was not read yet.
type Request struct {
	Help
	Fields   []Field          // its fields, apart from the pool
	Pool     config.Pool      // of a request that Parse made
	Override planner.Override // of policies, where the operation has those
	Managed  bool             // the asset manager makes some of its calls
	Priced   bool             // settings and flags say how its cost is worked out
	of       asked
	usage    string // where fields do not make it
}

// asked is the struct of one operation: it holds what was typed.
type asked interface {
	fields() []Field
	// words takes the words after the command's name, and puts the configured pool first if
	// they name none.
	words(args []string, s *config.Settings) ([]string, error)
	// check finds what makes no sense before any node is asked.
	check(ctx context.Context, from Source) error
	build(ctx context.Context, on *Target) (ops.Operation, error)
}

// Source is what a request is read from, and with.
type Source struct {
	Settings *config.Settings
	Open     func(file string) (io.ReadCloser, error) // of the files that a request names
	Zone     *time.Location                           // of wall clocks that are typed; nil: they are refused
}

// Words takes what stands behind the command's name on a command line. It returns it with
// the pool of the configuration before it, where POOL was left out.
func (r *Request) Words(args []string, s *config.Settings) ([]string, error) {
	return r.of.words(args, s)
}

// Check finds what makes no sense before any node is asked, and reads the files that are
// named.
func (r *Request) Check(ctx context.Context, from Source) error { return r.of.check(ctx, from) }

// Build makes the operation for the pool as it is.
func (r *Request) Build(ctx context.Context, on *Target) (ops.Operation, error) {
	return r.of.build(ctx, on)
}

// Parse reads an operation of a batch file. Its errors are those of the operation's
// command, about the flags of the same names.
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
	// What the clock of a machine shows would be another time elsewhere.
	from.Zone = from.Settings.NamedZone()
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
