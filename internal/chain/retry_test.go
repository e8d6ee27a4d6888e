package chain_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mpool/internal/chain"
)

// failing is a node that fails this many requests and then answers.
func failing(t *testing.T, many int64, fail http.HandlerFunc) (url string, seen *atomic.Int64) {
	t.Helper()
	seen = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if seen.Add(1) <= many {
			fail(w, r)
			return
		}
		fmt.Fprint(w, `{"jsonrpc":"2.0","id":1,"result":"0x1"}`)
	}))
	t.Cleanup(server.Close)
	return server.URL, seen
}

// hangs never answers. It reads the request, because a server notices only then that the client is gone.
func hangs(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// Reads are retried if that may help, a limited number of times.
func TestReadsAreTriedAgain(t *testing.T) {
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	cases := []struct {
		name  string
		fail  http.HandlerFunc
		many  int64
		asked int64
		works bool
	}{
		{"busy", status(429), 3, 4, true},
		{"busy for long", status(429), 4, 4, false},
		{"gone", status(503), 3, 4, true},
		{"a gateway", status(502), 1, 2, true},
		{"hung up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 3, 4, true},
		{"a page", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }, 3, 4, true},
		{"slow once", hangs, 1, 2, true},
		{"slow", hangs, 2, 2, false},
		{"no key", status(401), 1, 1, false},
		{"elsewhere", status(307), 1, 1, false},
		{"its own word", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, errorBody(-32000, "no")) }, 1, 1, false},
	}
	for _, tc := range cases {
		url, seen := failing(t, tc.many, tc.fail)
		timeout := time.Minute
		if strings.HasPrefix(tc.name, "slow") {
			timeout = time.Second
		}
		c := dial(t, url, chain.Options{Timeout: timeout, BackOff: time.Millisecond})
		_, err := c.ChainID(t.Context())
		if seen.Load() != tc.asked || (err == nil) != tc.works {
			t.Errorf("%s: asked %d times, want %d: %v", tc.name, seen.Load(), tc.asked, err)
		}
	}
}

// Sends are never retried automatically.
func TestSendsAreNotTriedAgain(t *testing.T) {
	url, seen := failing(t, 5, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	err := dial(t, url, chain.Options{BackOff: time.Millisecond}).Transactions.SendRaw(t.Context(), []byte{1})
	if seen.Load() != 1 || !errors.As(err, new(*chain.DoubtError)) {
		t.Errorf("sent %d times: %v", seen.Load(), err)
	}
}
