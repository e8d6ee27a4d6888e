// Package recognise tells which operations of mpool a list of calls is, byte by byte, and what a mined
// call did to a pool. It guesses nothing.
package recognise

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/ops"
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
	Operation    ops.Operation // nil: unknown, or unrelated to this pool
	Before       *ops.Snapshot // the state after the earlier calls
	Plan         *ops.Plan     // the operation's plan, starting from Before
}

// Reading is a list of calls with their operations.
type Reading struct {
	Parts []Recognised
	// Predicted is the pool after all known calls that are not refused.
	Predicted *ops.Snapshot
	// Unknown says that some calls are unknown. Predicted does not include their effects.
	Unknown bool
}

// Watch lists what must be read in addition to the pool before Read.
func (r *Recogniser) Watch(calls []ops.Call, pool *ops.Snapshot) ops.Watch {
	var w ops.Watch
	for i := range calls {
		for _, op := range r.candidates(calls[i:], pool) {
			if watching, more := op.(ops.Watching); more {
				w = w.And(watching.Watch(pool))
			}
		}
	}
	return w
}

// Read plans the calls as if mpool had made them, all mined at time at, one after the other.
func (r *Recogniser) Read(before *ops.Snapshot, at units.Time, calls []ops.Call) (*Reading, error) {
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

func (r *Reading) add(part Recognised, calls []ops.Call) {
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
func planAs(op ops.Operation, before *ops.Snapshot, at units.Time, calls []ops.Call) (*ops.Plan, int) {
	plan, err := ops.PlanAnyway(op, before, at)
	if err != nil || len(plan.Calls) == 0 || len(plan.Calls) > len(calls) {
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
func refuseSenders(plan *ops.Plan, calls []ops.Call) {
	for i := len(plan.Calls) - 1; i >= 0; i-- {
		want, is := plan.Calls[i].From, calls[i].From
		if want != is {
			plan.Findings = append([]ops.Finding{{Severity: ops.Refuse, Code: senderCode(plan, i),
				Summary: fmt.Sprintf("%s is sent by %s, but only %s may send it", plan.Calls[i].Method, is, want), Hint: "check the pool and the Safe"}}, plan.Findings...)
		}
	}
}

// senderCode is the contract's error for a wrong sender. It is "sender" for tokens, which accept
// any sender.
func senderCode(plan *ops.Plan, call int) string {
	switch plan.Calls[call].To {
	case plan.Predicted.Pool.Address:
		return "BAL#401"
	case plan.Predicted.Pool.Vault:
		return "BAL#502"
	}
	return "sender"
}
