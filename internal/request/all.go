package request

import (
	"slices"

	"mpool/internal/batch"
	"mpool/internal/ops"
)

// All are the operations that can be asked for, nothing being said of them yet, in the
// order of their names.
func All() []*Request {
	var all []*Request
	for _, e := range table() {
		all = append(all, e.request())
	}
	return all
}

// entry is an operation that is not made before somebody asks for it.
type entry struct {
	name    string
	request func() *Request
}

// table is in the order of the names, in two parts that are short enough to read.
func table() []entry { return slices.Concat(tableAToI(), tableJToZ()) }

func tableAToI() []entry {
	return []entry{
		{"add-token", func() *Request {
			return newRequest("add-token", "Add a token to the pool and give it a balance", newAddToken()).judged()
		}},
		{"allowlist add", func() *Request {
			return newRequest("allowlist add", "Put addresses on the allowlist", &members{add: true})
		}},
		{"allowlist disable", func() *Request { return newRequest("allowlist disable", "Let everybody join", &allowlistOff{}) }},
		{"allowlist enable", func() *Request {
			return newRequest("allowlist enable", "Let only those on the allowlist join", &allowlistOn{})
		}},
		{"allowlist remove", func() *Request { return newRequest("allowlist remove", "Take addresses off the allowlist", &members{}) }},
		{"allowlist sync", func() *Request {
			return newRequest("allowlist sync", "Make the allowlist what a file says", &allowlistSync{})
		}},
		{"aum-fee collect", func() *Request { return newRequest("aum-fee collect", "Collect what is due", &aumFeeCollect{}) }},
		{"aum-fee set", func() *Request { return newRequest("aum-fee set", "Change the yearly fee", &aumFeeSet{}) }},
		{"breakers clear", func() *Request { return newRequest("breakers clear", "Take the bounds away", &breakersClear{}) }},
		{"breakers set", func() *Request { return newRequest("breakers set", "Bound the prices of tokens", &breakersSet{}) }},
		{"exit", func() *Request { return newRequest("exit", "Take tokens out of the pool for BPT", newExit()) }},
		{"fee-ramp", func() *Request { return newRequest("fee-ramp", "Change the swap fee gradually", newFeeRamp()).judged() }},
		{"fee-set", func() *Request { return newRequest("fee-set", "Change the swap fee at once", newFeeSet()).judged() }},
		{"init", func() *Request {
			return newRequest("init", "Make the first join of a pool, safely", &firstJoin{}).judged()
		}},
	}
}

func tableJToZ() []entry {
	return []entry{
		{"join", func() *Request { return newRequest("join", "Put tokens into the pool for BPT", newJoin()) }},
		{"joins-exits disable", func() *Request {
			return newRequest("joins-exits disable", "Disable joins and exits, which locks liquidity providers in", &joinsExits{})
		}},
		{"joins-exits enable", func() *Request {
			return newRequest("joins-exits enable", "Enable joins and exits", &joinsExits{enabled: true})
		}},
		{"manage-balance deposit", func() *Request {
			return newRequest("manage-balance deposit", "Bring tokens back into the Vault", &manageBalance{way: ops.DepositBalance}).judged()
		}},
		{"manage-balance revoke", func() *Request {
			return newRequest("manage-balance revoke", "Take back what the Vault may take of a token", &revoke{})
		}},
		{"manage-balance update", func() *Request {
			return newRequest("manage-balance update", "Report what the managed tokens have become", &manageBalance{way: ops.UpdateBalance}).judged()
		}},
		{"manage-balance withdraw", func() *Request {
			return newRequest("manage-balance withdraw", "Take tokens out of the Vault", &manageBalance{way: ops.WithdrawBalance}).judged()
		}},
		{"open", func() *Request {
			return newRequest("open", "Open the pool again as it was before it was shut", &open{}).judged()
		}},
		{"remove-token", func() *Request {
			return newRequest("remove-token", "Remove a token from the pool", newRemoveToken()).judged()
		}},
		{"shut", func() *Request {
			return newRequest("shut", "Shut the pool at once, for an alarm: no swaps and no joins", &shut{})
		}},
		{"swap", func() *Request { return newRequest("swap", "Trade one token of the pool for another", newSwap()) }},
		{"swaps disable", func() *Request { return newRequest("swaps disable", "Disable swaps", &swapsOff{}) }},
		{"swaps enable", func() *Request {
			return newRequest("swaps enable", "Enable swaps, behind a swap fee that falls", &swapsOn{}).judged()
		}},
		{"weights-update", func() *Request {
			return newRequest("weights-update", "Change the weights gradually, or stop, stretch or hurry a change", newWeights()).judged()
		}},
	}
}

func newRequest(name, short string, of asked) *Request {
	return &Request{Name: name, Short: short, Fields: of.fields(), of: of}
}

// judged is a request whose plans policies judge.
func (r *Request) judged() *Request {
	r.Fields = append(r.Fields, OverrideFields(&r.Override)...)
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
	s := batch.Shape{Name: r.Name, Short: r.Short}
	s.NeedsPool = r.TakesAddresses() // of which the first would be taken for it
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
