package chain_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// canary is a secret that no error may contain, however a node fails.
const canary = "c4n4ry5ecret"

func TestNoSecretInErrors(t *testing.T) {
	faults := map[string]http.HandlerFunc{
		"echo": func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "no "+r.URL.String()+r.Header.Get("X-Key"), http.StatusUnauthorized)
		},
		"json": func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, jsonError("bad key "+r.URL.Path)) },
		"200 json": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "["+jsonError("project "+canary+" is gone")+"]")
		},
		"429": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, jsonError(canary), http.StatusTooManyRequests)
		},
		"html":  func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<a href="+r.URL.String()+">") },
		"stall": func(http.ResponseWriter, *http.Request) { time.Sleep(80 * time.Millisecond) },
		"drop":  func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.String()+"/again", http.StatusTemporaryRedirect)
		},
		"truncate": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "999")
			fmt.Fprint(w, `[{"jsonrpc"`)
		},
	}
	for name, fault := range faults {
		server := httptest.NewServer(fault)
		host := strings.TrimPrefix(server.URL, "http://")
		for _, url := range []string{"http://" + host + "/v2/" + canary, "http://" + host + "/?key=" + canary, "http://user:" + canary + "@" + host} {
			checkErrors(t, name, url)
		}
		server.CloseClientConnections()
		server.Close()
		checkErrors(t, name+", closed", server.URL+"/"+canary)
	}
	for _, url := range []string{canary + "://host/" + canary, "http://[::1/" + canary, "://" + canary, "http://" + canary + "@no.such.host.invalid/" + canary,
		"ws://127.0.0.1:1/" + canary, "http://127.0.0.1:1/%zz" + canary} { // the path of a socket is not secret
		checkErrors(t, "address", url)
	}
}

func jsonError(message string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":%q,"data":%q}}`, message, message)
}

// checkErrors makes all methods of a client fail.
func checkErrors(t *testing.T, name, url string) {
	t.Helper()
	headers := http.Header{"X-Key": {canary}, "Authorization": {"Bearer " + canary}}
	c, err := chain.Dial(t.Context(), url, chain.Options{Timeout: 50 * time.Millisecond, BackOff: time.Microsecond, Headers: headers})
	if err != nil {
		noCanary(t, name, err)
		return
	}
	defer c.Close()
	base := &ops.Snapshot{Block: ops.Block{Number: 1, Hash: common.Hash{1}, Time: 1}}
	plan := &ops.Plan{At: 2, Calls: []ops.Call{{}}}
	_, e1 := c.Snapshot(t.Context(), common.Address{1}, chain.Latest())
	_, e2 := c.Header(t.Context(), chain.Latest())
	_, e3 := c.Simulate(t.Context(), base, plan)
	_, _, e4 := c.FeesFor(t.Context(), nil, true)
	_, e5 := c.EstimateGas(t.Context(), plan.Calls[0], chain.Latest())
	_, e6 := c.AccountAt(t.Context(), common.Address{1}, chain.Latest())
	e7 := c.Transactions.SendRaw(t.Context(), []byte{1})
	_, e8 := c.ChainID(t.Context())
	_, e9 := c.Transactions.Known(t.Context(), common.Hash{1})
	_, e10 := c.AccountAt(t.Context(), common.Address{1}, chain.AtHash(common.Hash{1}))
	timed, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	e11 := c.Wire.Clean(t.Context(), c.Wire.RPC().CallContext(timed, nil, "evm_mine"))
	for i, err := range []error{e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11} {
		if err == nil {
			t.Errorf("%s: number %d succeeds", name, i+1)
			continue
		}
		noCanary(t, name, err)
	}
}

// noCanary checks an error and everything that it wraps, printed with each verb.
func noCanary(t *testing.T, name string, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		text := fmt.Sprintf("%s %+v %#v", err, err, err)
		if hinted, ok := err.(interface{ Hint() string }); ok {
			text += hinted.Hint()
		}
		if strings.Contains(text, canary) {
			t.Errorf("%s: the secret is in %s", name, text)
		}
	}
}
