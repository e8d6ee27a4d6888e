package execution

import (
	"strings"
	"testing"
)

// TestWays: a plan is sent or written in one way.
func TestWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ways Ways
		want string // begins the message; empty: no mistake
	}{
		{"a preview", Ways{}, ""},
		{"a file", Ways{Out: true}, ""},
		{"a batch", Ways{Out: true, Batch: true}, ""},
		{"for another wallet", Ways{Raw: true, Out: true}, ""},
		{"after a queue", Ways{AfterQueue: true, Out: true}, ""},
		{"sent after a queue", Ways{AfterQueue: true, Broadcast: true}, "--after-queue cannot be combined"},
		{"on a fork after a queue", Ways{AfterQueue: true, Fork: true}, "--after-queue cannot be combined"},
		{"sent and written", Ways{Broadcast: true, Out: true}, "--out (write a plan for later) and --broadcast"},
		{"a batch without a file", Ways{Batch: true}, "--format safe needs --out"},
		{"a batch for another wallet", Ways{Batch: true, Out: true, Raw: true}, "--format safe needs --out"},
		{"sent and for another wallet", Ways{Raw: true, Broadcast: true}, "--raw-unsigned (sign with another wallet)"},
		{"on a fork for another wallet", Ways{Raw: true, Fork: true}, "--raw-unsigned (sign with another wallet)"},
	} {
		err := c.ways.Check()
		if (err == nil) != (c.want == "") || err != nil && !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
