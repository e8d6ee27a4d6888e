package request

// Help is a command's help text, apart from its flags.
type Help struct {
	Name          string // the command's words: "breakers set"
	Short         string // a one-line description
	Long, Example string
	Chapter       Chapter // of the root's help; empty: below another command
}

// Chapter is a heading of the root's help.
type Chapter string

// The chapters of operations, by the senders of their calls.
const (
	AsOwner   Chapter = "Change a pool, as its owner"
	AsManager Chapter = "Change a pool, as its asset manager"
	AsAnybody Chapter = "Trade with a pool, as anybody"
)

func (e entry) help() Help {
	return Help{Name: e.name, Short: e.short, Long: e.long, Example: e.example, Chapter: e.chapter}
}

// MemberWords is for commands whose words are a pool and addresses.
const MemberWords = `The first of several arguments is always POOL, because an address does not show whether
it is a pool. A single address is for the pool in the configuration.`

// doorsHelp says what is shut, from one call to another.
func doorsHelp(from, to string) string {
	return `From ` + from + ` to ` + to + ` the token has no balance, and a join or swap would get
it for free. If a Safe is owner and asset manager, all calls are one transaction.
Otherwise swaps and joins are disabled first and restored last: on a v2 pool joins and
exits together, on a v1 pool or with --keep-exits only joins, by the allowlist. Members
of the allowlist could still join: use --suspend-members or --trust-members.`
}

// policyHelp is for operations whose plans policies judge.
const policyHelp = `Policies in the configuration, in the sections warn and refuse:
  max_arbitrage_cost         highest arbitrage cost, as a share of TVL, of a weight change or
                             of a deposit with a price; built-in refusal above 0.5%; for a
                             weight change the largest of its figures (without gas, with gas,
                             and simulated with gas and swap fee)
  min_duration               shortest duration of a weight change
  max_weight_change_per_day  largest change of one weight per day, in points; the whole
                             change if it takes less than a day, or the weight of a token
                             that is added or removed
  max_swap_fee_drop_per_day  largest fall of the swap fee per day, in points: at once, and
                             then per day
  max_oracle_deviation       how far a price of the pool may be from its feed when weights
                             begin to move, a token comes or goes, or swaps are enabled
  max_price_impact           highest swap fee and price impact, as a share of what is paid,
                             of a swap, or of a join or exit that is not proportional;
                             built-in warning above 5%
The environment (MPOOL_REFUSE_MAX_ARBITRAGE_COST) can only make a limit stricter.
min_duration does not apply to a freeze, and no weight policy to an extension.
--override POLICY --reason TEXT turns a refusal into a warning, and is recorded.`
