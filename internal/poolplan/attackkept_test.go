package poolplan

import (
	"strings"
	"testing"

	"mpool/internal/strategy"
)

// Why decisions changed nothing is said in whole sentences, with the guards' own names.
func TestAttackSaysWhatWasHeldBack(t *testing.T) {
	a := &Attack{Kept: map[string]int{strategy.TooEarly: 1, strategy.Deviation: 3, strategy.SameTarget: 2, strategy.MinChange: 1}}
	const want = "; during the worst attack, max_deviation held back 3 decisions, min_change held back 1 decision, 1 decision came before there were enough prices, the weights were already at the target at 2 decisions"
	if words := a.Words(); !strings.HasSuffix(words, want) {
		t.Error(words)
	}
}
