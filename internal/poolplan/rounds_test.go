package poolplan

import (
	"errors"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/poolfile"
)

// A failed apply ends with what was done before and what was not.
func TestRounds(t *testing.T) {
	t.Parallel()
	drift := &poolfile.Drift{Steps: []poolfile.Step{{Does: "remove DAI"}}, Waits: []poolfile.Wait{{What: "add USDT"}}}
	for name, test := range map[string]struct {
		before int // plans that are sent
		says   string
		quiet  string
	}{
		"at the first plan":  {0, "plan again", "done"},
		"at the second plan": {1, "plan again; done: remove DAI; not done: add USDT, change the weights", "\n"},
	} {
		round := 0
		_, err := Rounds("pool.yaml", func() (*View, error) {
			if round++; round > test.before {
				return nil, failure.New(failure.Refused, "stale", "no").WithHint("plan again")
			}
			return &View{Drift: drift, Later: []Later{{Does: "add USDT"}, {Does: "change the weights"}}}, nil
		})
		var f *failure.Failure
		if !errors.As(err, &f) || f.Hint != test.says || strings.Contains(f.Hint, test.quiet) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
