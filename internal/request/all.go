package request

import (
	"mpool/internal/batch"
	"mpool/internal/ops"
)

// All are the operations that can be asked for, nothing being said of them yet, in the
// order of their names.
func All() []*Request {
	return []*Request{
		newRequest("add-token", "Add a token to the pool and give it a balance", newAddToken()).judged(),
		newRequest("allowlist add", "Put addresses on the allowlist", &members{add: true}),
		newRequest("allowlist disable", "Let everybody join", &allowlistOff{}),
		newRequest("allowlist enable", "Let only those on the allowlist join", &allowlistOn{}),
		newRequest("allowlist remove", "Take addresses off the allowlist", &members{}),
		newRequest("allowlist sync", "Make the allowlist what a file says", &allowlistSync{}),
		newRequest("aum-fee collect", "Collect what is due", &aumFeeCollect{}),
		newRequest("aum-fee set", "Change the yearly fee", &aumFeeSet{}),
		newRequest("breakers clear", "Take the bounds away", &breakersClear{}),
		newRequest("breakers set", "Bound the prices of tokens", &breakersSet{}),
		newRequest("exit", "Take tokens out of the pool for BPT", newExit()),
		newRequest("fee-ramp", "Change the swap fee gradually", newFeeRamp()).judged(),
		newRequest("fee-set", "Change the swap fee at once", newFeeSet()).judged(),
		newRequest("init", "Make the first join of a pool, safely", &firstJoin{}).judged(),
		newRequest("join", "Put tokens into the pool for BPT", newJoin()),
		newRequest("joins-exits disable", "Disable joins and exits, which locks liquidity providers in", &joinsExits{}),
		newRequest("joins-exits enable", "Enable joins and exits", &joinsExits{enabled: true}),
		newRequest("manage-balance deposit", "Bring tokens back into the Vault", &manageBalance{way: ops.DepositBalance}).judged(),
		newRequest("manage-balance revoke", "Take back what the Vault may take of a token", &revoke{}),
		newRequest("manage-balance update", "Report what the managed tokens have become", &manageBalance{way: ops.UpdateBalance}).judged(),
		newRequest("manage-balance withdraw", "Take tokens out of the Vault", &manageBalance{way: ops.WithdrawBalance}).judged(),
		newRequest("open", "Open the pool again as it was before it was shut", &open{}).judged(),
		newRequest("remove-token", "Remove a token from the pool", newRemoveToken()).judged(),
		newRequest("shut", "Shut the pool at once, for an alarm: no swaps and no joins", &shut{}),
		newRequest("swap", "Trade one token of the pool for another", newSwap()),
		newRequest("swaps disable", "Disable swaps", &swapsOff{}),
		newRequest("swaps enable", "Enable swaps, behind a swap fee that falls", &swapsOn{}).judged(),
		newRequest("weights-update", "Change the weights gradually, or stop, stretch or hurry a change", newWeights()).judged(),
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
