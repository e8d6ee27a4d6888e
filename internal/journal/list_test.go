package journal

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Records of the same second are listed in the order in which they were begun. The last record of a
// pool decides whether its swaps are enabled again.
func TestListWithinASecond(t *testing.T) {
	dir := t.TempDir()
	at := clock()
	for n := range 16 {
		at = at.Add(time.Millisecond)
		j, err := Create(dir, func() time.Time { return at }, Begin{Plan: common.Hash{byte(n)}, ChainID: 1, Calls: 1, Document: []byte(`{}`)})
		must(t, err)
		must(t, j.Close())
	}
	entries, err := List(dir)
	must(t, err)
	for n, entry := range entries {
		if entry.Status.Begin.Plan != (common.Hash{byte(n)}) {
			t.Fatalf("record %d is listed as number %d", entry.Status.Begin.Plan[0], n)
		}
	}
	if len(entries) != 16 {
		t.Errorf("%d records", len(entries))
	}
}
