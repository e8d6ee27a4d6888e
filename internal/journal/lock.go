package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Holder describes the process that holds the lock.
type Holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"` // program name without arguments
	Since   time.Time `json:"since"`
}

// LockedError says that another mpool holds the lock.
type LockedError struct {
	Path   string
	Holder Holder // zero if it could not be read
}

func (e *LockedError) Error() string {
	if e.Holder.PID == 0 {
		return "another mpool is sending"
	}
	return fmt.Sprintf("another mpool is sending: process %d, %s, since %s", e.Holder.PID, e.Holder.Command, e.Holder.Since.UTC().Format("2006-01-02 15:04:05 UTC"))
}

// Code returns the stable code for scripts.
func (e *LockedError) Code() string { return "locked" }

// Hint returns what the user should do next.
func (e *LockedError) Hint() string {
	return "wait until it has finished, or " + e.Stop() + ": what it has sent stays in its record; for another pool owner, use another --state-dir"
}

// Stop says how to end the other mpool in the middle of an operation.
func (e *LockedError) Stop() string {
	if e.Holder.PID == 0 {
		return "press Ctrl-C in its terminal"
	}
	return fmt.Sprintf("press Ctrl-C in its terminal (process %d)", e.Holder.PID)
}

// Lock is held as long as the process lives. The operating system releases it when the process
// ends, for any reason.
type Lock struct{ file *flock.Flock }

// Take takes the lock of a folder and creates the folder if necessary. If the lock is taken, Take
// does not wait and returns a *LockedError.
func Take(dir string, holder Holder) (*Lock, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	if err := records().Folder(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "lock")
	file := flock.New(path, flock.SetPermissions(0o600))
	taken, err := file.TryLock()
	if err != nil {
		return nil, err
	}
	if !taken {
		return nil, &LockedError{Path: path, Holder: readHolder(path)}
	}
	text, err := json.Marshal(holder)
	if err == nil {
		err = os.WriteFile(path+".holder", text, 0o600)
	}
	if err != nil {
		return nil, errors.Join(err, file.Unlock())
	}
	return &Lock{file}, nil
}

// readHolder reads what the holder wrote about itself. It is only shown, and decides nothing.
func readHolder(path string) Holder {
	var holder Holder
	text, err := os.ReadFile(path + ".holder")
	if err != nil || json.Unmarshal(text, &holder) != nil {
		return Holder{}
	}
	return holder
}

// Release releases the lock.
func (l *Lock) Release() error { return l.file.Unlock() }
