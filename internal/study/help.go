package study

// Help is the help text of mpool backtest.
const Help = `backtest runs a pool and a strategy over a price series: the pool uses the contracts'
own integer arithmetic, the owner's changes follow the contracts' rules at their
time, and an arbitrageur trades whenever it pays. Nothing is sent.

The pool is POOL as it is on the chain now, or the one of --pool-file, which needs no
node: YAML, or the output of mpool status --json. A running or scheduled change keeps
its distance from the first row.

Prices are CSV files (plain, .gz or .zst): wide (timestamp,WETH,WBTC), one token per
file (time,open,high,low,close, named by --price-map or the file name), long
(timestamp,token,price), or Binance klines. All use one currency. A price is valid
from its time on, a candle's price from the candle's end, and never before.

A strategy has a schedule of changes, or a signal that computes weights from prices.
What the contract or a policy would refuse at that time is refused. See
docs/backtest.md for both.

The model does not know other venues and their fees, joins and exits, or the effect of
the pool's own trades on the market.`

// StressHelp is the help text of mpool backtest stress.
const StressHelp = `stress runs a backtest over modified prices and reports the result of each scenario.
Without --scenario it runs shocks of each token, depegs of stablecoins, twice the
volatility, ten times the gas price, an outage of arbitrage, and an attack on the
signal if the strategy has one.

Scenarios: shock:WETH=-50%@2021-01-11T00:00:00Z/10m,recover=2d, gap:WETH=-50% (at once),
depeg:DAI=0.88/3d, vol:2x, drift:0, correlation:1, bootstrap:block=1d (pieces of the past
in random order), gbm (random prices with the same volatility),
jump:rate=4/yr,mean=-10%,sd=8% (the same with jumps), outage:6h, gas:10x@+3d/1d,
thin:02:00-06:00=10% (less market depth, each day), fee-zero, and
oracle:WETH=+10%/15m,every=worst,cost=depth:2e6 (changes the price that the signal
sees, not the market price). Times count from the first row; the default is the middle.

Random scenarios run --paths times; the report gives the seed of the worst path and the
command that runs it again. The result does not depend on --jobs.`
