package execution

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
)

// TestWhatIsOut: where mpool itself fails, the exit code and the hint say what may be pending.
func TestWhatIsOut(t *testing.T) {
	t.Parallel()
	hash := common.Hash{7}
	for name, test := range map[string]struct {
		run     func(*Engine)
		exit    int
		hint    string
		details string // names of the details
	}{
		"nothing":                   {func(*Engine) {}, failure.Plain, "nothing was sent", ""},
		"a signature":               {func(e *Engine) { e.Gone.What = "a signature was written" }, failure.Plain, "no transaction was sent, but a signature was written", ""},
		"one":                       {func(e *Engine) { e.IsOut("x", hash) }, failure.Unconfirmed, "transaction " + hash.Hex() + " may be pending: do not send again; run mpool resume x", "id hash"},
		"one that the node signs":   {func(e *Engine) { e.IsOut("x", common.Hash{}) }, failure.Unconfirmed, "a transaction that the node signs may be pending: do not send again; run mpool resume x", "id"},
		"one that was refused":      {func(e *Engine) { e.IsOut("x", hash); e.NotOut() }, failure.Plain, "nothing was sent", ""},
		"a second that was refused": {func(e *Engine) { e.IsOut("x", hash); e.IsOut("x", hash); e.NotOut() }, failure.Unconfirmed, "an earlier transaction of this plan was sent, but not the last one: run mpool resume x", "id"},
	} {
		e := &Engine{}
		test.run(e)
		if exit, hint := e.WhatIsOut(); exit != test.exit || hint != test.hint {
			t.Errorf("%s: %d, %q", name, exit, hint)
		}
		f := e.Mistaken("a.go:1", "the text is in b")
		for _, key := range []string{"id", "hash"} {
			if _, has := f.Details[key]; has != strings.Contains(test.details, key) {
				t.Errorf("%s: the detail %s is there: %v", name, key, has)
			}
		}
		if f.Exit != test.exit || f.Hint != test.hint+"; the text is in b" || f.Message != "a.go:1" {
			t.Errorf("%s: %+v", name, f)
		}
	}
}
