package chain

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"mpool/internal/chain/wire"
)

// A fork that hangs is asked once, with the node's timeout plus a minute.
func TestAnotherIsAskedOnce(t *testing.T) {
	var asked atomic.Int32
	release := make(chan struct{})
	hangs := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		<-release
	}))
	defer hangs.Close()
	defer close(release)
	c, err := Dial(t.Context(), hangs.URL, Options{Timeout: 500 * time.Millisecond, BackOff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fork, err := c.Another(t.Context(), hangs.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer fork.Close()
	if want := time.Minute + 500*time.Millisecond; fork.Wire.Timeout != want {
		t.Errorf("it waits %s, want %s", fork.Wire.Timeout, want)
	}
	fork.Wire.Timeout = c.Wire.Timeout
	for _, one := range []struct {
		client *Client
		want   int32
	}{{c, 2}, {fork, 1}} {
		asked.Store(0)
		if _, err := one.client.Wire.Ask(t.Context(), wire.Question{Method: "eth_chainId"}); err == nil || asked.Load() != one.want {
			t.Errorf("asked %d times, want %d: %v", asked.Load(), one.want, err)
		}
	}
}
