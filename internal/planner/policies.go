package planner

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/renamed"
	"mpool/internal/text"
)

// Override holds the flags that turn refusals of policies into warnings, with a reason.
type Override struct {
	Policies PolicyList
	Reason   ReasonText
}

func (f *Override) Check() error {
	switch {
	case len(f.Policies) > 0 && f.Reason == "":
		return failure.Usage("--override %s needs a --reason, which is recorded", f.Policies[0])
	case len(f.Policies) == 0 && f.Reason != "":
		return failure.Usage("--reason needs an --override").WithHint("name the policy with --override, one of %s", strings.Join(policy.PolicyNames(), ", "))
	}
	return nil
}

// PolicyList is a flag with names of policies.
type PolicyList []string

func (l *PolicyList) String() string { return strings.Join(*l, ",") }

func (l *PolicyList) Type() string { return "policy" }

func (l *PolicyList) Set(name string) error {
	name = renamed.Now(renamed.Policy, name)
	if !slices.Contains(policy.PolicyNames(), name) {
		return fmt.Errorf("unknown policy: use one of %s", strings.Join(policy.PolicyNames(), ", "))
	}
	*l = append(*l, name)
	return nil
}

// Append, Replace and GetSlice implement pflag's SliceValue.
func (l *PolicyList) Append(name string) error { return l.Set(name) }

func (l *PolicyList) Replace(names []string) error {
	*l = nil
	for _, name := range names {
		if err := l.Set(name); err != nil {
			return err
		}
	}
	return nil
}

func (l *PolicyList) GetSlice() []string { return *l }

// ReasonText is a flag with one line for the record.
type ReasonText string

func (r *ReasonText) String() string { return string(*r) }

func (r *ReasonText) Type() string { return "text" }

func (r *ReasonText) Set(words string) error {
	if len(words) > planview.LongestReason {
		return fmt.Errorf("it is %d bytes long; a reason can have at most %d", len(words), planview.LongestReason)
	}
	*r = ReasonText(strings.TrimSpace(text.Clean(words, planview.LongestReason)))
	if *r == "" {
		return fmt.Errorf("it is empty")
	}
	return nil
}

// Policies returns the policies for the plans of this run.
func (pl *Planner) Policies(on network.ID, flags *Override) policy.Policies {
	interval := pl.Settings.ArbInterval
	if interval == 0 || interval < on.BlockTime() && pl.Settings.Sources[config.KeyArbInterval] == config.Variable(config.KeyArbInterval) {
		interval = on.BlockTime() // an interval from the environment must not make a plan look cheaper
	}
	return policy.Policies{
		Warn: policy.Limits(pl.Settings.Warn), Refuse: policy.Limits(pl.Settings.Refuse),
		Overridden: flags.Policies, Interval: interval, BuiltIn: !pl.Settings.Given("refuse.max_arbitrage_cost"),
		Trade: pl.TradeCost(), Guards: pl.Guards,
	}
}

func (f *Override) View(plan *ops.Plan) []planview.Overridden {
	var list []planview.Overridden
	for _, policy := range policy.Overrides(plan) {
		list = append(list, planview.Overridden{Policy: policy, Reason: string(f.Reason)})
	}
	return list
}

// OverrideWords are the flags that repeat this override, for a command to paste.
func (f *Override) OverrideWords() string {
	if len(f.Policies) == 0 {
		return ""
	}
	return " --override " + strings.Join(f.Policies, " --override ") + " --reason " + text.ShellWord(string(f.Reason))
}
