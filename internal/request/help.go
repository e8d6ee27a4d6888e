package request

// Help is a command's help text, without its flags.
type Help struct {
	Name          string // name of the command: "breakers set"
	Short         string // one-line description
	Long, Example string
	Chapter       Chapter // heading in the root's help; empty for a command below another
}

// Chapter is a heading of the root's help.
type Chapter string

// The chapters of operations, by the sender of their calls.
const (
	AsOwner   Chapter = "Change a pool, as its owner"
	AsManager Chapter = "Change a pool, as its asset manager"
	AsAnybody Chapter = "Trade with a pool, as anybody"
)

func (e entry) help() Help {
	return Help{Name: e.name, Short: e.short, Long: e.long, Example: e.example, Chapter: e.chapter}
}

// MemberWords is for commands whose arguments are a pool and addresses.
const MemberWords = `The first of several arguments is always POOL, because an address does not show whether
it is a pool. A single address is for the pool in the configuration.`

// doorsHelp says which doors are shut between two calls.
func doorsHelp(from, to string) string {
	return `From ` + from + ` to ` + to + ` the token has no balance, and a join or swap would get
it for free. If a Safe is owner and asset manager, all calls are one transaction: run
mpool shut first, and mpool open at the end. Its owners sign fixed amounts; joins before
the execution make a deposit too small for its weight (an addition is refused while
anyone can join), and any trade makes a removal revert.
Otherwise swaps and joins are disabled first and restored last: on a v2 pool joins and
exits together, on a v1 pool or with --keep-exits only joins, by the allowlist. Members
of the allowlist could still join: use --suspend-members or --trust-members.`
}

// policyHelp is for operations whose plans policies check.
const policyHelp = `The configuration's policies judge the plan: mpool help policies. --override POLICY
--reason TEXT turns a refusal into a warning, and is recorded.`

// Policies is the help page about policies.
const Policies = `Policies are limits in the configuration. Beyond one in the section warn, a plan has a
warning; beyond one in the section refuse, it is refused:

  refuse:
    max_arbitrage_cost: 0.5%

  max_arbitrage_cost         highest arbitrage cost, as a share of TVL, of a
                             weight change, or of a deposit with a price; of a
                             weight change's figures (without gas, with gas, and
                             simulated with gas and swap fee) the largest
                             counts; above 0.5% refused, unless one is set
  min_duration               shortest duration of a weight change
  max_weight_change_per_day  largest change of one weight per day, in points;
                             the whole change if it takes less than a day, or
                             the weight of a token that is added or removed
  max_swap_fee_drop_per_day  largest fall of the swap fee per day, in points: at
                             once, and then per day
  max_oracle_deviation       how far a price of the pool may be from its feed
                             when weights begin to move, a token comes or goes,
                             or swaps are enabled
  max_price_impact           highest swap fee and price impact, as a share of
                             what is paid, of a swap, or of a join or exit that
                             is not proportional; above 5% a warning, unless one
                             is set

The environment (MPOOL_REFUSE_MAX_ARBITRAGE_COST) can only make a limit stricter.
min_duration does not apply to a freeze, and no weight policy to an extension.
--override POLICY --reason TEXT turns a refusal into a warning, and is recorded.`

// Cost is the help page about the cost of a weight change.
const Cost = `A change of weights is shown with its arbitrage cost, as a share of TVL, by a model without swap fee and with
constant prices. It has up to three figures, and the largest counts for policies and
durations. The first assumes arbitrage at every step, --arb-interval apart, without gas:
it is a lower bound, and falls with a longer duration. The second includes gas:
arbitrage waits until a trade pays for its gas, and the pool then loses about
l * sqrt(g * V / 2), regardless of the duration, where g is the gas cost of a trade
(--arb-gas at the node's gas price or --arb-gas-price), V the TVL and
l = 2 arccos(sum sqrt(w * w')); up to 29% more if several tokens move. V is --pool-value,
or follows from the pool's spot prices. The price of the native token comes from the pool
if it holds the wrapped token, or from --coin-price; without it the second figure is
unknown, and the lower bound is shown.

The third is a replay of the change as mpool backtest does it: the pool's own integer
arithmetic and swap fee, market prices, and arbitrage that pays for its gas. It counts
only if the gas price is known and the replay trades as often as arbitrage would; the
screen says so where a long change is replayed with fewer trades. mpool also shows the price impact for users who sell one percent of a balance. --volatility adds
moving prices, of all tokens but the heaviest, half of the movement in common; --prices
adds past prices, over sixteen spans of the change's length.`
