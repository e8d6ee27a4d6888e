package ops

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/units"
)

// Recogniser tells what calls that somebody else made do to a pool: it finds the
// operation of mpool whose plan has these very calls, to the byte. What it does
// not find it does not guess.
type Recogniser struct{ pool, vault, token *abi.ABI }

// NewRecogniser parses the ABIs of the contracts, which takes some milliseconds.
func NewRecogniser() (*Recogniser, error) {
	pool, err := managedpool.ManagedPoolMetaData.ParseABI()
	if err != nil {
		return nil, err
	}
	vault, err := vault.VaultMetaData.ParseABI()
	if err != nil {
		return nil, err
	}
	token, err := erc20.ERC20MetaData.ParseABI()
	return &Recogniser{pool, vault, token}, err
}

// Recognised is what some calls of a list are to a pool.
type Recognised struct {
	First, Count int
	Operation    Operation // nil: not known, or nothing that touches this pool
	Before       *Snapshot // what the calls before leave
	Plan         *Plan     // of the operation, on the state that the calls before leave
}

// Reading is a list of calls, understood.
type Reading struct {
	Parts []Recognised
	// Predicted is the pool after all calls that are known, up to one that is
	// refused.
	Predicted *Snapshot
	// Unknown says that there are calls that are not known: they may change what
	// is not predicted.
	Unknown bool
}

// Watch names what has to be read beside the pool before calls can be read.
func (r *Recogniser) Watch(calls []Call, pool *Snapshot) Watch {
	var w Watch
	members := map[common.Address]bool{}
	for i := range calls {
		for _, op := range r.candidates(calls[i:], pool) {
			watching, more := op.(Watching)
			if !more {
				continue
			}
			asked := watching.Watch(pool)
			w.Holdings = each(append(w.Holdings, asked.Holdings...))
			w.Coins = each(append(w.Coins, asked.Coins...))
			w.Inside = each(append(w.Inside, asked.Inside...))
			for _, token := range asked.Removed {
				if !slices.Contains(w.Removed, token) {
					w.Removed = append(w.Removed, token)
				}
			}
			for _, member := range asked.Members {
				if !members[member] {
					members[member], w.Members = true, append(w.Members, member)
				}
			}
		}
	}
	return w
}

// Read plans calls as if mpool had made them, all of them mined at the time at,
// one after the other.
func (r *Recogniser) Read(before *Snapshot, at units.Time, calls []Call) (*Reading, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	reading := &Reading{Predicted: now}
	for i := 0; i < len(calls); {
		part := Recognised{First: i, Count: 1, Before: reading.Predicted}
		for _, op := range r.candidates(calls[i:], reading.Predicted) {
			plan, n := planAs(op, reading.Predicted, at, calls[i:])
			if n > 0 {
				part.Count, part.Operation, part.Plan = n, op, plan
				break
			}
		}
		reading.add(part, calls)
		i += part.Count
	}
	return reading, nil
}

func (r *Reading) add(part Recognised, calls []Call) {
	r.Parts = append(r.Parts, part)
	if part.Plan == nil {
		r.Unknown = true
		return
	}
	refuseSenders(part.Plan, calls[part.First:])
	if !part.Plan.Refused() {
		r.Predicted = part.Plan.Predicted
	}
}

// planAs plans an operation and says how many of the calls it makes: all that it
// plans, or none.
func planAs(op Operation, before *Snapshot, at units.Time, calls []Call) (*Plan, int) {
	plan, err := op.Plan(before, at)
	if err != nil {
		return nil, 0
	}
	if len(plan.Calls) == 0 {
		plan = again(op, before, plan)
	}
	if len(plan.Calls) == 0 || len(plan.Calls) > len(calls) {
		return nil, 0
	}
	for i, call := range plan.Calls {
		if call.To != calls[i].To || call.Value != calls[i].Value || !bytes.Equal(call.Data, calls[i].Data) {
			return nil, 0
		}
	}
	return plan, len(plan.Calls)
}

// repeatable is an operation of one call, which the contract would make again
// though the pool is as asked for.
type repeatable interface {
	call(now *Snapshot) Call
	refusals(now *Snapshot) []Finding
	Predict(now *Snapshot) (*Snapshot, error)
}

// again plans a call for which an operation sees no need.
func again(op Operation, before *Snapshot, plan *Plan) *Plan {
	once, ok := op.(repeatable)
	if !ok {
		return plan
	}
	now := plan.Predicted
	plan.Calls = []Call{once.call(before)}
	if plan.Findings = once.refusals(now); plan.Refused() {
		return plan
	}
	after, err := once.Predict(now)
	if err != nil {
		return &Plan{}
	}
	plan.After, plan.Predicted = []*Snapshot{after}, after
	plan.Findings = append(plan.Findings, Finding{Warn, "call.needless", "this call has no effect: the pool is already in (or moving to) this state", "", ""})
	return plan
}

// refuseSenders puts first, as the contract does, that another has to send.
func refuseSenders(plan *Plan, calls []Call) {
	for i := len(plan.Calls) - 1; i >= 0; i-- {
		want, is := plan.Calls[i].From, calls[i].From
		if want != is {
			plan.Findings = append([]Finding{{Refuse, senderCode(plan, i),
				fmt.Sprintf("%s is sent by %s, but only %s may send it", plan.Calls[i].Method, is, want), "", "check the pool and the Safe"}}, plan.Findings...)
		}
	}
}

// senderCode is what the contract says to another sender. An allowance of
// another's is no use to the one who pays.
func senderCode(plan *Plan, call int) string {
	switch plan.Calls[call].To {
	case plan.Predicted.Pool.Address:
		return "BAL#401"
	case plan.Predicted.Pool.Vault:
		return "BAL#502"
	}
	return "sender"
}
