package wire

import (
	"context"
	"net/http"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Unix(1_700_000_000, 0).UTC()
	for text, want := range map[string]time.Duration{
		"3": 3 * time.Second, "0.5": time.Second / 2, "": 0, "-1": 0, "NaN": 0, "soon": 0,
		now.Add(time.Minute).Format(http.TimeFormat): time.Minute, now.Add(-time.Minute).Format(http.TimeFormat): 0,
	} {
		if got := retryAfter(text, now); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for address, good := range map[string]bool{
		"http://127.0.0.1:8545": true, "wss://a.b/c": true, "/data/geth.ipc": true, "geth.ipc": true,
		"stdio://": false, "ftp://a": false, "127.0.0.1:8545": false, "": false, "http://": false,
	} {
		if err := checkAddress(address); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := Connect(context.Background(), "stdio:///bin/sh", Options{}); err == nil {
		t.Error("a program was run")
	}
}
