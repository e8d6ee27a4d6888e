package main

// forDevelopment says that what is sent there is worth nothing.
func (c chainID) forDevelopment() bool { return c == developmentChain || c == gethDevelopmentChain }

// gethDevelopmentChain is what geth --dev calls itself.
const gethDevelopmentChain = 1337

// refuseUnnamed wants that somebody has named the chain before anything is sent: which
// one it is would be the node's word alone. A question on the terminal names it too.
func (a *app) refuseUnnamed(on chainID, args []string, yes bool) error {
	if on.forDevelopment() || a.settings.Chain != 0 || !yes && a.interactive() {
		return nil
	}
	if pool, err := a.settings.choosePool(args); err == nil && pool.Chain != 0 {
		return nil
	}
	return fail(exitRefused, "chain.unnamed", "the node says that it is on %s, and nobody has named the chain", on).
		withHint("add --chain %s, or set it in the configuration", on)
}
