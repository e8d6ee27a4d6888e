package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// Operation is a change of a pool, as the user asked for it. It is plain data with absolute times,
// so that a later plan has the same calls.
type Operation interface {
	// Name is the command's name, such as "weights-update".
	Name() string
	// Plan computes the calls, the state after them if they are mined at time at, and the findings.
	// It returns an error only if the operation is not valid for this pool.
	Plan(before *Snapshot, at units.Time) (*Plan, error)
}

// Plan is what an operation will do, as data.
type Plan struct {
	Operation Operation
	Base      Block // the block at which Before was read
	// Before is the state that the plan starts from, so that a machine without a node can plan it
	// again. It may be nil. What mpool sends never depends on it.
	Before *Snapshot
	At     units.Time // the time of mining that Predicted assumes
	// Calls are in the order in which they must be mined. A refused plan also has them if they can
	// be built. Only tests use those, to compare with the contracts; mpool never sends or shows
	// them.
	Calls []Call
	// After is the state after each call; the last one is Predicted. It is not part of a plan file.
	After     []*Snapshot
	Predicted *Snapshot
	Findings  []Finding
	// Needless says why the only call has no effect; "" if it has one. It is not part of a plan
	// file.
	Needless string
	// Moments are later times at which mpool shows and checks the state, such as the middle and the
	// end of a ramp. They do not affect the calls.
	Moments []units.Time
	// Moves is the weight change that the plan starts, for its arbitrage cost. It is nil if there
	// is none. It is not part of a plan file.
	Moves *weightcost.Move
	// Replayed is the arbitrage cost of that weight change in a replay with gas and the swap fee.
	// It is nil without a replay. It is not part of a plan file.
	Replayed *units.Fixed
	// Loses is the share of a trade's value that swap fee and price impact take. With LosesOutside
	// it is the share lost at outside prices. It is nil without a trade or a price. It is not part
	// of a plan file.
	Loses        *units.Fixed
	LosesOutside bool
	// Gives is the arbitrage cost of a mispriced deposit, as a share of the pool. It is nil without
	// a deposit or a price. It is not part of a plan file.
	Gives *units.Fixed
	// Dilutes is the share of their value that LPs lose by a mint, or by a withdrawal without a
	// fair burn; nil if they lose
	// nothing.
	Dilutes *units.Fixed
	// Turn is the Safe's nonce that the plan waits for, after the transactions that were queued at
	// planning. It is nil if nothing was queued.
	Turn *SafeTurn
	// Safes are the senders of calls that are Safes.
	Safes []common.Address
	// Figures are the operation's current figures. Tolerance is how far each may move before the
	// plan is stale, as a share; zero means DefaultTolerance.
	Figures   []Figure
	Tolerance units.Fixed
	// Guards are the limits of the pool file that the plan was made from. It is nil without limits.
	Guards *Guards
	// GasFee is the most that the plan showed as its gas fee, in wei. It is nil if the gas of some calls
	// was unknown.
	GasFee *units.Wei
	// Shifts is the largest jump of a weight because a token is added or removed. It is nil if
	// there is none. It is not part of a plan file.
	Shifts *units.Fixed
	// Window is the time in which a token has no balance. It is nil if there is none, or if all
	// calls are one transaction. It is not part of a plan file.
	Window *Window
	// Exposes is the share of the pool that a trader can take from the state after the plan, beyond
	// what was possible before. It is nil if that is zero or was not computed. It is not part of a
	// plan file.
	Exposes *units.Fixed
	// Deviates is the largest difference between the pool's prices and the feeds' prices. It is nil
	// if no feed was read. It is not part of a plan file.
	Deviates *units.Fixed
	// Unchecked says that Deviates does not cover every token. It is not part of a plan file.
	Unchecked bool
}

// SafeTurn is the Safe's transaction that a plan will be.
type SafeTurn struct {
	Safe  common.Address `json:"safe"`
	Nonce uint64         `json:"nonce"`
	// Ahead are the queued transactions with lower nonces at planning. The plan is stale once
	// anything else is executed in their place.
	Ahead []SafeAhead `json:"ahead,omitempty"`
}

// SafeAhead is a Safe's transaction that must be executed before a plan.
type SafeAhead struct {
	Nonce uint64      `json:"nonce"`
	Hash  common.Hash `json:"safe_tx_hash"` // computed from its fields
}

// Then appends a call and the state after it.
func (p *Plan) Then(call Call, after *Snapshot) {
	p.Calls = append(p.Calls, call)
	p.After = append(p.After, after)
	p.Predicted = after
}

// Call is one transaction to send.
type Call struct {
	From   common.Address
	To     common.Address
	Data   []byte
	Value  uint256.Int // wei
	Method string      // the function's signature, for people
	Args   []Arg       // the arguments in Data, for people
	Why    string
}

// Arg is an argument of a call as mpool shows it. Data is never built from it.
type Arg struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Severity is the weight of a finding.
type Severity string

// Refuse stops the plan with exit code 3, Warn asks for attention, and Note informs.
const (
	Refuse Severity = "refuse"
	Warn   Severity = "warn"
	Note   Severity = "note"
)

// Finding is something that the owner should know before the plan is sent.
type Finding struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // stable: "BAL#302", "policy.min_duration"
	Summary  string   `json:"summary"`
	Detail   string   `json:"detail,omitempty"`
	Hint     string   `json:"hint,omitempty"`
}

// AmountArg is an amount as arguments of calls show it: in smallest units, then in whole tokens.
func AmountArg(a units.Amount) string { return fmt.Sprintf("%s (%s)", a.Raw.Dec(), a) }
