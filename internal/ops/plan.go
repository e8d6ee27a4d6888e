package ops

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Operation is one thing that an owner wants done to a pool. It is plain data
// with absolute times, so that planning it again later gives the same calls.
type Operation interface {
	// Name is the command's name: "weights-update".
	Name() string
	// Plan works out the calls, the state after them if they are mined at the
	// time at, and what the owner should know. It returns an error only where
	// the operation makes no sense for this pool at all.
	Plan(before *Snapshot, at units.Time) (*Plan, error)
}

// Plan is what an operation will do, as data.
type Plan struct {
	Operation Operation
	Base      Block // where the state that it rests on was read
	// Before is the state that it rests on, so that a machine without a node can
	// plan it again; nil where nobody keeps it. What is sent never rests on it.
	Before *Snapshot
	At     units.Time // the time of mining that Predicted assumes
	// Calls are in the order in which they have to be mined. A refused plan has
	// them too where they can be built, for tests to hold against the contracts:
	// nothing ever sends or shows those.
	Calls []Call
	// After is the state after each call, the last of them Predicted. It is not
	// part of a plan file.
	After     []*Snapshot
	Predicted *Snapshot
	Findings  []Finding
	// Moments are the later times at which the state is shown and checked, such
	// as a ramp's half way and end. They are not part of what is sent.
	Moments []units.Time
	// Moves is the weight change that the plan begins, for its price; nil where
	// it begins none. It is not part of a plan file.
	Moves *WeightMove
	// Replayed is what that weight change gives to arbitrage when it is played through with
	// gas and the swap fee; nil where nobody did. It is not part of a plan file.
	Replayed *units.Fixed
	// Loses is the share of what a trade pays that swap fee and price impact take, or, with
	// LosesOutside, that is lost by outside prices; nil where there is no such trade, or no
	// price. It is not part of a plan file.
	Loses        *units.Fixed
	LosesOutside bool
	// Gives is the share of the pool that a mispriced deposit gives to arbitrage;
	// nil where there is none to price. It is not part of a plan file.
	Gives *units.Fixed
	// Dilutes is the share of their value that LPs lose by a mint; nil if they lose
	// nothing.
	Dilutes *units.Fixed
	// Turn is the nonce of a Safe behind what waited for it when this was planned on
	// that; nil where nothing was.
	Turn *SafeTurn
	// Safes are those of the calls' senders that were found to be Safes.
	Safes []common.Address
	// Figures are the operation's current numbers. Tolerance says how far each may move
	// before the plan is stale, as a share of it; zero: DefaultTolerance.
	Figures   []Figure
	Tolerance units.Fixed
	// Guards are the limits of the pool file that it was made of; nil: there are none.
	Guards *Guards
	// Shifts is how far a weight moves at once because a token comes or goes; nil
	// where none does. It is not part of a plan file.
	Shifts *units.Fixed
	// Window is the time in which a token has no balance; nil where it is in one
	// transaction, or there is none. It is not part of a plan file.
	Window *Window
	// Exposes is the share of the pool that a trader can take from the state that the plan
	// leaves; nil if that is nothing, or was not computed. It is not part of a plan file.
	Exposes *units.Fixed
	// Deviates is how far the pool's prices are from feeds', at the most; nil where no feed
	// was read. It is not part of a plan file.
	Deviates *units.Fixed
	// Unchecked says that Deviates is not known of each token. It is not part of a plan file.
	Unchecked bool
}

// SafeTurn is which of a Safe's transactions a plan was made to be.
type SafeTurn struct {
	Safe  common.Address `json:"safe"`
	Nonce uint64         `json:"nonce"`
	// Ahead is what waited then, with the nonces before this one: the plan is stale as
	// soon as anything else is executed in their place.
	Ahead []SafeAhead `json:"ahead,omitempty"`
}

// SafeAhead is a transaction of a Safe that a plan was made behind.
type SafeAhead struct {
	Nonce uint64      `json:"nonce"`
	Hash  common.Hash `json:"safe_tx_hash"` // computed from its fields
}

// then adds a call and the state after it.
func (p *Plan) then(call Call, after *Snapshot) {
	p.Calls = append(p.Calls, call)
	p.After = append(p.After, after)
	p.Predicted = after
}

// Call is one transaction to be sent.
type Call struct {
	From   common.Address
	To     common.Address
	Data   []byte
	Value  uint256.Int // wei
	Method string      // the contract's signature, for people
	Args   []Arg       // what Data holds, for people
	Why    string
}

// Arg is one argument of a call as it is shown: never used to build Data.
type Arg struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Severity orders findings.
type Severity string

// Refuse stops the plan with exit code 3; warn asks for attention; note informs.
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
