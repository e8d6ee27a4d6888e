package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/effect"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// judgePlanned applies all rules about receivers to a plan: anybody can have written its file.
func (c *Checker) judgePlanned() {
	k := c.knownAddresses()
	rules := append(k.given(), k.coins, k.creates, k.adds, k.paysOut, func(c Call) []ops.Finding { return putsIn(k, c) })
	for i := range c.View.Calls {
		c.View.Calls[i].apply(rules)
	}
}

// paysOut refuses a trade of a plan, or a move of internal balances, that pays an account that the
// user did not name. For batches, the rule vaultGives does it.
func (k knownAddresses) paysOut(c Call) []ops.Finding {
	switch does := c.does.(type) {
	case deed.SetRelayer:
		return relayer(does)
	case deed.Trade:
		if to := does.Whose().Recipient; !k.own(to) {
			return k.sends("vault.sends", paidBy(does), to)
		}
	case deed.UserBalance:
		if found := k.userBalance(does); found[0].Code != "vault.balance" {
			return found
		}
	}
	return nil
}

// putsIn reports who can take what a trade of a plan puts into a pool, and refuses as for a batch: the author
// of a plan names managers for themselves alone. For batches, the rule vaultGives does it.
func putsIn(k knownAddresses, c Call) []ops.Finding {
	var found []ops.Finding
	switch does := c.does.(type) {
	case deed.Join:
		found = k.entrusted(deed.PoolOf(does.Pools[0]), does.Way == deed.FirstJoin)
	case deed.Swap:
		found = k.entrusted(does.Out, false)
	}
	return slices.DeleteFunc(found, func(f ops.Finding) bool { return f.Severity != ops.Refuse }) // the planner warns
}

// paidBy is what a trade pays out.
func paidBy(trade deed.Trade) string {
	switch does := trade.(type) {
	case deed.Join:
		return "the BPT for tokens that the Safe adds to " + does.Pools[0].Hex()
	case deed.Exit:
		return "the tokens withdrawn from the pool " + does.Pools[0].Hex()
	}
	return "the output of a swap"
}

// stateOf is the state of the pool that a plan is about. Before its creation a pool has no owner and no
// asset managers, so that of a creation is the state after.
func stateOf(p *planner.Proposal) *ops.Snapshot {
	if _, creates := safe.InnerOperation(p.Plan).(newpool.CreatePool); creates {
		return p.Plan.Predicted
	}
	return p.Before
}

// tellCreation says what a call creates, and who gets the rights over it where that is not the Safe.
func (c *Call) tellCreation(of common.Address) {
	d, is := c.does.(deed.Create)
	if !is {
		return
	}
	c.Summary = effect.CreateWords(named.Pool(d.Title), len(d.Tokens), units.Fixed(d.SwapFee))
	if of == (common.Address{}) {
		return
	}
	op := newpool.CreatePool{Sender: of, Owner: d.Owner}
	for _, manager := range d.Managers {
		op.Tokens = append(op.Tokens, newpool.NewToken{AssetManager: manager})
	}
	c.Summary += effect.CreatedFor(op)
}

// operates says that a call of a plan is part of an operation that mpool has planned, not a trade, whose
// result depends on the pool's state, nor a move of internal balances.
func (c Call) operates() bool {
	switch c.does.(type) {
	case deed.Trade, deed.UserBalance, deed.SetRelayer:
		return false
	}
	return c.Call != nil
}
