package oracle

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// refusing returns policies that refuse a price far from its feed.
func refusing(overridden ...string) policy.Policies {
	most := units.FixedFrom(30_000_000_000_000_000)
	return policy.Policies{Refuse: policy.Limits{MaxOracleDeviation: &most}, Overridden: overridden}
}

func feedOf(token string) config.Feed {
	return config.Feed{Token: token, Hops: []common.Address{{0xfa}}, MaxAge: 3600}
}

// A plan is refused if a limit cannot be checked: feeds not read, none configured, one missing, or
// a symbol that two tokens share. An override turns the refusal into a warning.
func TestLimitThatCannotBeChecked(t *testing.T) {
	t.Parallel()
	pool := plantest.Pool()
	plan, err := plantest.Shift(pool, 7*86400).Plan(pool, plantest.Time+12)
	plantest.Must(t, err)
	twins := plantest.Pool()
	twins.Tokens[2].Symbol = "A"
	for name, test := range map[string]struct {
		pool  *ops.Snapshot
		feeds []config.Feed
		want  []string
	}{
		"all":        {pool, []config.Feed{feedOf("A"), feedOf("B"), feedOf("C")}, nil},
		"none":       {pool, nil, []string{"feed.missing"}},
		"one short":  {pool, []config.Feed{feedOf("A"), feedOf("B")}, []string{"feed.missing"}},
		"elsewhere":  {pool, []config.Feed{{Token: "A", Chain: 5, Hops: []common.Address{{1}}, MaxAge: 3600}}, []string{"feed.missing"}},
		"twins":      {twins, []config.Feed{feedOf("A"), feedOf("B")}, []string{"feed.ambiguous", "feed.ambiguous"}},
		"by address": {twins, []config.Feed{feedOf("A"), feedOf("B"), feedOf(strings.ToLower(twins.Tokens[0].Address.Hex())), feedOf(twins.Tokens[2].Address.Hex())}, nil},
	} {
		w := &Reader{Settings: new(config.Settings)}
		w.Settings.Feeds = test.feeds
		if got := codesWith(w.Judge(test.pool, plan, refusing()), ops.Refuse); !slices.Equal(got, []string{"feed.missing"}) {
			t.Errorf("%s: not read: %v", name, got)
		}
		plantest.Must(t, w.Ask(t.Context(), feedNode{}, test.pool))
		if got := codesWith(w.Judge(test.pool, plan, refusing()), ops.Refuse); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
		if got := codesWith(w.Judge(test.pool, plan, policy.Policies{}), ops.Refuse); got != nil {
			t.Errorf("%s: refused without a limit: %v", name, got)
		}
		found := w.Judge(test.pool, plan, refusing("max_oracle_deviation"))
		if plan.Findings = found; codesWith(found, ops.Refuse) != nil || len(policy.Overrides(plan)) > 0 != (test.want != nil) {
			t.Errorf("%s: overridden: %+v", name, found)
		}
		w.Waive(test.pool, "there is no node")
		if got := codesWith(w.Judge(test.pool, plan, refusing()), ops.Warn); !slices.Equal(got, []string{"feed.unchecked"}) {
			t.Errorf("%s: waived: %v", name, got)
		}
	}
}

// A token that a plan adds needs a feed before the first call, because the later ones are judged with it.
func TestAdditionWithoutFeed(t *testing.T) {
	t.Parallel()
	pool := plantest.Pool()
	op := plantest.Addition(pool)
	pool.Holdings = append(pool.Holdings, ops.Holding{Token: op.Token, Account: op.AssetManager, Balance: plantest.Amount(9e6, 6), Decimals: 6})
	plan, err := op.Plan(pool, plantest.Time+12)
	plantest.Must(t, err)
	feeds := []config.Feed{feedOf("A"), feedOf("B"), feedOf("C")}
	for _, c := range []struct {
		feeds []config.Feed
		want  []string
	}{{feeds, []string{"feed.missing"}}, {append(feeds, feedOf(op.Token.Hex())), nil}} {
		w := &Reader{Settings: new(config.Settings)}
		w.Settings.Feeds = c.feeds
		plantest.Must(t, w.Ask(t.Context(), feedNode{}, pool))
		if got := codesWith(w.Judge(pool, plan, refusing()), ops.Refuse); !slices.Equal(got, c.want) {
			t.Errorf("%d feeds: %v, want %v", len(c.feeds), got, c.want)
		}
	}
}
