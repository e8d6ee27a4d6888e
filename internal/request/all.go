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
			return newRequest("add-token", "Add a token to the pool and deposit it", newAddToken()).judged()
		}},
		{"allowlist add", func() *Request {
			return newRequest("allowlist add", "Add addresses to the allowlist", &members{add: true})
		}},
		{"allowlist disable", func() *Request {
			return newRequest("allowlist disable", "Disable the allowlist: anyone can join", &allowlistOff{})
		}},
		{"allowlist enable", func() *Request {
			return newRequest("allowlist enable", "Enable the allowlist: only members can join", &allowlistOn{})
		}},
		{"allowlist remove", func() *Request {
			return newRequest("allowlist remove", "Remove addresses from the allowlist", &members{})
		}},
		{"allowlist sync", func() *Request {
			return newRequest("allowlist sync", "Make the allowlist match a file", &allowlistSync{})
		}},
		{"aum-fee collect", func() *Request {
			return newRequest("aum-fee collect", "Collect the AUM fee that is due", &aumFeeCollect{})
		}},
		{"aum-fee set", func() *Request { return newRequest("aum-fee set", "Change the yearly AUM fee", &aumFeeSet{}) }},
		{"breakers clear", func() *Request {
			return newRequest("breakers clear", "Remove circuit breakers", &breakersClear{})
		}},
		{"breakers set", func() *Request {
			return newRequest("breakers set", "Set circuit breakers: bounds of token prices", &breakersSet{})
		}},
		{"exit", func() *Request { return newRequest("exit", "Exit the pool: BPT for tokens", newExit()) }},
		{"fee-ramp", func() *Request { return newRequest("fee-ramp", "Change the swap fee gradually", newFeeRamp()).judged() }},
		{"fee-set", func() *Request { return newRequest("fee-set", "Change the swap fee at once", newFeeSet()).judged() }},
		{"init", func() *Request {
			return newRequest("init", "Make the first join of a pool", &firstJoin{}).judged()
		}},
	}
}

func tableJToZ() []entry {
	return []entry{
		{"join", func() *Request { return newRequest("join", "Join the pool: tokens for BPT", newJoin()) }},
		{"joins-exits disable", func() *Request {
			return newRequest("joins-exits disable", "Disable joins and exits, which locks LPs in", &joinsExits{})
		}},
		{"joins-exits enable", func() *Request {
			return newRequest("joins-exits enable", "Enable joins and exits", &joinsExits{enabled: true})
		}},
		{"manage-balance deposit", func() *Request {
			return newRequest("manage-balance deposit", "Deposit managed tokens into the Vault", &manageBalance{way: ops.DepositBalance}).judged()
		}},
		{"manage-balance revoke", func() *Request {
			return newRequest("manage-balance revoke", "Revoke the Vault's allowance of a token", &revoke{})
		}},
		{"manage-balance update", func() *Request {
			return newRequest("manage-balance update", "Report the balance of managed tokens", &manageBalance{way: ops.UpdateBalance}).judged()
		}},
		{"manage-balance withdraw", func() *Request {
			return newRequest("manage-balance withdraw", "Withdraw tokens from the Vault", &manageBalance{way: ops.WithdrawBalance}).judged()
		}},
		{"open", func() *Request {
			return newRequest("open", "Open the pool again as it was before mpool shut", &open{}).judged()
		}},
		{"remove-token", func() *Request {
			return newRequest("remove-token", "Remove a token from the pool", newRemoveToken()).judged()
		}},
		{"shut", func() *Request {
			return newRequest("shut", "Shut the pool in an emergency: no swaps and no joins", &shut{})
		}},
		{"swap", func() *Request { return newRequest("swap", "Swap one token of the pool for another", newSwap()) }},
		{"swaps disable", func() *Request { return newRequest("swaps disable", "Disable swaps", &swapsOff{}) }},
		{"swaps enable", func() *Request {
			return newRequest("swaps enable", "Enable swaps, optionally with a falling swap fee", &swapsOn{}).judged()
		}},
		{"weights-update", func() *Request {
			return newRequest("weights-update", "Change token weights gradually; freeze, extend or shorten a change", newWeights()).judged()
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
