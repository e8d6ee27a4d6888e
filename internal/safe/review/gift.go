package review

import (
	"math/big"
	"slices"

	"mpool/internal/effect"
	"mpool/internal/exposure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// givesAway refuses a plan that raises the value of the pool's BPT: by a deposit without BPT for it, or by
// a mint or burn that is off its fair amount by more than max_arbitrage_cost, or 0.5%, of itself. The LPs
// get that, and everyone who joins before. The Safe may mean it: then it names the pool with --recipient.
// No limit is a share of the pool, for who joins before makes the pool larger. What is only reported as a
// gain counts elsewhere. What a trade pays as swap fee and by its price impact is no gift: its value is
// judged by outside prices (safe.value).
func givesAway(c *Checker, pool *ops.Snapshot, plan *ops.Plan) []ops.Finding {
	raised, known := exposure.Raised(pool, plan)
	if !known || onlyTrades(plan) || addsUnpriced(c, pool) { // the rule adds refuses a token without a price
		return nil
	}
	raised.Sub(raised, effect.ReportedIn(pool, plan.Predicted).Gain)
	most := new(big.Rat).Mul(mostGiven(c), exchanged(pool, plan.Predicted))
	if raised.Cmp(most.Add(most, big.NewRat(1, 1_000_000))) <= 0 { // a millionth is rounding
		return nil
	}
	at := pool.Pool.Address
	return []ops.Finding{c.Flags.within(toPay, at, raised, "use the fair mint or burn; ", ops.Finding{Code: "pool.gift",
		Summary: "it gives " + effect.ShareText(raised) + " of the pool's value to all LPs, and to everyone who joins before: the Safe gets no BPT for what it pays, or too little"})}
}

// onlyTrades says that a plan is one swap, join or exit. A series of operations is not, whatever its parts
// are, because one of them can be a gift.
func onlyTrades(plan *ops.Plan) bool {
	switch safe.InnerOperation(plan).(type) {
	case trade.Swap, trade.Join, trade.Exit, trade.InitPool:
		return true
	}
	return false
}

// exchanged is how much of the supply of BPT a plan mints or burns, as a share of the supply before.
func exchanged(before, after *ops.Snapshot) *big.Rat {
	was, is := before.Supply.Actual.Raw.ToBig(), after.Supply.Actual.Raw.ToBig()
	if was.Sign() == 0 {
		return new(big.Rat)
	}
	share := new(big.Rat).SetFrac(new(big.Int).Sub(is, was), was)
	return share.Abs(share)
}

// mostGiven is the largest accepted error of a mint or burn, as a share of it.
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
	is := effect.ReportedIn(before, plan.Predicted)
	if !reports(c.View.Calls) {
		is.Loss = new(big.Rat) // what trades and exits take is no reported loss
	}
	c.View.find(reported(is, before.Pool.Address, c.Flags)...)
	if before.Supply.Actual.Raw.IsZero() {
		return
	}
	whole := *plan
	whole.Operation, whole.Exposes = atOutside(c, before.Pool.Address, plan.Operation), nil
	exposure.Check(before, &whole)
	c.View.find(append(c.policies.CheckExposed(&whole), givesAway(c, before, &whole)...)...)
}

// reports says that a call reports a balance of the asset manager, in whatever operation.
func reports(calls []Call) bool {
	return slices.ContainsFunc(calls, func(c Call) bool {
		does, is := c.does.(deed.ManageBalance)
		return is && slices.ContainsFunc(does.Moves, func(m deed.PoolMove) bool { return m.Update })
	})
}
