package request

// Help is what --help says of a command, beside its flags.
type Help struct {
	Name          string // the command's words: "breakers set"
	Short         string // what it does, in a line
	Long, Example string
	Chapter       Chapter // of the root's help; empty: below another command
}

// Chapter is a heading of the root's help.
type Chapter string

// The chapters in which operations stand, by who makes their calls.
const (
	AsOwner   Chapter = "Change a pool, as its owner"
	AsManager Chapter = "Change a pool, as its asset manager"
	AsAnybody Chapter = "Trade with a pool, as anybody"
)

func (e entry) help() Help {
	return Help{Name: e.name, Short: e.short, Long: e.long, Example: e.example, Chapter: e.chapter}
}

// MemberWords is for commands whose words are a pool and addresses.
const MemberWords = `Of several words the first is POOL, always: an address does not tell whether it is
meant as a pool. One address alone is for the pool of the configuration.`

// doorsHelp says what is shut, from one call to another.
func doorsHelp(from, to string) string {
	return `From ` + from + ` to ` + to + ` the token has no balance, and whoever joined or traded
would pay nothing for it. A Safe that is owner and asset manager makes all calls in one
transaction. Otherwise swaps and joins are shut first and opened last, as they were: on
a pool of the second generation joins and exits, or with --keep-exits as on the first
joins by the allowlist. Who is on that could still join: --suspend-members or
--trust-members says what becomes of them.`
}

// policyHelp is for operations whose plans policies judge.
const policyHelp = `Policies of the configuration, in its sections warn and refuse:
  max_cost                   the most of the pool that a weight change, or a deposit that is
                             held against a price, may give to arbitrage; beyond 0.5% it
                             is refused, where nothing else is configured; of a change
                             the larger of its two costs, with free gas and with gas paid
  min_duration               the least time that it may take
  max_weight_change_per_day  how far any one weight may move within a day, in points:
                             all of it where the change takes less than a day, or
                             where a token comes or goes: its own weight then
  max_swap_fee_drop_per_day  how far the swap fee may fall within a day, in points: what
                             it falls by at once, and then within a day
The environment (MPOOL_REFUSE_MAX_COST) can make a refusal stricter, never looser.
A freeze is not measured by min_duration, and an extension by none of those for
weights. --override POLICY --reason TEXT makes a refusal a warning, and is recorded.`
