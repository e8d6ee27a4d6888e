package request

import (
	"mpool/internal/batch"
	"mpool/internal/renamed"
)

// entry is an operation with a function for its help, because most runs need no help text.
type entry struct {
	name          string // the command's words: "breakers set"
	short         string // a one-line description
	long, example string
	chapter       Chapter      // where its command stands; empty: in the group that its name begins with
	usage         string       // where fields do not make it
	judged        bool         // policies judge its plans
	managed       bool         // the asset manager makes some of its calls
	priced        bool         // settings and flags say how its cost is worked out
	asks          func() asked // with nothing said yet
}

// table has every operation that a pool can be asked for, in the order of the names.
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

// Groups are the commands below which operations stand that have two words for a name.
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

// New returns an empty request for an operation; nil if All has no operation of that name.
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

// Shapes are the operations as batch files and their schema have them.
func Shapes() []batch.Shape {
	var shapes []batch.Shape
	for _, r := range All() {
		shapes = append(shapes, r.Shape())
	}
	return shapes
}

// Shape is the operation as batch files have it.
func (r *Request) Shape() batch.Shape {
	s := batch.Shape{Name: r.Name, Old: renamed.Before(renamed.Operation, r.Name), Short: r.Short}
	s.NeedsPool = r.TakesAddresses() // because the first address would be taken for the pool
	for _, f := range r.Fields {
		s.Fields = append(s.Fields, f.Field)
	}
	return s
}

// TakesAddresses says whether addresses stand behind the pool, which is one itself.
func (r *Request) TakesAddresses() bool {
	_, is := r.of.(*members)
	return is
}
