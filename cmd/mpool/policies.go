package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
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

// overrideFlags turn refusals of policies into warnings, for a reason.
type overrideFlags struct {
	policies policyList
	reason   reasonText
}

func addOverrideFlags(f *overrideFlags, flags *pflag.FlagSet) {
	flags.Var(&f.policies, "override", "go beyond this policy of the configuration, such as max_cost; repeatable")
	flags.Var(&f.reason, "reason", "why a policy is overridden, for the record")
}

func (f *overrideFlags) check() error {
	switch {
	case len(f.policies) > 0 && f.reason == "":
		return failure.Usage("--override %s needs a --reason, which goes into the record", f.policies[0])
	case len(f.policies) == 0 && f.reason != "":
		return failure.Usage("--reason says why a policy is overridden, and none is").WithHint("name it with --override, one of %s", strings.Join(ops.PolicyNames(), ", "))
	}
	return nil
}

// policyList takes names of policies.
type policyList []string

func (l *policyList) String() string { return strings.Join(*l, ",") }

func (l *policyList) Type() string { return "policy" }

func (l *policyList) Set(name string) error {
	if !slices.Contains(ops.PolicyNames(), name) {
		return fmt.Errorf("there is no such policy; the policies are %s", strings.Join(ops.PolicyNames(), ", "))
	}
	*l = append(*l, name)
	return nil
}

// Append, Replace and GetSlice let a list be taken for one.
func (l *policyList) Append(name string) error { return l.Set(name) }

func (l *policyList) Replace(names []string) error {
	*l = nil
	for _, name := range names {
		if err := l.Set(name); err != nil {
			return err
		}
	}
	return nil
}

func (l *policyList) GetSlice() []string { return *l }

// reasonText is one line for the record.
type reasonText string

// longestReason is in bytes: a reason is a sentence.
const longestReason = 500

func (r *reasonText) String() string { return string(*r) }

func (r *reasonText) Type() string { return "text" }

func (r *reasonText) Set(words string) error {
	if len(words) > longestReason {
		return fmt.Errorf("it is %d bytes long, and a reason has at most %d", len(words), longestReason)
	}
	*r = reasonText(strings.TrimSpace(text.Clean(words, longestReason)))
	if *r == "" {
		return fmt.Errorf("it says nothing")
	}
	return nil
}

// policies are what the plans of this run are held against.
func (pl *planner) policies(on network.ID, flags *overrideFlags) ops.Policies {
	interval := pl.settings.ArbInterval
	if interval == 0 || interval < on.BlockTime() && pl.settings.Sources[config.KeyArbInterval] == config.Variable(config.KeyArbInterval) {
		interval = on.BlockTime() // the environment makes nothing look cheaper
	}
	return ops.Policies{
		Warn: ops.Limits(pl.settings.Warn), Refuse: ops.Limits(pl.settings.Refuse),
		Overridden: flags.policies, Interval: interval, BuiltIn: !pl.settings.Given("refuse.max_cost"),
		Trade: pl.tradeCost(),
	}
}

// overrideView is a policy that refused and was overridden.
type overrideView struct {
	Policy string `json:"policy"`
	Reason string `json:"reason"`
}

func (f *overrideFlags) view(plan *ops.Plan) []overrideView {
	var list []overrideView
	for _, policy := range plan.Overrides() {
		list = append(list, overrideView{policy, string(f.reason)})
	}
	return list
}

// recorded is the same for the record.
func recordedOverrides(f *overrideFlags, plan *ops.Plan) []journal.Override {
	var list []journal.Override
	for _, one := range f.view(plan) {
		list = append(list, journal.Override(one))
	}
	return list
}
