package review

// ExecutedElsewhere is said of what mpool safe exec would refuse.
const ExecutedElsewhere = "mpool does not execute it, for it is not of one pool's known operations alone: other programs do, such as the Safe's own"

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
