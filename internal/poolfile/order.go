package poolfile

import (
	"fmt"
	"slices"

	"mpool/internal/units"
)

// leastTokens is how many tokens a pool has at the least.
const leastTokens = 2

// order puts the steps into the order that works, and leaves to a later run what does not
// work now: doors that are to be shut first; then one token at a time, each a plan of its
// own that shuts and opens the pool around itself; then settings, weights behind tokens
// because each token moves all weights; doors that are to be opened last.
func (c *comparison) order() {
	switch {
	case len(c.d.Refusals) > 0:
	case c.half != "":
		c.hold()
	case !c.sameTokens():
		c.orderTokens()
	default:
		c.d.Steps = slices.Concat(c.shuts, c.settles, c.weighs, c.opens)
	}
}

// hold does nothing but shut what is to be shut.
func (c *comparison) hold() {
	c.d.Steps = c.shuts
	if n := len(c.settles) + len(c.weighs) + len(c.adds) + len(c.removes); n > 0 {
		c.wait(fmt.Sprintf("%d operations", n), c.half, 0)
		c.d.Half = c.half
	}
}

// orderTokens does what shuts, and then one token: a removal first, for the pool holds 50
// at the most, unless it has too few.
func (c *comparison) orderTokens() {
	c.d.Steps = c.shuts
	tokens := slices.Concat(c.removes, c.adds)
	if len(c.now.Tokens) <= leastTokens {
		tokens = slices.Concat(c.adds, c.removes)
	}
	switch now := c.now.Block.Time; {
	case len(c.shuts) > 0:
		c.later(tokens, "the pool is shut first")
	case now < c.now.Weights.End && c.weightsMove():
		c.wait(tokens[0].Does, "a weight change is running: tokens cannot be added or removed until it ends (BAL#348, BAL#349)", c.now.Weights.End)
		c.later(tokens[1:], "one token at a time")
	default:
		c.d.Steps = tokens[:1]
		c.later(tokens[1:], "one token at a time")
	}
	c.later(slices.Concat(c.settles, c.weighs, c.opens), "tokens come first")
	if c.w.weighted() {
		c.wait("weights", "tokens come first: each one moves all weights", 0)
	}
}

// weightsMove says whether a change of the weights is under way or to come. The contract
// refuses tokens before the end of one that changes nothing, too.
func (c *comparison) weightsMove() bool { return c.now.Weights.Start < c.now.Weights.End }

func (c *comparison) later(steps []Step, why string) {
	for _, s := range steps {
		c.wait(s.Does, why, 0)
	}
}

// behindQueue compares the file with the pool after the queue of its Safe: what the queue
// closes is in progress, and the rest can follow when it is executed.
func (c *comparison) behindQueue() error {
	on := c.on
	on.State, on.Members, on.Behind, on.BehindMembers = c.on.Behind, c.on.BehindMembers, nil, nil
	rest, err := Compare(c.w, on)
	if err != nil {
		return err
	}
	const why = "a transaction in the Safe's queue does it"
	for i := range c.d.Differences {
		d := &c.d.Differences[i]
		if left := find(rest, d.Field); d.Standing != Unknown && (left == nil || left.Standing == Underway) {
			d.Standing, d.Why = Underway, why
		}
	}
	if n := len(rest.Steps); n > 0 {
		c.wait(fmt.Sprintf("%d operations", n), "the transactions in the Safe's queue come first", 0)
	}
	c.todo = todo{}
	return nil
}

func find(d *Drift, field string) *Difference {
	for i := range d.Differences {
		if d.Differences[i].Field == field {
			return &d.Differences[i]
		}
	}
	return nil
}

// Again is when to come again: the first moment at which something that waits can be
// done; 0: nothing waits for a time.
func (d *Drift) Again() (at units.Time) {
	for _, w := range d.Waits {
		if w.At > 0 && (at == 0 || w.At < at) {
			at = w.At
		}
	}
	return at
}
