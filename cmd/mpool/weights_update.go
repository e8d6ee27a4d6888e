package main

import (
	"github.com/spf13/cobra"
)

func newWeightsUpdate(a *app) *cobra.Command {
	return newOperation(a, "weights-update", page{
		long: `weights-update moves the pool's weights to new ones, gradually from the start to the
end. It shows the weights now, when the transaction is mined, half way and at the
end, simulates the change on the node, and compares the simulated pool with the
predicted one, field by field. Nothing is sent unless --broadcast is given.

Every token of the pool is named, by symbol (in any letter case) or address; one may
take the rest. --to @FILE reads a CSV file with the columns token and weight, or JSON:
{"WETH": "30%"}; --to - reads standard input. --shift changes weights by points.
--others says what the tokens get that are not named: keep leaves them at their weights,
which --shift does by itself, and scale shares what is left, in their proportions. Both
count from the weights at the end of the change that runs, where one does, or else from
those now: the former do not move while a plan waits.
A time without a zone, such as 2026-12-24 (00:00) or "2026-12-24 09:00", is of --tz.
The change begins at the weights of the moment of mining, whatever a running
change has made of them by then.

--freeze stops the change that runs or is scheduled. From the moment of mining the
weights stand still; at the end of the window, --within, they settle at those that
are shown, which sum to 100 % exactly: the largest weight takes the remainder. How
far they can still move then is shown. --extend-to and --shorten-to give the change
another end; times with + count from now.

What the change costs the pool is shown in percent of it, by a model without swap fee
and with prices that stand still, as two figures, of which the larger counts, for
policies and for durations. One is that of arbitrage at every step, --arb-interval
apart, with free gas: a longer duration makes it less, and it is the least that it may
be. But arbitrage waits until a trade pays for its gas, and then the pool loses about l * sqrt(g * V / 2) whatever the duration, with g the gas of a
trade (--arb-gas at the node's price or --arb-gas-price), V the pool's value and
l = 2 arccos(sum sqrt(w * w')); up to 29 % more where several tokens all move. V is
--pool-value, or follows from the pool's own prices. The coin that pays for gas has
its price in the pool, where the pool holds the wrapped coin, or by --coin-price;
where it has none, the second figure is unknown, and what is shown is the least.

The change is played through as mpool backtest does it too: the pool's own integers and
swap fee, fair prices, and arbitrage that pays for its gas; and what users pay who sell a
hundredth of a balance is shown, now and after. --volatility adds what prices make of it
that move, all but the heaviest token's, half of it in common.

` + policyHelp,
		example: `  mpool weights-update 0x… --to WETH=30%,USDC=30%,WBTC=rest --duration 7d
  mpool weights-update fund --to WETH=50%,USDC=rest --start +2h --end 2026-12-31T00:00:00Z --out plan.json
  mpool weights-update fund --to @targets.csv --end "2026-12-24 09:00" --tz Europe/Zurich
  mpool weights-update fund --shift WETH=+5%,USDC=-5% --duration 7d
  mpool weights-update fund --to WETH=45% --others scale --duration 7d
  mpool weights-update --freeze --broadcast --account owner
  mpool weights-update fund --to WBTC=60%,USDC=rest --duration 7d --pool-value 1000000USDC --coin-price "2000 USDC"
  mpool weights-update fund --extend-to +14d`,
	}, addPriceFlags, func(cmd *cobra.Command, _ *operationFlags) {
		cmd.Flags().Var(yearlyFlag{&a.plans.Volatility}, "volatility", "say what the change costs at prices that move by so much a year too: 80%")
		cmd.Flags().Lookup("volatility").Annotations = map[string][]string{ofRun: nil}
	})
}
