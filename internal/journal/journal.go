package journal

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Journal is the open record of one run.
type Journal struct {
	file   *os.File
	now    func() time.Time
	status Status
	// broken is the error of a line that may be half on the disk: nothing may
	// follow it.
	broken error
}

// Create starts the record of an operation in a folder, which it makes where
// it is missing. Both are for this user's eyes only.
func Create(dir string, now func() time.Time) (*Journal, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, newID(now())+suffix)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	// Without this the file may be gone after a power cut, lines and all.
	if err := syncFolder(dir); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &Journal{file: file, now: now}, nil
}

const suffix = ".jsonl"

// newID sorts by time, and two runs of one second differ.
func newID(now time.Time) string {
	var tail [4]byte
	_, _ = rand.Read(tail[:]) // never fails, says its documentation
	return now.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(tail[:])
}

func makeFolder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(dir))
}

func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Path is the record's file.
func (j *Journal) Path() string { return j.file.Name() }

// Status is what the records so far add up to.
func (j *Journal) Status() Status { return Status{Calls: slices.Clone(j.status.Calls)} }

// Close ends the record. Everything is on the disk before.
func (j *Journal) Close() error { return j.file.Close() }

// Intend records what the next transaction will be. Where the node signs, this
// is the record that has to be there before anything is sent.
func (j *Journal) Intend(intent Intent) error {
	return j.append(record{Call: len(j.status.Calls), Intent: &intent})
}

// Sealed are signed bytes that the disk holds: nothing else may be sent.
type Sealed struct {
	raw  []byte
	hash common.Hash
}

// Raw are the bytes to send.
func (s Sealed) Raw() []byte { return bytes.Clone(s.raw) }

// Hash is the transaction's.
func (s Sealed) Hash() common.Hash { return s.hash }

// Seal records a signed transaction and gives out the bytes to send.
func (j *Journal) Seal(tx *types.Transaction) (Sealed, error) {
	raw, err := tx.MarshalBinary()
	if err != nil {
		return Sealed{}, err
	}
	if err := j.follow(record{Signed: &Signed{Raw: raw, Hash: tx.Hash()}}); err != nil {
		return Sealed{}, err
	}
	return Sealed{raw: raw, hash: tx.Hash()}, nil
}

// Broadcast records that a node took the transaction.
func (j *Journal) Broadcast(hash common.Hash) error {
	return j.follow(record{Broadcast: &Broadcast{Hash: hash}})
}

// Mined records the receipt.
func (j *Journal) Mined(m Mined) error { return j.follow(record{Mined: &m}) }

// Verified records whether the state after is as predicted: no differences.
func (j *Journal) Verified(differences []string) error {
	if differences == nil {
		differences = []string{}
	}
	return j.follow(record{Verified: &Verified{OK: len(differences) == 0, Differences: differences}})
}

// Failed records an error, whose text holds no secrets.
func (j *Journal) Failed(message string) error {
	return j.follow(record{Error: &Error{Message: message}})
}

// follow appends a record about the latest call.
func (j *Journal) follow(r record) error {
	r.Call = len(j.status.Calls) - 1
	return j.append(r)
}

// append writes one line with one write and one fsync.
func (j *Journal) append(r record) error {
	if j.broken != nil {
		return fmt.Errorf("the journal is broken: %w", j.broken)
	}
	r.Schema, r.Time = schema, j.now().UTC()
	if err := j.status.fold(r); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	line, err := json.Marshal(r)
	if err == nil {
		_, err = j.file.Write(append(line, '\n'))
	}
	if err == nil {
		err = j.file.Sync()
	}
	j.broken = err
	return err
}
