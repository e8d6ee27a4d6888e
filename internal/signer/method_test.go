package signer

import (
	"context"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// TestMethodForClef checks that clef is told the called function if the calldata is of that function.
// Web3Signer takes one parameter only.
func TestMethodForClef(t *testing.T) {
	const method = "setSwapEnabled(bool)"
	calldata := append(crypto.Keccak256([]byte(method))[:4], make([]byte, 32)...)
	for _, test := range []struct {
		api    API
		data   []byte
		method string
		want   string // the parameters after the first
	}{
		{Clef, calldata, method, `"setSwapEnabled(bool)"`},
		{Clef, calldata, "", ""},
		{Clef, calldata, "no function", ""},
		{Clef, calldata, "setSwapEnabled(uint256)", ""},
		{Clef, nil, method, ""},
		{Clef, calldata[:3], method, ""},
		{Web3Signer, calldata, method, ""},
	} {
		got := ""
		remote := &remoteSigner{api: test.api}
		remote.answer = func(_ http.ResponseWriter, r *http.Request) bool {
			var request struct{ Params []json.RawMessage }
			body, _ := io.ReadAll(r.Body)
			_ = json.Unmarshal(body, &request)
			for _, more := range request.Params[min(1, len(request.Params)):] {
				got += string(more)
			}
			return false
		}
		s, err := remote.open(t, Options{API: test.api})
		if err != nil {
			t.Fatal(err)
		}
		tx := dynamic(func(tx *types.DynamicFeeTx) { tx.Data = test.data })
		if _, err := Sign(context.Background(), s, tx, big.NewInt(1), test.method); err != nil || !strings.EqualFold(got, test.want) {
			t.Errorf("%s, %q: %s, want %s, %v", test.api, test.method, got, test.want, err)
		}
	}
}
