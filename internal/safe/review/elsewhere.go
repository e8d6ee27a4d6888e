package review

// ExecutedElsewhere is shown for transactions that mpool safe exec would refuse.
const ExecutedElsewhere = "mpool cannot execute this, because it has calls other than known operations of one pool; execute it with the Safe web app"

// Elsewhere says that mpool safe exec does not execute the batch, because mpool cannot predict and
// verify its effect.
func (c *Checker) Elsewhere() bool {
	if c.planned || OnlyVoids(c.Safe, c.Batch.All()) {
		return false
	}
	for _, call := range c.View.Calls {
		if call.Recognised == "" {
			return true
		}
	}
	return len(c.View.Pools) != 1
}
