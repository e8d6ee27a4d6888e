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

// Recogniser finds the operations that calls of others make. It accepts an operation only if its
// plan has exactly these calls, byte by byte. It does not guess.
type Recogniser struct{ pool, vault, token *abi.ABI }

// NewRecogniser parses the contracts' ABIs, which takes some milliseconds.
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

// Recognised is a group of consecutive calls in a list, and their operation.
type Recognised struct {
	First, Count int
	Operation    Operation // nil: unknown, or unrelated to this pool
	Before       *Snapshot // the state after the earlier calls
	Plan         *Plan     // the operation's plan, starting from Before
}

// Reading is a list of calls with their operations.
type Reading struct {
	Parts []Recognised
	// Predicted is the pool after all known calls that are not refused.
	Predicted *Snapshot
	// Unknown says that some calls are unknown. Predicted does not include their effects.
	Unknown bool
}

// Watch lists what must be read in addition to the pool before Read.
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

// Read plans the calls as if mpool had made them, all mined at time at, one after the other.
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

// planAs plans an operation and returns the number of calls that it makes: all of the plan's, or 0
// if they differ.
func planAs(op Operation, before *Snapshot, at units.Time, calls []Call) (*Plan, int) {
	plan, err := op.Plan(before, at)
	if err != nil {
		return nil, 0
	}
	if len(plan.Calls) == 0 {
		if plan, err = again(op, before, plan); err != nil {
			return nil, 0
		}
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

// refuseSenders adds a refusal for each call with a wrong sender. It comes first, as the contract
// checks it first.
func refuseSenders(plan *Plan, calls []Call) {
	for i := len(plan.Calls) - 1; i >= 0; i-- {
		want, is := plan.Calls[i].From, calls[i].From
		if want != is {
			plan.Findings = append([]Finding{{Refuse, senderCode(plan, i),
				fmt.Sprintf("%s is sent by %s, but only %s may send it", plan.Calls[i].Method, is, want), "", "check the pool and the Safe"}}, plan.Findings...)
		}
	}
}

// senderCode is the contract's error for a wrong sender. It is "sender" for tokens, which accept
// any sender.
func senderCode(plan *Plan, call int) string {
	switch plan.Calls[call].To {
	case plan.Predicted.Pool.Address:
		return "BAL#401"
	case plan.Predicted.Pool.Vault:
		return "BAL#502"
	}
	return "sender"
}
