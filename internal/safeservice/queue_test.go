package safeservice

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// answering is a service that gives one answer to everything.
func answering(t *testing.T, status int, body string) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(server.Close)
	c, err := New(server.URL, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

const owner = "0x00000000000000000000000000000000000000aa"

// What cannot be hashed as it is shown is kept, and said to be broken.
func TestQueueOfAnything(t *testing.T) {
	whole := `"safe":"` + owner + `","to":"` + owner + `","value":"0","data":null,"operation":0,"safeTxGas":0,"baseGas":"0","gasPrice":"0","nonce":5`
	tests := []struct{ name, from, to, broken string }{
		{"numbers and texts", "", "", ""},
		{"a nonce as text", `"nonce":5`, `"nonce":"5"`, ""},
		{"no nonce", `"nonce":5`, `"nonce":null`, "nonce"},
		{"a nonce that is too large", `"nonce":5`, `"nonce":"18446744073709551616"`, "nonce"},
		{"a negative nonce", `"nonce":5`, `"nonce":-1`, "nonce"},
		{"a fraction", `"value":"0"`, `"value":1.5`, "value"},
		{"an exponent", `"value":"0"`, `"value":1e18`, "value"},
		{"a hexadecimal value", `"value":"0"`, `"value":"0x10"`, "value"},
		{"an operation that there is not", `"operation":0`, `"operation":2`, "operation"},
		{"data that are none", `"data":null`, `"data":"0x123"`, "data"},
		{"another Safe", `"safe":"0x00`, `"safe":"0x01`, "another Safe"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := answering(t, http.StatusOK, `{"next":null,"results":[{`+strings.Replace(whole, test.from, test.to, 1)+`}]}`)
			queue, err := c.Queue(context.Background(), common.HexToAddress(owner), 5)
			if err != nil || len(queue) != 1 {
				t.Fatalf("%+v, %v", queue, err)
			}
			if got := queue[0].Broken; (got == "") != (test.broken == "") || !strings.Contains(got, test.broken) {
				t.Errorf("broken: %q, want %q", got, test.broken)
			}
		})
	}
}

// A list that has no end, or is none, is an error.
func TestQueueWithoutEnd(t *testing.T) {
	page := `{"next":"more","results":[` + strings.TrimSuffix(strings.Repeat(`{"safe":"`+owner+`","nonce":7,"operation":0},`, 50), ",") + `]}`
	done := strings.ReplaceAll(page, `"nonce":7`, `"nonce":7,"isExecuted":true`) // none of these waits
	old := strings.ReplaceAll(page, `"nonce":7`, `"nonce":1`)
	last := strings.Replace(page, `"next":"more"`, `"next":null`, 1)
	many := last[:len(last)-2] + strings.Repeat(`,{"safe":"`+owner+`","nonce":7,"operation":0}`, 451) + "]}"
	for _, body := range []string{page, done, old, many, "null", "{}", `{"results":null}`, "[]", `{"results":7}`, "", "<html>", strings.Repeat("x", longestAnswer+2)} {
		c := answering(t, http.StatusOK, body)
		if queue, err := c.Queue(context.Background(), common.HexToAddress(owner), 5); err == nil {
			t.Errorf("%.40q is taken: %d", body, len(queue))
		}
	}
}

// A list that grows by one transaction a page, and one that has just as many as may
// wait.
func TestQueueInPages(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		next := `"more"`
		if asked == mostWait {
			next = "null"
		}
		fmt.Fprintf(w, `{"next":%s,"results":[{"safe":"%s","nonce":7,"operation":0}]}`, next, owner)
	}))
	t.Cleanup(server.Close)
	c, err := New(server.URL, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if queue, err := c.Queue(context.Background(), common.HexToAddress(owner), 5); err != nil || len(queue) != mostWait {
		t.Errorf("%d, %v", len(queue), err)
	}
}

// A service that repeats a piece of the key gives nothing of it away.
func TestNoPieceOfTheKeyShows(t *testing.T) {
	const key = "c4n4ry5ecretOfN0body7x"
	for _, body := range []string{`{"d":"bad ` + key[:13] + `"}`, `{"d":"` + key[5:] + ` is no key"}`, "key " + strings.ToUpper(key[2:12])} {
		c := answering(t, http.StatusUnauthorized, body)
		keyed, err := New(c.base, key)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(keyed.Close)
		_, err = keyed.Queue(context.Background(), common.HexToAddress(owner), 5)
		for at := 0; err != nil && at+6 <= len(key); at++ {
			if strings.Contains(strings.ToLower(err.Error()), strings.ToLower(key[at:at+6])) {
				t.Errorf("%s: %v", body, err)
			}
		}
		if err == nil || !strings.Contains(err.Error(), "***") {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// Neither the key nor the address's own secrets are ever shown.
func TestNoSecretShows(t *testing.T) {
	const canary = "c4n4ry5ecretOfTheService"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, r.Header.Get("Authorization")+" "+r.URL.String(), http.StatusBadGateway)
	}))
	t.Cleanup(server.Close)
	address := strings.Replace(server.URL, "http://", "http://user:"+canary+"@", 1) + "/" + canary
	for _, base := range []string{address, strings.Replace(address, "127.0.0.1", "127.0.0.1:1", 1)} {
		c, err := New(base, canary+"Key")
		if err != nil {
			if strings.Contains(err.Error(), canary) {
				t.Errorf("%v", err)
			}
			continue
		}
		_, err = c.Queue(context.Background(), common.HexToAddress(owner), 5)
		if shown := fmt.Sprintf("%v %+v %#v %v %+v %#v", err, err, err, c, c, c); err == nil || strings.Contains(shown, canary) {
			t.Errorf("%s", shown)
		}
		c.Close()
	}
}

func TestNew(t *testing.T) {
	for base, good := range map[string]bool{
		"https://api.safe.global/tx-service/eth": true, "http://127.0.0.1:8000": true, "http://localhost/x": true, "http://[::1]:8000": true,
		"http://example.com": false, "ftp://example.com": false, "example.com": false, "": false, "https://": false, "https://a.example/?key=1": false,
	} {
		if _, err := New(base, ""); (err == nil) != good {
			t.Errorf("%s: %v", base, err)
		}
	}
}
