package chain_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
)

// answering is a node that answers every request with this status and body.
func answering(t *testing.T, status int, body string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "http://127.0.0.1:1/")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func errorBody(code int, message string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"error":{"code":%d,"message":%q}}`, code, message)
}

// TestSendIsClassified has a node answer a transaction in each way.
func TestSendIsClassified(t *testing.T) {
	raw := []byte{2, 1}
	hash := func(h common.Hash) string { return `{"jsonrpc":"2.0","id":1,"result":"` + h.Hex() + `"}` }
	cases := []struct {
		status     int
		body, want string
	}{
		{200, hash(crypto.Keccak256Hash(raw)), ""},
		{200, hash(common.Hash{1}), "doubt"},
		{200, `{"jsonrpc":"2.0","id":1,"result":null}`, "doubt"},
		{200, errorBody(-32000, "already known"), ""},
		{200, errorBody(-32003, "transaction already imported"), ""},
		{200, errorBody(-32000, "known transaction: 01"), ""},
		{200, errorBody(-32000, "unknown transaction type"), "refused"},
		{200, errorBody(-32000, "insufficient funds for gas * price + value"), "refused"},
		{200, errorBody(-32000, "max fee per gas less than block base fee: address 0x1"), "refused"},
		{200, errorBody(-32000, "replacement transaction underpriced"), "rival"},
		{200, errorBody(-32000, "could not replace existing tx"), "rival"},
		{200, errorBody(-32601, "the method eth_sendRawTransaction does not exist/is not available"), "refused"},
		{200, errorBody(-32000, "nonce too low"), "refused"},
		{200, errorBody(-32603, "internal error"), "refused"},
		{200, errorBody(-32005, "rate limit"), "refused"},
		{200, errorBody(-32000, "transaction gas price below minimum: gas tip cap 1500000000, minimum needed 25000000000"), "refused"},
		{200, errorBody(-32000, "tx fee (2.70 ether) exceeds the configured cap (1.00 ether)"), "refused"},
		{200, errorBody(-32000, "transaction gas limit too high (cap: 16777216, tx: 20000000)"), "refused"},
		{200, errorBody(-32000, "the moon is in the wrong house"), "refused"},
		{429, errorBody(-32005, "too many"), "refused"},
		{200, `{"jsonrpc":"2.0","id":1,`, "doubt"},
		{502, errorBody(-32000, "insufficient funds"), "doubt"},
		{400, errorBody(-32601, "method not found"), "refused"},
		{503, errorBody(-32000, "already known"), "doubt"},
		{307, "", "doubt"},
	}
	for _, tc := range cases {
		c := dial(t, answering(t, tc.status, tc.body), chain.Options{})
		if got := kind(c.Transactions.SendRaw(t.Context(), raw)); got != tc.want {
			t.Errorf("HTTP %d %s is %q, not %q", tc.status, tc.body, got, tc.want)
		}
	}
}

func kind(err error) string {
	var no *chain.RefusedError
	switch {
	case errors.As(err, &no) && no.Rival:
		return "rival"
	case err == nil:
		return ""
	case no != nil:
		return "refused"
	case errors.As(err, new(*chain.DoubtError)):
		return "doubt"
	}
	return err.Error()
}

// TestSendUnsignedWithoutHash has a node that already has the transaction but does not return its
// hash.
func TestSendUnsignedWithoutHash(t *testing.T) {
	tx := types.NewTx(&types.DynamicFeeTx{To: &common.Address{1}})
	for _, body := range []string{errorBody(-32000, "already known"), `{"jsonrpc":"2.0","id":1,"result":null}`} {
		_, err := dial(t, answering(t, 200, body), chain.Options{}).Transactions.SendUnsigned(t.Context(), common.Address{2}, tx)
		equal(t, body, kind(err), "doubt")
	}
}

func TestNoRedirects(t *testing.T) {
	_, err := dial(t, answering(t, 307, ""), chain.Options{}).ChainID(t.Context())
	if err == nil || !strings.Contains(err.Error(), "not follow") {
		t.Error(err)
	}
}

func TestLongAnswer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"jsonrpc":"2.0","id":1,"result":"`)
		megabyte := bytes.Repeat([]byte("0"), 1<<20)
		for range 66 {
			_, _ = w.Write(megabyte)
		}
	}))
	defer server.Close()
	_, err := dial(t, server.URL, chain.Options{}).ChainID(t.Context())
	if err == nil || !strings.Contains(err.Error(), "longer than 64 MB") {
		t.Error(err)
	}
}
