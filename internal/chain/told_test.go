package chain

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// limitedNode is a node that rejects the first requests in the way of one provider.
func limitedNode(t *testing.T, many int, wait string) (string, *int) {
	t.Helper()
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked <= many {
			w.Header().Set("Retry-After", wait)
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"project ID request rate exceeded","data":{"rate":{"backoff_seconds":%s}}}}`, wait)
			return
		}
		fmt.Fprint(w, `{"jsonrpc":"2.0","id":1,"result":"0x1"}`)
	}))
	t.Cleanup(server.Close)
	return server.URL, &asked
}

// TestWaitsAsTold has a node that rejects more requests than the usual number of tries, and says
// how long to wait. mpool waits that long, within the timeout of one request.
func TestWaitsAsTold(t *testing.T) {
	url, asked := limitedNode(t, 6, "0.05")
	c, err := Dial(t.Context(), url, Options{Timeout: 10 * time.Second, BackOff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if id, err := c.ChainID(t.Context()); err != nil || id != 1 || *asked != 7 {
		t.Errorf("%d, %v after %d requests", id, err, *asked)
	}
	url, asked = limitedNode(t, 6, "3600")
	if c, err = Dial(t.Context(), url, Options{Timeout: time.Second}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.ChainID(t.Context()); err == nil || *asked != 1 {
		t.Errorf("%v after %d requests", err, *asked)
	}
}

// TestRangeInUnknownWords has a node that accepts ten blocks per request, and refuses more with an
// unknown text in an unknown place.
func TestRangeInUnknownWords(t *testing.T) {
	for _, refusal := range []string{
		`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"range 12 exceeds limit of 10"}}`,
		`{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"non"}}`, `{"jsonrpc":"2.0","id":1,"error":"too far"}`, `{"error":"too far"}`,
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var asked struct {
				ID     json.RawMessage
				Params []struct{ FromBlock, ToBlock string }
			}
			if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
				t.Error(err)
			}
			var from, to uint64
			_, _ = fmt.Sscanf(asked.Params[0].FromBlock, "0x%x", &from)
			_, _ = fmt.Sscanf(asked.Params[0].ToBlock, "0x%x", &to)
			if to-from >= 10 {
				fmt.Fprint(w, refusal)
				return
			}
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":[]}`, asked.ID)
		}))
		c, err := Dial(t.Context(), server.URL, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Logs(t.Context(), LogFilter{Address: common.Address{1}}, 0, 40, func(uint64) {}); err != nil {
			t.Errorf("%s: %v", refusal, err)
		}
		server.Close()
	}
}

// TestReceiptsOfRollups has receipts with a fee for data, and one without a price.
func TestReceiptsOfRollups(t *testing.T) {
	const begin = `{"transactionHash":"0x0000000000000000000000000000000000000000000000000000000000000001","blockHash":"0x0000000000000000000000000000000000000000000000000000000000000002","blockNumber":"0x1","status":"0x1","gasUsed":"0xa"`
	for text, want := range map[string]string{
		`,"effectiveGasPrice":"0x2","l1Fee":"0x2386f26fc10000"}`: "0.01000000000000002", `,"effectiveGasPrice":"0x2"}`: "0.00000000000000002", `,"l1Fee":"0x1"}`: "unknown",
	} {
		var r Receipt
		if err := json.Unmarshal([]byte(begin+text), &r); err != nil {
			t.Fatal(err)
		}
		got := "unknown"
		if paid := r.Paid(); paid != nil {
			got = paid.String()
		}
		if got != want {
			t.Errorf("%s: paid %s, want %s", text, got, want)
		}
	}
}
