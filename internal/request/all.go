package request

import (
	"mpool/internal/batch"
	"mpool/internal/renamed"
)

// entry describes an operation. Its help is a function, because most runs do not need the text.
type entry struct {
	name          string // name of the command: "breakers set"
	short         string // one-line description
	long, example string
	chapter       Chapter      // heading of the help; empty for a command of a group
	usage         string       // usage line, if it cannot be derived from the fields
	judged        bool         // policies check its plans
	managed       bool         // the asset manager sends some of its calls
	priced        bool         // settings and flags change how its cost is computed
	asks          func() asked // returns an empty request
}

// table lists every operation, in the order of the names.
func table() []entry {
	return []entry{
		aboutAddToken(),
		aboutAllowlistAdd(), aboutAllowlistDisable(), aboutAllowlistEnable(), aboutAllowlistRemove(), aboutAllowlistSync(),
		aboutAumFeeCollect(), aboutAumFeeSet(), aboutAumFeeShare(),
		aboutBreakersClear(), aboutBreakersSet(),
		aboutExit(),
		aboutFeeRamp(), aboutFeeSet(), aboutFirstJoin(),
		aboutJoin(), aboutJoinsExitsDisable(), aboutJoinsExitsEnable(),
		aboutDeposit(), aboutRevoke(), aboutUpdate(), aboutWithdraw(),
		aboutOpen(),
		aboutRemoveToken(),
		aboutShut(), aboutSwap(), aboutSwapsDisable(), aboutSwapsEnable(),
		aboutWeights(),
	}
}

// Groups lists the parent commands of operations whose names have two words.
func Groups() []Help {
	return []Help{allowlistGroup(), aumFeeGroup(), breakersGroup(), joinsExitsGroup(), manageBalanceGroup(), swapsGroup()}
}

// All returns empty requests of all operations, in the order of their names.
func All() []*Request {
	var all []*Request
	for _, e := range table() {
		all = append(all, e.request())
	}
	return all
}

// Names returns the names of All, with the chapter of each command.
func Names() []Help {
	var all []Help
	for _, e := range table() {
		all = append(all, e.help())
	}
	return all
}

// New returns an empty request for an operation; nil if All does not have the name.
func New(name string) *Request {
	for _, e := range table() {
		if e.name == name {
			return e.request()
		}
	}
	return nil
}

func (e entry) request() *Request {
	of := e.asks()
	r := &Request{Help: e.help(), Fields: of.fields(), Managed: e.managed, Priced: e.priced, of: of, usage: e.usage}
	if e.judged {
		r.Fields = append(r.Fields, OverrideFields(&r.Override)...)
	}
	return r
}

// Shapes lists the operations for batch files and their schema.
func Shapes() []batch.Shape {
	var shapes []batch.Shape
	for _, r := range All() {
		shapes = append(shapes, r.Shape())
	}
	return shapes
}

// Shape describes the operation for batch files.
func (r *Request) Shape() batch.Shape {
	s := batch.Shape{Name: r.Name, Old: renamed.Before(renamed.Operation, r.Name), Short: r.Short}
	s.NeedsPool = r.TakesAddresses() // the first address would be taken for the pool
	for _, f := range r.Fields {
		s.Fields = append(s.Fields, f.Field)
	}
	return s
}

// TakesAddresses reports whether addresses follow the pool on the command line. The pool can be an
// address too.
func (r *Request) TakesAddresses() bool {
	_, is := r.of.(*members)
	return is
}
