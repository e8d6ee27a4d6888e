package safeservice

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// answering is a service that gives the same answer to every request.
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

// TestQueueOfAnything checks that an entry that cannot be hashed is kept and marked as broken.
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
			c := answering(t, http.StatusOK, `{"count":1,"next":null,"results":[{`+strings.Replace(whole, test.from, test.to, 1)+`}]}`)
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

// TestQueueWithoutEnd checks that a list without an end, or no list, is an error.
func TestQueueWithoutEnd(t *testing.T) {
	page := `{"next":"more","results":[` + strings.TrimSuffix(strings.Repeat(`{"safe":"`+owner+`","nonce":7,"operation":0},`, 50), ",") + `]}`
	done := strings.ReplaceAll(page, `"nonce":7`, `"nonce":7,"isExecuted":true`) // an executed transaction does not wait
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

// listing is a service with a number of transactions and its own page size, whatever size is
// requested.
type listing struct {
	waiting, page int
	entry         func(n int) string
	count         func(waiting int) string
}

func (l listing) start(t *testing.T) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		to, next := min(from+l.page, l.waiting), "null"
		if to < l.waiting {
			next = `"http://127.0.0.1:1/elsewhere"`
		}
		var entries []string
		for n := from; n < to; n++ {
			entries = append(entries, l.entry(n))
		}
		fmt.Fprintf(w, `{"count":%s,"next":%s,"results":[%s]}`, l.count(l.waiting), next, strings.Join(entries, ","))
	}))
	t.Cleanup(server.Close)
	c, err := New(server.URL, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func numbered(n int) string {
	return fmt.Sprintf(`{"safe":%q,"to":%q,"nonce":%d,"operation":0}`, owner, owner, 5+n)
}

// TestQueueInPages checks that all transactions are listed once, whatever the page size, and that the
// list ends at the reported count.
func TestQueueInPages(t *testing.T) {
	for _, of := range []struct{ waiting, page int }{{47, 20}, {47, 50}, {mostWait, 1}, {1, 1}, {0, 20}, {40, 20}} {
		c := listing{of.waiting, of.page, numbered, strconv.Itoa}.start(t)
		queue, err := c.Queue(context.Background(), common.HexToAddress(owner), 5)
		if err != nil || len(queue) != of.waiting {
			t.Fatalf("%d of %d, %v", len(queue), of.waiting, err)
		}
		for n, q := range queue {
			if q.Transaction.Nonce != uint64(5+n) || q.Broken != "" {
				t.Errorf("entry %d of %d: %+v", n, of.waiting, q)
			}
		}
	}
}

// TestQueueThatIsNotWhole checks that a list is refused if its length differs from its count, or if it
// promises more and has none.
func TestQueueThatIsNotWhole(t *testing.T) {
	for name, body := range map[string]string{
		"more than it lists": `{"count":3,"next":null,"results":[` + numbered(0) + `]}`,
		"less than it lists": `{"count":0,"next":null,"results":[` + numbered(0) + `]}`,
		"an empty page":      `{"count":0,"next":"more","results":[]}`,
		"no number":          `{"next":null,"results":[` + numbered(0) + `]}`,
		"no list":            `{"count":1,"next":null}`,
	} {
		queue, err := answering(t, http.StatusOK, body).Queue(context.Background(), common.HexToAddress(owner), 5)
		var no *Error
		if !errors.As(err, &no) || !no.Unknown || !strings.Contains(no.Error()+no.Hint(), "is unknown") {
			t.Errorf("%s: %d, %v", name, len(queue), err)
		}
	}
}

// TestQueueWithABadEntry checks that one bad entry is marked as broken and leaves the others readable.
func TestQueueWithABadEntry(t *testing.T) {
	good := numbered(0)
	for bad, want := range map[string]struct {
		words   string
		noNonce bool
	}{
		"null": {"null", true}, "7": {"cannot be read", true}, `[]`: {"cannot be read", true}, `"x"`: {"cannot be read", true},
		strings.Replace(good, `"to":"0x`, `"to":"zz`, 1):                    {"cannot be read", false},
		strings.Replace(good, `"operation":0`, `"confirmations":7`, 1):      {"cannot be read", false},
		strings.Replace(good, `"operation":0`, `"safeTxHash":"0x1"`, 1):     {"cannot be read", false},
		strings.Replace(good, `"nonce":5`, `"nonce":{"a":[1]}`, 1):          {"nonce", true},
		strings.Replace(good, `"operation":0`, `"data":"0xzz"`, 1):          {"data", false},
		strings.Replace(good, `"operation":0`, `"isExecuted":"perhaps"`, 1): {"cannot be read", false},
	} {
		c := answering(t, http.StatusOK, `{"count":3,"next":null,"results":[`+good+","+bad+","+numbered(1)+`]}`)
		queue, err := c.Queue(context.Background(), common.HexToAddress(owner), 5)
		if err != nil || len(queue) != 3 || queue[0].Broken != "" || queue[2].Broken != "" {
			t.Fatalf("%s: %+v, %v", bad, queue, err)
		}
		if q := queue[1]; !strings.Contains(q.Broken, want.words) || q.NoNonce != want.noNonce || !q.NoNonce && q.Transaction.Nonce != 5 {
			t.Errorf("%s: %+v", bad, q)
		}
	}
}

// TestConfirmationsOfAnyKind checks that one bad confirmation is kept and leaves the others.
func TestConfirmationsOfAnyKind(t *testing.T) {
	confirmations := `[null,7,{"owner":null,"signature":null},{"owner":"0x12","signature":"0x"},{"owner":"` + owner + `","signature":"zz"},{"owner":"` + owner + `","signature":"0x1234"}]`
	c := answering(t, http.StatusOK, `{"count":1,"next":null,"results":[`+strings.Replace(numbered(0), `"operation":0`, `"operation":0,"confirmations":`+confirmations, 1)+`]}`)
	queue, err := c.Queue(context.Background(), common.HexToAddress(owner), 5)
	if err != nil || len(queue) != 1 || queue[0].Broken != "" || len(queue[0].Confirmed) != 6 {
		t.Fatalf("%+v, %v", queue, err)
	}
	if last := queue[0].Confirmed[5]; last.Owner != common.HexToAddress(owner) || len(last.Signature) != 2 {
		t.Errorf("%+v", last)
	}
}

// TestRedirect checks that a redirect is reported and not followed.
func TestRedirect(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		_, err := answering(t, status, "").Queue(context.Background(), common.HexToAddress(owner), 5)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("it redirects (HTTP %d); mpool does not follow redirects", status)) {
			t.Errorf("%v", err)
		}
	}
}

// TestKeysWithOddBytes checks that an invalid key is refused and not shown.
func TestKeysWithOddBytes(t *testing.T) {
	const canary = "c4n4ry5ecret"
	for _, tail := range []string{"\n", "\r\n", " ", "\x00", "\xff\xfe", "é", "\t", "\x7f"} {
		for _, key := range []string{canary + tail, tail + canary, canary + tail + canary} {
			_, err := New("http://127.0.0.1:1", key)
			if err == nil || !strings.Contains(err.Error(), "invalid SAFE_TRANSACTION_SERVICE_API_KEY: it contains a line break, a space or an unprintable character") || strings.Contains(err.Error(), canary) {
				t.Errorf("%q: %v", key, err)
			}
		}
	}
}

// TestNoPieceOfTheKeyShows checks that no part of the key is shown when the service repeats it.
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

// TestNoSecretShows checks that neither the key nor secrets in the address are shown.
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
