package journal

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"mpool/internal/owned"
)

// Look counts all records, skips a damaged one, and says who holds the lock.
func TestLook(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "journal")
	if h, err := Look(dir); err != nil || h.Records != 0 || h.Locked != nil {
		t.Fatalf("of nothing: %+v, %v", h, err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("looking has made the folder")
	}
	lock, err := Take(dir, Holder{PID: 7, Command: "mpool send"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "20260101T000000Z-00000000.jsonl"), []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := Look(dir)
	if err != nil || h.Records != 1 || len(h.Unreadable) != 1 || h.Locked == nil || h.Locked.Holder.PID != 7 {
		t.Errorf("%+v, %v", h, err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // Look does not keep the lock
		if h, err := Look(dir); err != nil || h.Locked != nil {
			t.Errorf("%+v, %v", h, err)
		}
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	var open *owned.WritableError
	if _, err := Look(dir); !errors.As(err, &open) {
		t.Errorf("of a folder that others can write: %v", err)
	}
}
