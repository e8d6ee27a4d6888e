package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
)

const hiddenPassword = "c0rrect-h0rse\xff-b4ttery"

// brokenWriter is a standard error that panics with a secret in the message.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { panic("writing " + hiddenPassword) }

func panicApp(t *testing.T, out *bytes.Buffer) *app {
	t.Helper()
	env := map[string]string{"HOME": t.TempDir(), "ETH_RPC_URL": "https://node.example/v2/k3yOfTheNode", "KEY": hiddenPassword}
	a := newApp(world{out: out, err: out, env: func(name string) (string, bool) { v, ok := env[name]; return v, ok }})
	if _, found := a.opener.SecretEnv("KEY"); !found {
		t.Fatal("no key")
	}
	return a
}

// recovered returns the exit code that run returns for a panic.
func recovered(a *app, value any) (code int) {
	defer func() { code = a.panicked(recover()) }()
	panic(value)
}

// TestPanicked: for any panic value, the screen shows the place, what is pending, and a file; the file
// holds no secret that mpool has read.
func TestPanicked(t *testing.T) {
	hash := common.HexToHash("0x01")
	for name, test := range map[string]struct {
		before func(*app)
		code   int
		says   string
	}{
		"no pending transactions": {func(*app) {}, failure.Plain, "nothing was sent; please report it"},
		"something is out":        {func(a *app) { a.engine.IsOut("rec", hash) }, failure.Unconfirmed, "transaction " + hash.Hex() + " may be pending: do not send again; run mpool resume rec"},
		"the node has it":         {func(a *app) { a.engine.IsOut("rec", common.Hash{}) }, failure.Unconfirmed, "a transaction that the node signs may be pending: do not send again; run mpool resume"},
		"refused":                 {func(a *app) { a.engine.IsOut("rec", hash); a.engine.NotOut() }, failure.Plain, "nothing was sent"},
		"refused, after one":      {func(a *app) { a.engine.IsOut("rec", hash); a.engine.IsOut("rec", hash); a.engine.NotOut() }, failure.Unconfirmed, "an earlier transaction of this plan was sent"},
		"proposed to somebody":    {func(a *app) { a.engine.Gone.What = "the service may have it" }, failure.Plain, "no transaction was sent, but the service may have it"},
	} {
		var out bytes.Buffer
		a := panicApp(t, &out)
		test.before(a)
		code := recovered(a, "dial https://node.example/v2/k3yOfTheNode with "+hiddenPassword)
		if code != test.code || !strings.Contains(out.String(), test.says) || !strings.Contains(out.String(), "at mpool/cmd/mpool.recovered (cmd/mpool/panicked_test.go:") {
			t.Errorf("%s: %d, %s", name, code, &out)
		}
		if strings.Contains(out.String(), "dial") {
			t.Errorf("%s: %s", name, &out)
		}
		found, err := filepath.Glob(filepath.Join(a.settings.StateFolder(), "mistakes", "*.txt"))
		if err != nil || len(found) != 1 || !strings.Contains(out.String(), found[0]) {
			t.Fatalf("%s: %q, %v\n%s", name, found, err, &out)
		}
		text, err := os.ReadFile(found[0])
		if err != nil || strings.Contains(string(text), "k3yOf") || strings.Contains(string(text), "c0rrect") || !strings.Contains(string(text), "dial *** with ***") {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}

// TestPanickedTwice: if the report of the panic fails too, the exit code is still right.
func TestPanickedTwice(t *testing.T) {
	var out bytes.Buffer
	a := panicApp(t, &out)
	a.err, a.ui.Options.JSON = brokenWriter{}, false
	a.engine.IsOut("rec", common.HexToHash("0x01"))
	if code := recovered(a, "x"); code != failure.Unconfirmed {
		t.Errorf("exit code %d", code)
	}
	a = panicApp(t, &out)
	a.env = func(string) (string, bool) { panic(hiddenPassword) }
	if code := recovered(a, "x"); code != failure.Plain || strings.Contains(out.String(), "c0rrect") {
		t.Errorf("exit code %d\n%s", code, &out)
	}
}
