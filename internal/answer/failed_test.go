package answer

import (
	"context"
	"testing"
)

// An interrupted command says that nothing was sent only if it can send: a wait or a dry run never does.
func TestInterruptedSaysWhatItCould(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for sends, want := range map[bool]string{false: "interrupted", true: "interrupted before anything was sent"} {
		w := &Writer{Reached: true, Sends: sends}
		if f := w.Classify(stopped, stopped.Err()); f.Message != want || f.Code != "interrupted" {
			t.Errorf("sends %v: %q", sends, f.Message)
		}
	}
}
