package report

import (
	"testing"

	"mpool/internal/fork"
)

// A note says that something fails at once, whether the chain or mpool gives the reason, and that
// something fails between two calls.
func TestTryoutNotes(t *testing.T) {
	works, nothing := fork.Outcome{Works: true}, fork.Outcome{Why: "it pays nothing: the pool has no B"}
	revert := fork.Outcome{Revert: &fork.Revert{Code: "BAL#356", Name: "CIRCUIT_BREAKER_TRIPPED"}, Why: "A below its lower bound of 98.9949745%"}
	for _, c := range []struct {
		try  fork.Tryout
		want string
	}{
		{fork.Tryout{Before: works, After: nothing, AtEnd: &works, Broken: true}, "after this, users can no longer swap 1 A for B: fails: it pays nothing: the pool has no B"},
		{fork.Tryout{Before: works, After: works, AtEnd: &revert, Broken: true}, "at the end of the changes, users can no longer swap 1 A for B: fails: BAL#356 CIRCUIT_BREAKER_TRIPPED: A below its lower bound of 98.995%"},
		{fork.Tryout{Before: works, After: works, AtEnd: &revert, Without: &revert}, ""},
		{fork.Tryout{Before: works, After: works, AtEnd: &revert, Without: &works, Idle: true}, "only if nobody trades until the changes end (arbitrage normally does), these fail then: swap 1 A for B fails: BAL#356 CIRCUIT_BREAKER_TRIPPED: A below its lower bound of 98.995%"},
		{fork.Tryout{Before: works, After: works, Between: []fork.Outcome{works, revert, revert}}, "from call 2 until call 4 is mined, users cannot swap 1 A for B: fails: BAL#356 CIRCUIT_BREAKER_TRIPPED: A below its lower bound of 98.995%"},
		{fork.Tryout{Before: revert, After: works, Between: []fork.Outcome{revert}}, ""},
	} {
		c.try.Kind, c.try.What = fork.TrySwap, "swap 1 A for B"
		got := ""
		for _, note := range tryoutsAlone(c.try) {
			got += note.Text
		}
		if got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func tryoutsAlone(list ...fork.Tryout) []Note {
	steps := []fork.Step{{Tryouts: list}}
	return TryoutNotes(&steps[0], LockoutsOf(steps))
}
