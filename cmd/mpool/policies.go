package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/planner"
	"mpool/internal/request"
)

// policyHelp is for commands whose plans policies judge.
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

func addOverrideFlags(f *planner.Override, flags *pflag.FlagSet) {
	addFields(flags, request.OverrideFields(f))
}
