package chain_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
)

// An answer with a block other than the requested one is an error.
func TestAnotherBlock(t *testing.T) {
	hash := common.HexToHash("0xabc")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		id := strings.SplitN(strings.SplitN(string(body), `"id":`, 2)[1], ",", 2)[0]
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":`+id+`,"result":{"number":"0x1a","hash":"`+hash.Hex()+`","parentHash":"`+hash.Hex()+`","timestamp":"0x5","gasLimit":"0x1c9c380"}}`)
	}))
	defer server.Close()
	c, err := chain.Dial(t.Context(), server.URL, chain.Options{ChainID: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, at := range []chain.BlockRef{chain.Latest(), chain.AtNumber(26), chain.AtHash(hash)} {
		if h, err := c.Header(t.Context(), at); err != nil || h.Number != 26 {
			t.Errorf("%s: %v", at, err)
		}
	}
	for _, at := range []chain.BlockRef{chain.AtNumber(3), chain.AtHash(common.HexToHash("0x3"))} {
		var other *chain.BlockError
		if _, err := c.Header(t.Context(), at); !errors.As(err, &other) || other.Other == nil || !strings.Contains(err.Error(), "block 26") {
			t.Errorf("%s: %v", at, err)
		}
	}
}
