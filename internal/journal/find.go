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

// Begun is the start time in the record's id, in whole seconds; zero if the id holds no time.
func (e Entry) Begun() time.Time {
	const layout = "20060102T150405Z"
	begun, err := time.Parse(layout, e.ID[:min(len(e.ID), len(layout))])
	if err != nil {
		return time.Time{}
	}
	return begun
}

// Has says whether a call of the record has a transaction with this hash, also one that was replaced.
func (e Entry) Has(hash common.Hash) bool {
	return slices.ContainsFunc(e.Status.Calls, func(c Call) bool { return slices.Contains(c.Hashes, hash) })
}

// FindHash looks in a folder for the record that has a transaction. The entry is empty if none has it.
func FindHash(dir string, hash common.Hash) (Entry, error) {
	entries, err := List(dir)
	if err != nil {
		return Entry{}, err
	}
	if i := slices.IndexFunc(entries, func(e Entry) bool { return e.Has(hash) }); i >= 0 {
		return entries[i], nil
	}
	return Entry{}, nil
}

// List reads all records of a folder, the oldest first. A record that cannot be read is an error,
// because its transaction may be pending.
func List(dir string) ([]Entry, error) {
	if err := records().Folder(dir); err != nil {
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
			continue // its first line was cut off, so it holds no record
		}
		entries = append(entries, Entry{ID: idOf(path), Path: path, Status: status})
	}
	// The file names have whole seconds; Began is finer.
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Status.Began.Compare(b.Status.Began) })
	return entries, nil
}

// Find looks in a folder for a recorded call like want that may have an effect on the chain: it was
// signed or given to others to sign, and has not failed or been replaced. The entry is empty if
// there is none.
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

// sameCall compares everything but the nonce: the same call may be sent again with another nonce.
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
