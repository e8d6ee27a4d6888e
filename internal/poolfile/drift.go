package poolfile

import (
	"mpool/internal/batch"
	"mpool/internal/ops"
	"mpool/internal/units"

	"github.com/ethereum/go-ethereum/common"
)

// Situation is a pool at a time, with what is known apart from its state.
type Situation struct {
	State   *ops.Snapshot    // its block's time is the time that counts
	Members []common.Address // who is on the allowlist; needed only where the file names members
	// Behind is the pool behind what waits for the Safe that owns it; nil: nothing waits,
	// or nobody has looked. BehindMembers are those on the allowlist then.
	Behind        *ops.Snapshot
	BehindMembers []common.Address
	// Unfinished says which operation is recorded as begun and not finished; empty: none.
	Unfinished string
	// Reopen says that the user asked in this run to open what is shut.
	Reopen bool
	// Interval is how often arbitrage comes by, for a pace of max_arbitrage_cost.
	Interval units.Time
	// ProtocolShare is the protocol's current share of AUM fees, which the pool would take
	// over; nil: nobody has read it.
	ProtocolShare *units.Fixed
	// Target are the weights that a strategy wants now; nil: there is none.
	Target *Target
}

// Target is what a strategy wants of the weights.
type Target struct {
	Weights []ops.TokenWeight // in the pool's order; nil: nothing is to be done now
	For     units.Time        // seconds that the change takes
	Why     string
	Next    units.Time // when the strategy decides again
}

// Standing is how a field of the file stands to the pool.
type Standing string

// The standings of a field that differs between pool and file.
const (
	Drifted  Standing = "drift"       // an operation closes it, now or later
	Underway Standing = "in progress" // it closes by itself, or by an operation that has begun
	Held     Standing = "held"        // a door is shut, and opened only where that is asked for
	Unknown  Standing = "unknown"     // the pool does not show it now
)

// Difference is a field of the pool that differs from the file.
type Difference struct {
	Field    string   `json:"field"`
	Standing Standing `json:"standing"`
	Is       string   `json:"is"`
	Wanted   string   `json:"wanted"`
	Why      string   `json:"why,omitempty"`
}

// Step is an operation that closes a difference, as a batch file would ask for it.
type Step struct {
	Fields []string   `json:"fields"`
	Item   batch.Item `json:"-"`
	Does   string     `json:"does"`
}

// Wait is what cannot be done yet.
type Wait struct {
	What string     `json:"what"`
	Why  string     `json:"why"`
	At   units.Time `json:"at"` // when to come again; 0: as soon as what comes before is done
}

// Drift is how a pool stands to a file, and what to do about it.
type Drift struct {
	Differences []Difference  `json:"differences"`
	Steps       []Step        `json:"steps"` // for now, in the order that works
	Waits       []Wait        `json:"waits"`
	Refusals    []ops.Finding `json:"-"` // assertions of the file that do not hold
	// Half is why changes that the file wants are held back: something is half done.
	Half string `json:"-"`
}

// Closed says whether nothing is left to do: what is in progress does not count.
func (d *Drift) Closed() bool {
	for _, x := range d.Differences {
		if x.Standing == Drifted || x.Standing == Held {
			return false
		}
	}
	return len(d.Refusals) == 0
}

// Compare compares a pool with a file. It is pure: the same file, situation and time give
// the same result. It never undoes or restarts what is in progress, and it opens no door
// while a token may be half added or half removed.
func Compare(w *Want, on Situation) (*Drift, error) {
	c := &comparison{w: w, on: on, now: on.State, d: new(Drift)}
	var err error
	if c.half, err = halfDone(on); err != nil {
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
	half string // why the pool is taken to be half way; empty: it is not
	todo
}

// todo are the steps by kind, before they are put in order.
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

// step asks for an operation: given are names of fields, each with a value behind it.
func step(field, does, operation string, given ...batch.Given) Step {
	return Step{Fields: []string{field}, Does: does, Item: batch.Item{Operation: operation, Given: given}}
}

func give(name string, values ...string) batch.Given { return batch.Given{Name: name, Values: values} }
