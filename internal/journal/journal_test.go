package journal

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// After each record, the file reads back as written.
func TestRoundTrip(t *testing.T) {
	for _, state := range []State{Intended, SignedOff, Sent, Included, Done} {
		j := create(t)
		run(t, j, 0, Done)
		run(t, j, 1, state)
		got, err := Read(j.Path())
		must(t, err)
		if !reflect.DeepEqual(got, j.Status()) || len(got.Calls) != 2 || got.Calls[1].State != state {
			t.Errorf("%s: read %+v, wrote %+v", state, got, j.Status())
		}
	}
}

// An intent keeps its overrides. Without overrides it is written as before the field existed.
func TestOverrides(t *testing.T) {
	for _, overrides := range [][]Override{nil, {{"max_arbitrage_cost", `<a "reason">`}, {"min_duration", "the same"}}} {
		j := create(t)
		_, intent := transaction(t, 0)
		intent.Overrides = overrides
		must(t, j.Intend(intent))
		got, err := Read(j.Path())
		must(t, err)
		if !reflect.DeepEqual(got.Calls[0].Intent.Overrides, overrides) {
			t.Errorf("read %+v, wrote %+v", got.Calls[0].Intent.Overrides, overrides)
		}
		text, err := os.ReadFile(j.Path())
		must(t, err)
		if there := bytes.Contains(text, []byte("overrides")); there != (overrides != nil) {
			t.Errorf("overrides are named: %v in %s", there, text)
		}
	}
}

func TestModes(t *testing.T) {
	j := create(t)
	for path, want := range map[string]os.FileMode{j.Path(): 0o600, filepath.Dir(j.Path()): 0o700} {
		info, err := os.Stat(path)
		must(t, err)
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o", path, info.Mode().Perm())
		}
	}
}

// Seal returns bytes only after they are on the disk.
func TestSealedBytesAreOnTheDisk(t *testing.T) {
	j := create(t)
	tx, intent := transaction(t, 0)
	must(t, j.Intend(intent))
	sealed, err := j.Seal(tx)
	must(t, err)
	status, err := Read(j.Path())
	must(t, err)
	if !bytes.Equal(status.Calls[0].Attempts[0].Raw, sealed.Raw()) || sealed.Hash() != tx.Hash() {
		t.Error("the bytes differ")
	}
}
