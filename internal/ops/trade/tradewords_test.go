package trade

import (
	"testing"

	"mpool/internal/ops/opstest"
)

// TestTradeHints holds each hint against the pool's state: it promises nothing that the state
// excludes.
func TestTradeHints(t *testing.T) {
	const recovery = "the pool is in recovery mode: mpool exit --recovery still works"
	for _, c := range []struct {
		code                string
		recovers, joinsExit bool
		want                string
	}{
		{"BAL#402", false, true, ""},
		{"BAL#402", true, true, recovery},
		{"BAL#358", false, false, ""},
		{"BAL#358", true, false, recovery},
		{"BAL#327", false, true, "join for all tokens and exit for all tokens still work"},
		{"BAL#327", false, false, ""},
		{"BAL#327", true, false, recovery},
	} {
		pool := opstest.Pool(50, 50)
		pool.Pool.RecoveryMode, pool.Pool.JoinExitEnabled = c.recovers, c.joinsExit
		if _, hint := tradeWords(pool, c.code); hint != c.want {
			t.Errorf("%s, recovery mode %v, joins and exits %v: %q, want %q", c.code, c.recovers, c.joinsExit, hint, c.want)
		}
	}
}
