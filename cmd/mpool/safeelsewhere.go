package main

// executedElsewhere is said of what mpool safe exec would refuse.
const executedElsewhere = "mpool does not execute it, for it is not of one pool's known operations alone: other programs do, such as the Safe's own"

// elsewhere says that a batch is none that mpool safe exec executes: what it does
// could be neither predicted nor verified.
func (c *checker) elsewhere() bool {
	if c.planned || onlyVoids(c.safe, c.batch.All()) {
		return false
	}
	for _, call := range c.view.Calls {
		if call.Recognised == "" {
			return true
		}
	}
	return len(c.view.Pools) != 1
}
