package main

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/report"
)

// A switch that a batch turns off and on again is no lockout. A step's report names who can still swap
// or exit, and how.
func TestLockouts(t *testing.T) {
	works, off := fork.Outcome{Works: true}, fork.Outcome{Revert: &fork.Revert{Code: "BAL#327", Name: "SWAPS_DISABLED"}}
	bound := fork.Outcome{Revert: &fork.Revert{Code: "BAL#356", Name: "CIRCUIT_BREAKER_TRIPPED"}}
	try := func(kind, what string, before, after fork.Outcome, more ...func(*fork.Tryout)) fork.Tryout {
		one := fork.Tryout{Kind: kind, What: what, Before: before, After: after, Broken: before.Works && !after.Works}
		for _, change := range more {
			change(&one)
		}
		return one
	}
	member := func(t *fork.Tryout) { t.Member = true }
	as := func(t *fork.Tryout) { t.As = address(7) }
	tokens := func(list ...common.Address) func(*fork.Tryout) { return func(t *fork.Tryout) { t.Tokens = list } }
	atEnd := func(end fork.Outcome, broken bool) func(*fork.Tryout) {
		return func(t *fork.Tryout) { t.AtEnd, t.Without, t.Broken = &end, &works, broken }
	}
	for name, c := range map[string]struct {
		steps [][]fork.Tryout
		want  string
	}{
		"off and on": {[][]fork.Tryout{{try("swap", "swap", works, off)}, {try("join", "join", works, works)}, {try("swap", "swap", off, works)}},
			"from operation 1 until operation 3, users cannot: swap"},
		"on and off":      {[][]fork.Tryout{{try("swap", "swap", off, works)}, {try("swap", "swap", works, off)}}, ""},
		"off":             {[][]fork.Tryout{{try("swap", "swap", works, off)}, {try("swap", "swap", off, off)}}, "users can no longer: swap"},
		"off, on and off": {[][]fork.Tryout{{try("swap", "swap", works, off)}, {try("swap", "swap", off, works)}, {try("swap", "swap", works, off)}}, "users can no longer: swap; from operation 1 until operation 2, users cannot: swap"},
		"stopped before":  {[][]fork.Tryout{{try("swap", "swap", works, works, atEnd(off, true))}, {try("swap", "swap", works, works)}}, ""},
		"not stopped":     {[][]fork.Tryout{{try("swap", "swap", works, works, atEnd(off, true))}, {try("swap", "swap", works, works, atEnd(off, false))}}, "users can no longer: swap"},
		"one direction":   {[][]fork.Tryout{{try("swap", "swap 1 A for B", works, off), try("swap", "swap 1 B for A", works, works)}}, "users can no longer: swap 1 A for B"},
		"so much of it":   {[][]fork.Tryout{{try("swap", "swap 1 A for B", works, bound), try("swap", "swap 1 B for A", works, bound)}}, "users can no longer: swap 1 A for B, swap 1 B for A"},
		"strangers":       {[][]fork.Tryout{{try("join", "join as a stranger", works, off), try("join", "join as somebody", works, works, member)}}, "users can no longer: join as a stranger"},
		"until anybody can": {[][]fork.Tryout{{try("join", "join as 0x07", works, off, as)}, {try("join", "join as a stranger", off, works)}},
			"from operation 1 until operation 2, users cannot: join"},
		"everybody":           {[][]fork.Tryout{{try("join", "join as a stranger", works, off), try("join", "join as somebody", works, off, member)}}, "users can no longer: join"},
		"the one":             {[][]fork.Tryout{{try("join", "join as a stranger", off, off), try("join", "join as somebody", works, works, member), try("join", "join as X", works, off, as)}}, "users can no longer: join as X"},
		"the one that is new": {[][]fork.Tryout{{try("join", "join as X", off, works, as)}, {try("join", "join as X", works, off, as)}}, ""},
		"other tokens":        {[][]fork.Tryout{{try("swap", "swap", works, off, tokens(address(1), address(2)))}, {try("swap", "swap", off, works, tokens(address(2), address(3)))}}, "from operation 1 until operation 2, users cannot: swap"},
		"tokens that left":    {[][]fork.Tryout{{try("swap", "swap", works, off, tokens(address(1), address(9)))}, {try("swap", "swap", off, works, tokens(address(2), address(3)))}}, "users can no longer: swap"},
	} {
		t.Run(name, func(t *testing.T) {
			var steps []fork.Step
			for _, list := range c.steps {
				steps = append(steps, fork.Step{Tryouts: list, After: &ops.Snapshot{Tokens: []ops.Token{{Address: address(1)}, {Address: address(2)}, {Address: address(3)}}}})
			}
			if got := strings.Join(report.LockoutWords(steps, report.LockoutsOf(steps)), "; "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
