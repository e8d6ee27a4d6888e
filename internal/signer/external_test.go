package signer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// remoteSigner is an external signer with the canary's key. It can change what it signs.
type remoteSigner struct {
	t      *testing.T
	api    API
	key    *Key
	change func(*types.DynamicFeeTx)
	answer func(http.ResponseWriter, *http.Request) bool // answers instead if it returns true
	seen   []string
}

func (s *remoteSigner) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct {
		ID     json.RawMessage
		Method string
		Params []json.RawMessage
	}
	body, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(body, &request)
	s.seen = append(s.seen, request.Method)
	r.Body = io.NopCloser(bytes.NewReader(body))
	if s.answer != nil && s.answer(w, r) {
		return
	}
	fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,%s}`, request.ID, s.reply(request.Method, request.Params))
}

func (s *remoteSigner) reply(method string, params []json.RawMessage) string {
	switch {
	case s.api == Web3Signer && method == "eth_accounts":
		return fmt.Sprintf(`"result":[%q]`, s.key.Address().Hex())
	case s.api == Web3Signer && method == "eth_signTransaction":
		return fmt.Sprintf(`"result":"%s"`, s.sign(params))
	case s.api == Clef && method == "account_signTransaction":
		return fmt.Sprintf(`"result":{"raw":"%s","tx":{"nonce":"0x63"}}`, s.sign(params))
	}
	return `"error":{"code":-32601,"message":"the method ` + method + ` does not exist/is not available"}`
}

// sign reads the arguments as clef and Web3Signer do.
func (s *remoteSigner) sign(params []json.RawMessage) hexutil.Bytes {
	var args struct {
		From, To             common.Address
		Gas, Nonce           hexutil.Uint64
		Value, ChainID       hexutil.Big
		Data, Input          hexutil.Bytes
		GasPrice             *hexutil.Big
		MaxFeePerGas         *hexutil.Big
		MaxPriorityFeePerGas *hexutil.Big
	}
	if err := json.Unmarshal(params[0], &args); err != nil || args.From != s.key.Address() {
		s.t.Error(err, args.From)
	}
	data := args.Data
	if s.api == Clef {
		data = args.Input
	}
	var tx *types.Transaction
	if args.GasPrice != nil {
		tx = types.NewTx(&types.LegacyTx{Nonce: uint64(args.Nonce), To: &args.To, Gas: uint64(args.Gas), GasPrice: args.GasPrice.ToInt(), Value: args.Value.ToInt(), Data: data})
	} else {
		inner := &types.DynamicFeeTx{ChainID: args.ChainID.ToInt(), Nonce: uint64(args.Nonce), To: &args.To, Gas: uint64(args.Gas),
			GasFeeCap: args.MaxFeePerGas.ToInt(), GasTipCap: args.MaxPriorityFeePerGas.ToInt(), Value: args.Value.ToInt(), Data: data}
		if s.change != nil {
			s.change(inner)
		}
		tx = types.NewTx(inner)
	}
	chain := args.ChainID.ToInt()
	if tx.Type() != types.LegacyTxType {
		chain = tx.ChainId()
	}
	raw, err := sign(s.t, s.key, tx, chain.Int64()).MarshalBinary()
	if err != nil {
		s.t.Error(err)
	}
	return raw
}

func (s *remoteSigner) start(t *testing.T) string {
	t.Helper()
	s.t, s.key = t, testKey(t, canary)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server.URL
}

func (s *remoteSigner) open(t *testing.T, o Options) (Signer, error) {
	t.Helper()
	if o.URL == "" {
		o.URL = s.start(t)
	}
	return o.Open(context.Background(), Surroundings{Account: common.HexToAddress(account)})
}

func TestExternal(t *testing.T) {
	to := common.HexToAddress("0x01")
	legacy := types.NewTx(&types.LegacyTx{Nonce: 1, To: &to, Gas: 21000, GasPrice: big.NewInt(5), Value: big.NewInt(2), Data: []byte{1}})
	tests := []struct {
		is, named API
		want      string
	}{
		{Clef, "", "eth_accounts account_signTransaction account_signTransaction"},
		{Clef, Clef, "account_signTransaction account_signTransaction"},
		{Web3Signer, "", "eth_accounts eth_signTransaction eth_signTransaction"},
		{Web3Signer, Web3Signer, "eth_accounts eth_signTransaction eth_signTransaction"},
	}
	for _, test := range tests {
		remote := &remoteSigner{api: test.is}
		s, err := remote.open(t, Options{API: test.named})
		if err != nil {
			t.Fatal(err)
		}
		for _, tx := range []*types.Transaction{dynamic(func(*types.DynamicFeeTx) {}), legacy} {
			if _, err := Sign(context.Background(), s, tx, big.NewInt(1), ""); err != nil {
				t.Errorf("%s: type %d: %v", test.is, tx.Type(), err)
			}
		}
		if got := strings.Join(remote.seen, " "); got != test.want {
			t.Errorf("%s, named %q: asked %s, want %s", test.is, test.named, got, test.want)
		}
	}
}

// TestExternalAlters checks that a signer that signs something else is detected before sending.
func TestExternalAlters(t *testing.T) {
	changes := []struct {
		want   string
		change func(*types.DynamicFeeTx)
	}{
		{"nonce", func(tx *types.DynamicFeeTx) { tx.Nonce++ }},
		{"gas limit", func(tx *types.DynamicFeeTx) { tx.Gas-- }},
		{"recipient", func(tx *types.DynamicFeeTx) { tx.To = &common.Address{9} }},
		{"recipient", func(tx *types.DynamicFeeTx) { tx.To = nil }},
		{"data", func(tx *types.DynamicFeeTx) { tx.Data = append(tx.Data, 0) }},
		{"value", func(tx *types.DynamicFeeTx) { tx.Value = big.NewInt(1e18) }},
		{"the signer signed for a chain other than", func(tx *types.DynamicFeeTx) { tx.ChainID = big.NewInt(10) }},
		{"max fee", func(tx *types.DynamicFeeTx) { tx.GasFeeCap = big.NewInt(1e18) }},
		{"priority fee", func(tx *types.DynamicFeeTx) { tx.GasTipCap = big.NewInt(1) }},
		{"access list", func(tx *types.DynamicFeeTx) { tx.AccessList = types.AccessList{{}} }},
	}
	for _, api := range []API{Clef, Web3Signer} {
		for _, test := range changes {
			remote := &remoteSigner{api: api, change: test.change}
			s, err := remote.open(t, Options{})
			if err != nil {
				t.Fatal(err)
			}
			_, err = Sign(context.Background(), s, dynamic(func(*types.DynamicFeeTx) {}), big.NewInt(1), "")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %s: %v", api, test.want, err)
			}
		}
	}
}

// TestExternalFails checks that each error of an external signer says what to do, and shows only
// scheme, host and port of its address.
func TestExternalFails(t *testing.T) {
	say := func(status int, text string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, strings.ReplaceAll(text, "URL", r.URL.String()))
			return true
		}
	}
	tests := []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request) bool
		want   string
	}{
		{"denied", say(200, `{"error":{"code":-32000,"message":"Request denied"}}`), "was rejected by the signer: Request denied"},
		{"its words quote the address", say(200, `{"error":{"code":-32000,"message":"bad URL"}}`), "returned an error: bad ***"},
		{"an error with a status", say(500, `{"error":{"code":-32000,"message":"no such key"}}`), "no such key"},
		{"HTML", say(502, `<a href="URL">`), "HTTP 502"},
		{"not JSON", say(200, `<a href="URL">`), "not JSON-RPC"},
		{"null", say(200, `{"result":null}`), "not JSON-RPC"},
		{"a number", say(200, `{"result":7}`), "unexpected response"},
		{"another account", say(200, `{"result":["0x0000000000000000000000000000000000000001"]}`), "it does not have the key of " + account},
		{"endless", func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = io.WriteString(w, strings.Repeat("a", longestAnswer+1))
			return true
		}, "longer than 1 MB"},
		{"redirect", func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "https://elsewhere.example/", http.StatusTemporaryRedirect)
			return true
		}, "not follow"},
		{"hangs up", func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) }, "cannot be reached"},
	}
	for _, test := range tests {
		remote := &remoteSigner{api: Web3Signer, answer: test.answer}
		address := strings.Replace(remote.start(t), "http://", "http://user:"+canary+"@", 1) + "/v1/" + canary + "?key=" + canary
		_, err := remote.open(t, Options{URL: address})
		var remoteError *RemoteError
		if !errors.As(err, &remoteError) || !strings.Contains(err.Error(), test.want) || remoteError.Hint() == "" {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
		if shown := fmt.Sprintf("%v %+v %#v", err, remoteError, remoteError); strings.Contains(shown, canary) || strings.Contains(shown, "user") {
			t.Errorf("%s: the address is in the error: %s", test.name, shown)
		}
	}
}

// TestExternalDoesNotPrint checks that no way to print the signer shows its address.
func TestExternalDoesNotPrint(t *testing.T) {
	remote := &remoteSigner{api: Web3Signer}
	address := strings.Replace(remote.start(t), "http://", "http://user:"+canary+"@", 1) + "/" + canary
	s, err := remote.open(t, Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		external := s.(*External)
		if got := fmt.Sprintf(strings.Repeat(verb, 4), s, external.remote, external.remote.endpoint, external.remote.url); strings.Contains(got, canary) || strings.Contains(got, fmt.Sprintf("%x", canary)) {
			t.Errorf("%s: %s", verb, got)
		}
	}
	_, err = remote.open(t, Options{URL: "http://user:" + canary + "@127.0.0.1:1/" + canary})
	if err == nil || strings.Contains(err.Error(), canary) || !strings.Contains(err.Error(), "cannot be reached") {
		t.Error(err)
	}
}

// TestExternalInterrupted checks that Ctrl-C works while a person has to approve.
func TestExternalInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	remote := &remoteSigner{api: Clef}
	s, err := remote.open(t, Options{API: Clef})
	if err != nil {
		t.Fatal(err)
	}
	remote.answer = func(_ http.ResponseWriter, r *http.Request) bool {
		stop()
		<-r.Context().Done()
		return true
	}
	begin := time.Now()
	_, err = Sign(ctx, s, dynamic(func(*types.DynamicFeeTx) {}), big.NewInt(1), "")
	if !errors.Is(err, context.Canceled) || time.Since(begin) > 10*time.Second {
		t.Error(err, time.Since(begin))
	}
}
