package signing

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestReadSafeFile checks that an endless file is not read to its end, and that the program can be
// stopped while it waits for a pipe without a writer.
func TestReadSafeFile(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if text, err := ReadSafeFile(ctx, "/dev/zero"); err == nil {
		t.Errorf("%d bytes of /dev/zero are read", len(text))
	}
	small := filepath.Join(t.TempDir(), "small")
	if err := os.WriteFile(small, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := ReadSafeFile(ctx, small); err != nil || string(text) != "{}" {
		t.Errorf("%q, %v", text, err)
	}
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(100*time.Millisecond, cancel)
	ended := make(chan error, 1)
	go func() {
		_, err := ReadSafeFile(ctx, pipe)
		ended <- err
	}()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it waits for the pipe")
	}
}
