package journal

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/mistake"
)

// Journal is the open record of one operation.
type Journal struct {
	file   *os.File
	now    func() time.Time
	status Status
	sum    string // of the last line
	// broken is the error of a write that may have left half a line on the disk. Nothing is
	// appended after it.
	broken error
}

// Create starts the record of an operation in a folder, and creates the folder if it is missing.
// Only this user can read either.
func Create(dir string, now func() time.Time, begin Begin) (*Journal, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	if err := records().Folder(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, newID(now())+suffix)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	j := &Journal{file: file, now: now}
	// Without the sync a power cut could remove the whole file.
	err = syncFolder(dir)
	if err == nil {
		err = j.append(record{Begin: &begin})
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return j, nil
}

// Open continues a record. It first removes a last line that was cut off.
func Open(path string, now func() time.Time) (*Journal, error) {
	c, err := readFile(path)
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return nil, err
	}
	if err = file.Truncate(c.whole); err == nil {
		err = file.Sync()
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &Journal{file: file, now: now, status: c.status, sum: c.sum}, nil
}

const suffix = ".jsonl"

// newID returns an id that sorts by time. Its random end separates two runs in the same second.
func newID(now time.Time) string {
	var tail [4]byte
	_, _ = rand.Read(tail[:]) // rand.Read never returns an error
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

// Path is the path of the record's file.
func (j *Journal) Path() string { return j.file.Name() }

// ID is the name of the record's file without its suffix.
func (j *Journal) ID() string { return idOf(j.Path()) }

func idOf(path string) string { return strings.TrimSuffix(filepath.Base(path), suffix) }

// Status returns what the records add up to so far.
func (j *Journal) Status() Status {
	return j.status.clone()
}

func (s Status) clone() Status {
	s.Calls = slices.Clone(s.Calls)
	return s
}

// Close closes the file. Every line is on the disk already.
func (j *Journal) Close() error { return j.file.Close() }

// Intend records the next transaction before it is signed. If others sign and send it, no other
// record precedes the sending.
func (j *Journal) Intend(intent Intent) error {
	return j.append(record{Call: len(j.status.Calls), Intent: &intent})
}

// Sealed holds signed bytes that are recorded on the disk. mpool sends no others.
type Sealed struct {
	raw  []byte
	hash common.Hash
}

// Raw returns the bytes to send.
func (s Sealed) Raw() []byte { return bytes.Clone(s.raw) }

// Hash returns the transaction's hash.
func (s Sealed) Hash() common.Hash { return s.hash }

// Seal records a signed transaction and returns the bytes to send. For a call that is pending
// already, it records a replacement with the same nonce.
func (j *Journal) Seal(tx *types.Transaction) (Sealed, error) { return j.SealAs(tx, Signed{}) }

// SealCancel records a transaction that uses the call's nonce and does nothing.
func (j *Journal) SealCancel(tx *types.Transaction) (Sealed, error) {
	return j.SealAs(tx, Signed{Cancels: true})
}

// SealAs is Seal with the purpose and the destination of the transaction in as. Raw and Hash of as
// are ignored: both come from tx.
func (j *Journal) SealAs(tx *types.Transaction, as Signed) (Sealed, error) {
	raw, err := tx.MarshalBinary()
	if err != nil {
		return Sealed{}, err
	}
	as.Raw, as.Hash = raw, tx.Hash()
	if err := j.follow(record{Signed: &as}); err != nil {
		return Sealed{}, err
	}
	mistake.Point("journal")
	return Sealed{raw: raw, hash: tx.Hash()}, nil
}

// Sealed returns bytes that were recorded before, by this run or another.
func (s Signed) Sealed() Sealed { return Sealed{raw: s.Raw, hash: s.Hash} }

// Broadcast records that a node accepted the transaction.
func (j *Journal) Broadcast(hash common.Hash) error {
	return j.follow(record{Broadcast: &Broadcast{Hash: hash}})
}

// Mined records the receipt.
func (j *Journal) Mined(m Mined) error { return j.follow(record{Mined: &m}) }

// Verified records how the state after the transaction differs from the prediction; no differences
// mean that it matches.
func (j *Journal) Verified(differences []string) error {
	if differences == nil {
		differences = []string{}
	}
	return j.follow(record{Verified: &Verified{OK: len(differences) == 0, Differences: differences}})
}

// Replaced records that another transaction used the nonce.
func (j *Journal) Replaced(why string) error {
	return j.follow(record{Ended: &Ended{State: Replaced, Why: why}})
}

// NotSent records that, according to an operator, the transaction was never sent by those who were
// to sign it.
func (j *Journal) NotSent(why string) error {
	return j.follow(record{Ended: &Ended{State: NotSent, Why: why}})
}

// CloseOperation records that the rest of the operation will not be sent.
func (j *Journal) CloseOperation(why string) error {
	return j.append(record{Call: max(0, len(j.status.Calls)-1), Closed: &Closed{Why: why}})
}

// Failed records the text of an error. The caller has removed secrets from it.
func (j *Journal) Failed(message string) error {
	return j.follow(record{Error: &Error{Message: message}})
}

// Refused records that the nodes refused the latest attempt and do not have it. message is their
// error.
func (j *Journal) Refused(hash common.Hash, message string) error {
	return j.follow(record{Error: &Error{Message: message, Refused: &hash}})
}

// GiveUp records that a refused transaction will not be sent again.
func (j *Journal) GiveUp(why string) error {
	return j.follow(record{Ended: &Ended{State: GivenUp, Why: why}})
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
	r.Time = j.now().UTC()
	next := j.status.clone()
	if err := next.fold(r); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	text, after, err := encode(r, j.sum)
	if err == nil {
		_, err = j.file.Write(text)
	}
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		j.broken = err
		return err
	}
	j.status, j.sum = next, after
	return nil
}
