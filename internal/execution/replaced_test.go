package execution

import (
	"testing"

	"mpool/internal/failure"
	"mpool/internal/journal"
)

// LatestOf needs a transaction that was signed here, and valid bytes.
func TestLatestOf(t *testing.T) {
	t.Parallel()
	_, err := LatestOf(&journal.Call{})
	wantFailure(t, err, failure.Refused, "signed_elsewhere", "can only be replaced there")
	_, err = LatestOf(&journal.Call{Attempts: []journal.Signed{{Raw: []byte{1, 2}}}})
	wantFailure(t, err, failure.Plain, "journal", "bytes are not valid")
	w := stuck(t, swapsOff())
	call := &w.only().Status.Calls[0]
	tx, err := LatestOf(call)
	must(t, err)
	if tx.Hash() != call.Hashes[0] {
		t.Errorf("%s, want %s", tx.Hash(), call.Hashes[0])
	}
}
