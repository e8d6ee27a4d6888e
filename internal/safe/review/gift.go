package review

import (
	"math/big"

	"mpool/internal/effect"
	"mpool/internal/exposure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// givesAway refuses a plan that raises the value of the pool's BPT by more than max_arbitrage_cost, or
// 0.5%: by a deposit without BPT for it, or by a burn of BPT for less than they are worth. The LPs get
// that, and everyone who joins before. The Safe may mean it: then it names the pool with --recipient.
// What is only reported as a gain counts elsewhere. A deposit of an asset manager beyond what it owes may
// be no part of the pool at all: who has joined before can have made the pool as large as it needs.
func givesAway(c *Checker, pool *ops.Snapshot, plan *ops.Plan) []ops.Finding {
	if plan.Predicted == nil {
		return nil
	}
	is := effect.ReportedIn(pool, plan.Predicted)
	if is.Gift.Sign() > 0 {
		return c.gift(pool, "its deposit is a gift of "+effect.ShareText(is.Gift)+" of the pool's value to all LPs, and to everyone who joins before: the Safe gets no BPT for it")
	}
	raised, known := exposure.Raised(pool, plan)
	if !known || addsUnpriced(c, pool) || raised.Sub(raised, is.Gain).Cmp(mostGiven(c)) <= 0 { // the rule adds refuses a token without a price
		return nil
	}
	return c.gift(pool, "it gives "+effect.ShareText(raised)+" of the pool's value to all LPs, and to everyone who joins before: the Safe gets no BPT for what it pays, or too little")
}

// gift refuses a gift to a pool that the user did not name.
func (c *Checker) gift(pool *ops.Snapshot, words string) []ops.Finding {
	at := pool.Pool.Address
	return []ops.Finding{c.Flags.unless(toPay, at, ops.Finding{Code: "pool.gift", Summary: words,
		Hint: "use the fair mint or burn; if you mean the gift, use --recipient " + at.Hex()})}
}

// mostGiven is the largest accepted gift, as a share of the pool.
func mostGiven(c *Checker) *big.Rat {
	if most := c.policies.Refuse.MaxArbitrageCost; most != nil {
		return new(big.Rat).SetFrac(most.Int().ToBig(), units.FixedOne().Int().ToBig())
	}
	return big.NewRat(5, 1000)
}

// judgeGiven holds a plan of mpool to the outside prices of the tokens that it adds, and to what it
// gives away. Its author has chosen the price in the file.
func judgeGiven(c *Checker, before *ops.Snapshot, plan *ops.Plan) {
	if plan.Refused() || len(plan.Calls) == 0 {
		return
	}
	c.View.find(reportedGain(before, plan.Predicted, c.Flags.accepts(toReport, before.Pool.Address))...)
	if before.Supply.Actual.Raw.IsZero() {
		return
	}
	whole := *plan
	whole.Operation, whole.Exposes = atOutside(c, before.Pool.Address, plan.Operation), nil
	exposure.Check(before, &whole)
	c.View.find(append(c.policies.CheckExposed(&whole), givesAway(c, before, &whole)...)...)
}
