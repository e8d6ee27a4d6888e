package ops

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Whoever takes tokens out for BPT, or values BPT, is told that a token is half added or removed.
func TestHollow(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Snapshot)
		says   string
	}{
		"all there": {func(*Snapshot) {}, ""},
		"none":      {func(s *Snapshot) { s.Tokens[1].Cash.Raw.Clear() }, "none of B (weight 30%), or almost none: adding or removing it is unfinished, and until then BPT can pay 30% too little"},
		"dust":      {func(s *Snapshot) { s.Tokens[0].Cash.Raw.SetOne() }, "none of A (weight 20%)"},
		"two":       {func(s *Snapshot) { s.Tokens[0].Cash.Raw.Clear(); s.Tokens[1].Cash.Raw.Clear() }, "until then BPT can pay 50% too little"},
		"managed":   {func(s *Snapshot) { s.Tokens[1].Managed, s.Tokens[1].Cash = s.Tokens[1].Cash, s.Tokens[1].Managed }, ""},
		"nothing":   {func(s *Snapshot) { clearAll(s) }, ""},
	} {
		s := somePool(20, 30, 50)
		for i := range s.Tokens {
			s.Tokens[i].Cash = units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}
			s.Tokens[i].Managed, s.Tokens[i].Decimals = units.Amount{Decimals: 18}, 18
		}
		c.change(s)
		found := AdviseHollow(s)
		if len(found) > 0 != (c.says != "") || len(found) > 0 && !strings.Contains(found[0].Summary, c.says) {
			t.Errorf("%s: %v", name, found)
		}
	}
}

func clearAll(s *Snapshot) {
	for i := range s.Tokens {
		s.Tokens[i].Cash.Raw.Clear()
	}
}
