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
	n := len(c.settles) + len(c.weighs) + len(c.adds) + len(c.removes)
	if n > 0 {
		c.wait(operations(n), c.half, 0)
	}
	if n > 0 || slices.ContainsFunc(c.d.Differences, func(d Difference) bool { return d.Why == c.half }) {
		c.d.Half = c.half
	}
	if c.d.Half != "" && !c.begun {
		c.d.Finish = c.on.Finish
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

// queueFirst says why a step waits.
const queueFirst = "the transactions in the Safe's queue come first"

// behindQueue compares the file with the pool after its Safe's queue too: what the queue closes is in
// progress, what it opens is drift after the queue, and the rest waits until the queue is executed. Only
// doors to shut do not wait.
func (c *comparison) behindQueue() error {
	on := c.on
	on.State, on.Members, on.Behind, on.BehindMembers = c.on.Behind, c.on.BehindMembers, nil, nil
	rest, err := Compare(c.w, on)
	if err != nil {
		return err
	}
	for i := range c.d.Differences {
		if d := &c.d.Differences[i]; d.open() {
			d.afterQueue(find(rest, d.Field))
		}
	}
	for _, left := range rest.Differences {
		c.opened(left)
	}
	shuts := slices.DeleteFunc(c.shuts, func(s Step) bool { return !rest.does(s) })
	if n := len(rest.Steps) - len(shuts); n > 0 {
		c.wait(operations(n), queueFirst, 0)
	}
	c.todo = todo{shuts: shuts}
	return nil
}

// open reports whether a difference is drift that nothing closes yet.
func (d *Difference) open() bool { return d.Standing == Drifted || d.Standing == Held }

// afterQueue makes a difference one in progress if the queue closes it. left is what differs after the
// queue.
func (d *Difference) afterQueue(left *Difference) {
	if left == nil || left.Standing == Underway {
		d.Standing, d.Why = Underway, "a transaction in the Safe's queue makes this change"
	}
}

// opened adds a difference that a transaction in the queue makes.
func (c *comparison) opened(left Difference) {
	now := find(c.d, left.Field)
	if !left.open() || now != nil && now.Standing != Underway {
		return
	}
	why := "a transaction in the Safe's queue makes this difference"
	if left.Standing == Drifted && left.Why != "" {
		why += ": " + left.Why
	}
	left.Standing, left.Why = AfterQueue, why
	if now != nil {
		*now = left
	} else {
		c.d.Differences = append(c.d.Differences, left)
	}
}

// does reports whether a step is one of those that are done now.
func (d *Drift) does(step Step) bool {
	return slices.ContainsFunc(d.Steps, func(s Step) bool {
		return s.Item.Operation == step.Item.Operation && slices.Equal(s.Fields, step.Fields)
	})
}

func operations(n int) string {
	if n == 1 {
		return "1 operation"
	}
	return fmt.Sprintf("%d operations", n)
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
