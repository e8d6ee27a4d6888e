package poolfile

import (
	"fmt"
	"slices"

	"mpool/internal/units"
)

// leastTokens is the smallest number of tokens of a pool.
const leastTokens = 2

// order puts the steps into an order that works, and leaves to a later run what does not work now.
// First come doors to shut. Then comes one token at a time, because each shuts and opens the pool in a
// plan of its own. Then come settings and weights: weights come after tokens, because each token
// changes all weights. Doors to open come last.
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

// hold keeps only the steps that shut doors.
func (c *comparison) hold() {
	c.d.Steps = c.shuts
	if n := len(c.settles) + len(c.weighs) + len(c.adds) + len(c.removes); n > 0 {
		c.wait(fmt.Sprintf("%d operations", n), c.half, 0)
		c.d.Half = c.half
	}
}

// orderTokens keeps the steps that shut doors, or the step for one token. Removals come first, because
// a pool has at most 50 tokens, unless it has only two.
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

// weightsMove reports whether the weights have a gradual change. Until a change ends, the contract
// refuses to add or remove tokens, even if the change leads to the same weights.
func (c *comparison) weightsMove() bool { return c.now.Weights.Start < c.now.Weights.End }

func (c *comparison) later(steps []Step, why string) {
	for _, s := range steps {
		c.wait(s.Does, why, 0)
	}
}

// behindQueue compares the file with the pool after its Safe's queue: what the queue closes is in
// progress, and the rest waits until the queue is executed. What is in progress already keeps its cause.
func (c *comparison) behindQueue() error {
	on := c.on
	on.State, on.Members, on.Behind, on.BehindMembers = c.on.Behind, c.on.BehindMembers, nil, nil
	rest, err := Compare(c.w, on)
	if err != nil {
		return err
	}
	const why = "a transaction in the Safe's queue makes this change"
	for i := range c.d.Differences {
		d := &c.d.Differences[i]
		if left := find(rest, d.Field); (d.Standing == Drifted || d.Standing == Held) && (left == nil || left.Standing == Underway) {
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

// Again returns the first time at which a waiting step can be done; 0 if no step waits for a time.
func (d *Drift) Again() (at units.Time) {
	for _, w := range d.Waits {
		if w.At > 0 && (at == 0 || w.At < at) {
			at = w.At
		}
	}
	return at
}
