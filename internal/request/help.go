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
const MemberWords = `With several addresses the first is always POOL. A single address is for the pool of
the configuration.`

// doorsHelp says what is shut, from one call to another.
func doorsHelp(from, to string) string {
	return `From ` + from + ` to ` + to + ` the token has no balance, and anyone who joined or traded
would pay nothing for it. A Safe that is owner and asset manager makes all calls in one
transaction. Otherwise mpool shuts swaps and joins first and restores them last: on v2
pools joins and exits together, on v1 pools or with --keep-exits joins with the
allowlist. Members of the allowlist could still join: use --suspend-members or
--trust-members.`
}

// policyHelp is for operations whose plans policies judge.
const policyHelp = `Policies of the configuration, in its sections warn and refuse:
  max_cost                   largest arbitrage cost, in percent of TVL, of a weight change
                             or of a deposit with a --price; 0.5% unless configured; for
                             a weight change the larger of its two costs, without and
                             with gas
  min_duration               shortest duration of a weight change
  max_weight_change_per_day  largest change of a weight within a day, in points: the whole
                             change if it takes less than a day, and the token's weight
                             if a token is added or removed
  max_swap_fee_drop_per_day  largest fall of the swap fee within a day, in points, with
                             what it falls by at once
The environment (MPOOL_REFUSE_MAX_COST) can make a refusal stricter, never looser.
min_duration does not apply to a freeze, and no policy for weights to an extension.
--override POLICY --reason TEXT turns a refusal into a warning and is recorded.`
