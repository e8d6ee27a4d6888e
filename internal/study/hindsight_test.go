package study

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// TestPastUnread checks that stored rows are removed if the pool's past cannot be read.
func TestPastUnread(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	client, err := chain.Dial(t.Context(), gone.URL, chain.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	removed, asked := 0, usual()
	run := &prepared{path: &path{from: 1, to: 2, done: []func(){func() { removed++ }}}}
	newest := &ops.Snapshot{Block: ops.Block{Number: 9, Time: 3}}
	if err := aStudy().addPast(t.Context(), &asked.Asked, client, newest, run); err == nil || removed != 1 {
		t.Errorf("the rows were removed %d times, %v", removed, err)
	}
}
