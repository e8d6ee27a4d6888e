package poolfile

import (
	"mpool/internal/batch"
	"mpool/internal/ops"
	"mpool/internal/units"

	"github.com/ethereum/go-ethereum/common"
)

// Situation is the state of a pool at a time, and other facts that a comparison needs.
type Situation struct {
	State   *ops.Snapshot    // the comparison is for its block's time
	Members []common.Address // addresses on the allowlist; needed only if the file names members
	// Behind is the pool after the transactions queued in its owner Safe; nil if none are queued or
	// nobody asked. BehindMembers is the allowlist then.
	Behind        *ops.Snapshot
	BehindMembers []common.Address
	// Unfinished is an operation that this machine began and did not finish; empty: none.
	Unfinished string
	// Closed is an operation that this machine began and closed half way; empty: none. Finish is the
	// command that finishes it; empty if none is known.
	Closed, Finish string
	// Reopen is true if the user asked in this run to open what is shut.
	Reopen bool
	// Interval is the number of seconds between arbitrage trades, for max_arbitrage_cost of a pace.
	Interval units.Time
	// ProtocolShare is the protocol's current share of AUM fees, which the pool would copy; nil if it
	// was not read.
	ProtocolShare *units.Fixed
	// Target holds the weights that the strategy wants now; nil: no strategy.
	Target *Target
}

// Target is a strategy's decision about the weights.
type Target struct {
	Weights []ops.TokenWeight // in the pool's order; nil: no change now
	For     units.Time        // duration of the change in seconds
	Why     string
	Next    units.Time // time of the strategy's next decision
}

// Standing says what happens with a difference between file and pool.
type Standing string

// The standings of a difference.
const (
	Drifted    Standing = "drift"                 // an operation of the plan closes it, now or later
	AfterQueue Standing = "drift after the queue" // a transaction in the Safe's queue makes it
	Underway   Standing = "in progress"           // a change or an operation that has begun closes it
	Held       Standing = "held"                  // a door is shut, and opens only if the user asks for it, or nothing goes on with a half done operation
	Unknown    Standing = "unknown"               // the pool's current state does not show it
)

// Difference is a field of the pool that differs from the file.
type Difference struct {
	Field    string   `json:"field"`
	Standing Standing `json:"standing"`
	Is       string   `json:"is"`
	Wanted   string   `json:"wanted"`
	Why      string   `json:"why,omitempty"`
}

// Step is an operation that closes a difference, in the form of a batch file.
type Step struct {
	Fields []string   `json:"fields"`
	Item   batch.Item `json:"-"`
	Does   string     `json:"does"`
}

// Wait is something that cannot be done yet.
type Wait struct {
	What string     `json:"what"`
	Why  string     `json:"why"`
	At   units.Time `json:"at"` // when to compare again; 0: after the earlier steps
}

// Drift is the result of a comparison: the differences and what to do about them.
type Drift struct {
	Differences []Difference  `json:"differences"`
	Steps       []Step        `json:"steps"` // what to do now, in an order that works
	Waits       []Wait        `json:"waits"`
	Refusals    []ops.Finding `json:"-"` // statements of the file that do not hold
	// Half says why changes are held back: an operation is half done. Finish is the command that finishes
	// it; empty if none is known.
	Half, Finish string `json:"-"`
}

// Closed reports whether nothing is left to do; changes in progress do not count.
func (d *Drift) Closed() bool {
	for _, x := range d.Differences {
		if x.Standing == Drifted || x.Standing == AfterQueue || x.Standing == Held {
			return false
		}
	}
	return len(d.Refusals) == 0
}

// Compare compares a pool with a file. It is pure: the same file, situation and time give the same
// result. It never undoes or restarts what is in progress, and it opens no door while a token may be
// half added or half removed.
func Compare(w *Want, on Situation) (*Drift, error) {
	c := &comparison{w: w, on: on, now: on.State, d: new(Drift)}
	var err error
	if c.half, c.begun, err = halfDone(on); err != nil {
		return nil, err
	}
	c.asserts()
	c.compare()
	if on.Behind != nil {
		if err := c.behindQueue(); err != nil {
			return nil, err
		}
	}
	c.order()
	return c.d, nil
}

// comparison is one run of Compare.
type comparison struct {
	w    *Want
	on   Situation
	now  *ops.Snapshot
	d    *Drift
	half string // why the pool seems to be half way through an operation; empty: it does not
	// begun is true if mpool resume goes on with that operation on this machine.
	begun bool
	todo
}

// todo holds the steps by kind, before they are ordered.
type todo struct {
	shuts, settles, weighs, opens []Step
	adds, removes                 []Step
}

func (c *comparison) compare() {
	c.tokens()
	c.switches()
	c.allowlist()
	c.fees()
	c.breakers()
	c.weights()
}

func (c *comparison) differ(field string, s Standing, is, wanted, why string) {
	c.d.Differences = append(c.d.Differences, Difference{field, s, is, wanted, why})
}

func (c *comparison) wait(what, why string, at units.Time) {
	c.d.Waits = append(c.d.Waits, Wait{what, why, at})
}

// step returns an operation for a field; given are the values of its batch fields.
func step(field, does, operation string, given ...batch.Given) Step {
	return Step{Fields: []string{field}, Does: does, Item: batch.Item{Operation: operation, Given: given}}
}

func give(name string, values ...string) batch.Given { return batch.Given{Name: name, Values: values} }
