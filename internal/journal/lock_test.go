package journal

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	first, err := Take(dir, Holder{PID: 7, Command: "mpool send", Since: clock()})
	must(t, err)
	_, err = Take(dir, Holder{PID: 8})
	if err == nil || !strings.Contains(err.Error(), "process 7, mpool send, since 2023-11-14 22:13:20 UTC") {
		t.Fatal(err)
	}
	must(t, first.Release())
	second, err := Take(dir, Holder{PID: 8})
	must(t, err)
	must(t, second.Release())
}
