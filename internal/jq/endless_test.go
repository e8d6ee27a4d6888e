package jq

import (
	"bytes"
	"testing"
	"time"
)

// An endless expression ends soon after the user ends the program.
func TestEndless(t *testing.T) {
	for _, words := range []string{"def f: f; f", "[repeat(1)]"} {
		var f Filter
		if err := f.Set(words); err != nil {
			t.Fatal(err)
		}
		ended, done := make(chan struct{}), make(chan error, 1)
		close(ended)
		go func() { done <- f.Write(ended, new(bytes.Buffer), []byte("{}")) }()
		select {
		case err := <-done:
			if err == nil {
				t.Errorf("%s: no error", words)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: it still runs", words)
		}
	}
}
