package review

// ExecutedElsewhere is shown for transactions that mpool safe exec would refuse.
const ExecutedElsewhere = "mpool cannot execute this, because it has calls other than known operations of one pool; execute it with the Safe web app"

// Elsewhere says that a batch is none that mpool safe exec executes: what it does
// could be neither predicted nor verified.
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
