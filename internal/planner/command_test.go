package planner

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// WarnUnfinished names what is unfinished by its command, and says so where that cannot be read.
func TestWarnUnfinished(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	record(w.T, w.Settings.JournalDir(), 1, w.state.Pool.Address, ops.Series{}, true)
	WarnUnfinished(w.Planner, w.state, func(journal.Begin) string { return ", and so on" })
	says(t, w, "pool apply is not finished, and so on: run mpool resume ")
	w = newWorld(t, plantest.Pool())
	w.Settings.StateDir = filepath.Join(t.TempDir(), "file")
	plantest.Must(t, os.WriteFile(w.Settings.StateDir, nil, 0o600))
	WarnUnfinished(w.Planner, w.state, nil)
	says(t, w, "cannot find out whether an operation is unfinished: ", "unfinished.unread")
}

func says(t *testing.T, w *world, words ...string) {
	t.Helper()
	said := w.said.String()
	for _, message := range w.UI.Warnings {
		said += message.Code + "\n"
	}
	for _, word := range words {
		if !strings.Contains(said, word) {
			t.Errorf("it does not say %q: %s", word, said)
		}
	}
}
