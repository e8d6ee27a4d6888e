package exposure

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// halfDone is a shut pool with none or almost none of a token.
func halfDone(g ops.Generation, left uint64) *ops.Snapshot {
	s := opstest.Pool(50, 30, 20)
	s.Pool.Generation, s.Pool.SwapEnabled = g, false
	s.Pool.JoinExitEnabled, s.Pool.MustAllowlistLPs = g == ops.V1, g == ops.V1
	s.Supply.Virtual = units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}
	s.Supply.Actual = s.Supply.Virtual
	s.Tokens[2].Cash.Raw.SetUint64(left)
	s.Members = []ops.Member{{Address: common.HexToAddress("0x57")}}
	return s
}

// No operation and no batch of operations opens a pool in which an addition or a removal is
// unfinished.
func TestNothingOpensWhatIsHalfDone(t *testing.T) {
	swaps, joins, all := ops.SetSwaps{Enabled: true}, ops.SetJoinsExits{Enabled: true}, ops.EnableAllowlist{}
	stranger := ops.ChangeAllowlist{Add: []common.Address{common.HexToAddress("0x57")}}
	both := halfDone(ops.V2, 0)
	both.Pool.MustAllowlistLPs = true
	keepExits := halfDone(ops.V2, 0)
	keepExits.Pool.JoinExitEnabled, keepExits.Pool.MustAllowlistLPs = true, true
	add := tokentest.Addition()
	addedAt := func(joins bool) *ops.Snapshot {
		s := opstest.Watched(opstest.Pool(50, 30, 20), add, opstest.Amount(9e15, 6))
		s.Pool.SwapEnabled, s.Pool.JoinExitEnabled = false, joins
		return s
	}
	for _, c := range []struct {
		name string
		pool *ops.Snapshot
		op   ops.Operation
		want []string
	}{
		{"swaps, v1", halfDone(ops.V1, 0), swaps, []string{"warn exposure.end", "refuse policy.max_arbitrage_cost"}},
		{"swaps, v2", halfDone(ops.V2, 0), swaps, []string{"warn exposure.end", "refuse policy.max_arbitrage_cost"}},
		{"swaps with dust", halfDone(ops.V1, 1), swaps, []string{"warn exposure.end", "refuse policy.max_arbitrage_cost"}},
		{"joins with dust, v2", halfDone(ops.V2, 1), joins, []string{"refuse exposure.opens"}},
		{"allowlist off with dust, v1", halfDone(ops.V1, 1), all, []string{"refuse exposure.opens"}},
		{"a stranger with dust, v1", halfDone(ops.V1, 1), stranger, []string{"refuse exposure.opens"}},
		{"allowlist off, v1", halfDone(ops.V1, 0), all, []string{"refuse exposure.opens"}},
		{"allowlist off, v2 with exits kept", keepExits, all, []string{"refuse exposure.opens"}},
		{"allowlist off, v2 with joins off", both, all, []string{"warn exposure.opens"}},
		{"a stranger, v1", halfDone(ops.V1, 0), stranger, []string{"refuse exposure.opens"}},
		{"a stranger, v2 with joins off", both, stranger, []string{"warn exposure.opens"}},
		{"joins, v2", halfDone(ops.V2, 0), joins, []string{"refuse exposure.opens"}},
		{"joins for members, v2", both, joins, []string{"refuse exposure.opens"}},
		{"a batch", both, ops.Series{Parts: []ops.Nested{{Operation: all}, {Operation: joins}}}, []string{"refuse exposure.opens"}},
		{"a stranger while nothing is enforced", halfDone(ops.V2, 0), stranger, []string{"warn exposure.opens"}},
		{"a token without its deposit, joins open", addedAt(true), tokenset.AddOnly(add), []string{"refuse exposure.opens"}},
		{"a token without its deposit, all shut", addedAt(false), tokenset.AddOnly(add), nil},
		{"of a whole pool", halfDone(ops.V2, 1e9), joins, nil},
		{"allowlist off of a whole pool", halfDone(ops.V1, 1e9), all, nil},
		{"shutting", halfDone(ops.V2, 0), ops.EnableAllowlist{On: true}, nil},
	} {
		plan := opstest.PlanAt(t, c.op, c.pool, c.pool.Block.Time+12)
		found := Check(c.pool, plan)
		plan.Findings = append(plan.Findings, found...)
		limit := units.FixedFrom(5e15)
		objections, err := policy.Policies{Refuse: policy.Limits{MaxArbitrageCost: &limit}, BuiltIn: true}.Check(c.pool, plan)
		if err != nil {
			t.Fatal(err)
		}
		if got := spoken(append(found, objections...)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// The warning tells who can join by the pool's state.
func TestWhoCanJoinWhatIsHalfDone(t *testing.T) {
	stranger := ops.ChangeAllowlist{Add: []common.Address{common.HexToAddress("0x57")}}
	for want, set := range map[string]func(p *ops.Pool){
		"nobody can join yet, because joins are disabled":  func(p *ops.Pool) { p.JoinExitEnabled = false },
		"nobody can join yet, because the Vault is paused": func(p *ops.Pool) { p.VaultPaused = true },
		"anyone can join already":                          func(p *ops.Pool) { p.MustAllowlistLPs = false },
	} {
		pool := halfDone(ops.V2, 0)
		pool.Pool.JoinExitEnabled, pool.Pool.MustAllowlistLPs = true, true
		set(&pool.Pool)
		found := Check(pool, opstest.PlanAt(t, stranger, pool, pool.Block.Time+12))
		if !slices.ContainsFunc(found, func(f ops.Finding) bool { return f.Code == exposureOpens && strings.HasSuffix(f.Summary, want) }) {
			t.Errorf("want %q: %+v", want, found)
		}
	}
}

// spoken are the findings other than notes and exposureValue.
func spoken(list []ops.Finding) (words []string) {
	for _, f := range list {
		if f.Severity != ops.Note && f.Code != exposureValue {
			words = append(words, string(f.Severity)+" "+f.Code)
		}
	}
	return words
}
