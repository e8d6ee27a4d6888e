package journal

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Entry is one operation's record in a folder.
type Entry struct {
	ID     string
	Path   string
	Status Status
}

// Begun is when the record was begun, to the second, as its id says; zero where it says
// nothing.
func (e Entry) Begun() time.Time {
	const layout = "20060102T150405Z"
	begun, err := time.Parse(layout, e.ID[:min(len(e.ID), len(layout))])
	if err != nil {
		return time.Time{}
	}
	return begun
}

// List reads all records of a folder, the oldest first. One that cannot be read
// is an error: it may be of a transaction that is out.
func List(dir string) ([]Entry, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var entries []Entry
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), suffix) || !file.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, file.Name())
		status, err := Read(path)
		if err != nil {
			return nil, err
		}
		if status.Begin.Calls == 0 {
			continue // its first line was cut off: nothing followed it
		}
		entries = append(entries, Entry{ID: idOf(path), Path: path, Status: status})
	}
	// The names have whole seconds.
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Status.Began.Compare(b.Status.Began) })
	return entries, nil
}

// Find looks through the records in a folder for a call of a plan that was signed, or given
// to others to sign, and did not revert: it may have an effect on the chain. The entry is
// empty if there is none.
func Find(dir string, want Intent) (entry Entry, hash common.Hash, err error) {
	entries, err := List(dir)
	if err != nil {
		return Entry{}, common.Hash{}, err
	}
	for _, entry := range entries {
		for _, call := range entry.Status.Calls {
			if call.Intent.sameCall(want) && call.mayBeOut() {
				hash, _ := call.Hash()
				return entry, hash, nil
			}
		}
	}
	return Entry{}, common.Hash{}, nil
}

// sameCall leaves out what may be another for the same call: its nonce.
func (i Intent) sameCall(other Intent) bool {
	return i.Plan == other.Plan && i.Step == other.Step && i.From == other.From && i.To == other.To && i.DataHash == other.DataHash
}

func (c Call) mayBeOut() bool {
	switch c.State {
	case Intended:
		return c.Intent.Delegated
	case Reverted, Cancelled, Replaced, NotSent, GivenUp:
		return false
	}
	return true
}
