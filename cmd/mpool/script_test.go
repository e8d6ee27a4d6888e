package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/anvil"
	"mpool/internal/devnet"
	"mpool/internal/render"
)

func TestMain(m *testing.M) {
	ownFiles()
	if os.Getenv("TZ") == "" {
		time.Local = time.UTC // independent of the machine's zone
	}
	// The program looks for anvil next to itself, but a test program has none there.
	if program, err := anvil.Find("", anvil.Root("")); err == nil {
		_ = os.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	}
	testscript.Main(m, map[string]func(){"mpool": checkedMain, "strangeanvil": strangeAnvil})
}

// TestScripts runs what a user would type, with the real program and the published contracts, each
// script on its own anvil.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Condition:           generation(false),
		Setup:               scriptWorld(root),
		Cmds:                scriptCommands(),
	})
}

// scriptCommands are the commands of scripts besides running programs.
func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"devnet":   startDevnet,
		"exits":    exits,
		"split":    splitDevnet,
		"fill":     fill,
		"found":    found,
		"hashes":   hashes,
		"members":  members,
		"keyfile":  keyfile,
		"refuse":   refuse,
		"meddle":   meddle,
		"lose":     lose,
		"boast":    boast,
		"signer":   startSigner,
		"wallet":   wallet,
		"fault":    fault,
		"geth":     startGeth,
		"service":  (&services{}).run,
		"deployed": deployed,
		"thieves":  thieves(nil),
		"batch":    batchFile,

		"nobasefee":     noBaseFee,
		"leavesnothing": leavesNothing,
		"until":         waitsUntil,
		"forget":        forget,
		"liar":          liar,
		"sametokens":    sameTokens,
		"answers":       answering,
		"deny":          deny,
		"hidden":        hiding,
		"away":          away,
		"heavy":         heavy,
		"receipts":      receipts,
		"socket":        socket,
		"feed":          feedContract,
		"movefeed":      moveFeed,
		"genesis":       genesis,
	}
}

// scriptWorld gives a script its own home folder, and anvil.
func scriptWorld(root string) func(*testscript.Env) error {
	return func(env *testscript.Env) error {
		env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
		env.Setenv("ROOT", root)
		env.Setenv("TZ", "UTC")
		program, err := anvil.Find("", root)
		env.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+env.Getenv("PATH"))
		return err
	}
}

// startDevnet starts a development chain, exports the variables that `mpool devnet` prints, and each
// token's address under its symbol. With a Safe version, a Safe owns the pool: devnet 1.4.1. Then there
// is another Safe with one owner, to be an owner of the first; a second version sets the other Safe's
// version.
func startDevnet(ts *testscript.TestScript, neg bool, args []string) {
	startDevnetOf(ts, neg, args, nil)
}

// startDevnetOf is startDevnet with contracts from these folders.
func startDevnetOf(ts *testscript.TestScript, neg bool, args, artifacts []string) {
	if neg || len(args) > 2 {
		ts.Fatalf("usage: devnet [SAFE-VERSION [NESTED-VERSION]]")
	}
	chain, err := devnet.Start(context.Background(), devnet.Options{Root: ts.Getenv("ROOT"), Safe: strings.Join(args[:min(1, len(args))], ""), Artifacts: artifacts})
	ts.Check(err)
	ts.Defer(func() { ts.Check(chain.Close()) })
	exportDevnet(ts, chain)
	ts.Setenv("NODE_PORT", chain.RPC[strings.LastIndex(chain.RPC, ":")+1:])
	ts.Setenv("VAULT", chain.Contracts.Vault.Hex())
	ts.Setenv("PROTOCOL_FEES", chain.Contracts.ProtocolFees.Hex())
	ts.Setenv("POOL_ID", chain.Pool.ID.Hex())
	ts.Setenv("OTHER", chain.Accounts.AssetManager.Hex())
	if len(args) > 0 {
		nested, err := chain.DeploySafe(context.Background(), devnet.SafeSpec{Version: args[len(args)-1], Owners: []common.Address{chain.Accounts.LP}, Root: ts.Getenv("ROOT")})
		ts.Check(err)
		ts.Setenv("NESTED", nested.Address.Hex())
	}
}

// exportDevnet exports the variables that `mpool devnet` prints, and each token's address under its
// symbol.
func exportDevnet(ts *testscript.TestScript, chain *devnet.Devnet) {
	for _, e := range render.NewDevnetView(chain).Exports {
		ts.Setenv(e.Name, e.Value)
	}
	for _, token := range chain.Tokens {
		ts.Setenv(token.Symbol, token.Address.Hex())
	}
}

// exits runs a program and requires an exit code: exits 3 mpool send plan.json.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %s", strings.Join(args[1:], " "), err)
	}
	if got != want {
		ts.Fatalf("%s exits with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// keyfile writes the owner's key as `cast wallet import` does, without the address: keyfile FILE
// PASSWORD.
func keyfile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keyfile FILE PASSWORD")
	}
	key, err := crypto.HexToECDSA(strings.TrimPrefix(ts.Getenv(render.DevnetKeyVariable), "0x"))
	ts.Check(err)
	text, err := keystore.EncryptKey(&keystore.Key{PrivateKey: key}, args[1], keystore.LightScryptN, keystore.LightScryptP)
	ts.Check(err)
	var fields map[string]any
	ts.Check(json.Unmarshal(text, &fields))
	delete(fields, "address")
	text, err = json.Marshal(fields)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// refuse puts a proxy before the node that does not know a method, and rejects batches that contain it:
// refuse METHOD.
func refuse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: refuse METHOD")
	}
	before(ts, args[0], func(w http.ResponseWriter, body []byte) bool {
		request := struct{ ID json.RawMessage }{json.RawMessage("null")}
		_ = json.Unmarshal(body, &request)
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"the method %s does not exist"}}`, request.ID, args[0])
		return true
	})
}

// forget puts a proxy before the node that has no old state, as most nodes: forget ANSWER. It returns
// an error, or an empty result.
func forget(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: forget ANSWER")
	}
	before(ts, "eth_getCode", func(w http.ResponseWriter, body []byte) bool {
		var request struct{ ID json.RawMessage }
		if bytes.Contains(body, []byte("blockHash")) || json.Unmarshal(body, &request) != nil {
			return false
		}
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,%s}`, request.ID, args[0])
		return true
	})
}

// meddle calls another method on the chain right before a method is called, the first times or after
// some calls: meddle METHOD OTHERMETHOD PARAMS [CALLS].
func meddle(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: meddle METHOD OTHERMETHOD PARAMS [CALLS]")
	}
	var left atomic.Int64
	if len(args) == 4 {
		n, err := strconv.ParseInt(args[3], 10, 64)
		ts.Check(err)
		left.Store(n)
	}
	node := ts.Getenv("ETH_RPC_URL")
	before(ts, args[0], func(http.ResponseWriter, []byte) bool {
		if left.Add(-1) >= 0 {
			return false
		}
		call := fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":%q,"params":%s}`, args[1], args[2])
		answer, err := http.Post(node, "application/json", strings.NewReader(call))
		if err == nil {
			_ = answer.Body.Close()
		}
		return false
	})
}

// lose forwards a call of a method and drops the answer: lose METHOD.
func lose(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lose METHOD")
	}
	node := ts.Getenv("ETH_RPC_URL")
	before(ts, args[0], func(w http.ResponseWriter, body []byte) bool {
		answer, err := http.Post(node, "application/json", bytes.NewReader(body))
		if err == nil {
			_ = answer.Body.Close()
		}
		http.Error(w, "upstream timed out", http.StatusGatewayTimeout)
		return true
	})
}

// boast puts a proxy before the node whose receipts report an impossible amount of gas.
func boast(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: boast")
	}
	node := ts.Getenv("ETH_RPC_URL")
	gas := regexp.MustCompile(`"gasUsed":"0x[0-9a-f]+"`)
	before(ts, "eth_getTransactionReceipt", func(w http.ResponseWriter, body []byte) bool {
		answer, err := http.Post(node, "application/json", bytes.NewReader(body))
		if err != nil {
			return false
		}
		defer func() { _ = answer.Body.Close() }() // read only
		text, err := io.ReadAll(answer.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(gas.ReplaceAll(text, []byte(`"gasUsed":"0xffffffffffff"`)))
		return err == nil
	})
}

// before puts a proxy before the node. A call of the method goes to do first, which reports whether it
// has answered.
func before(ts *testscript.TestScript, method string, do func(http.ResponseWriter, []byte) bool) {
	node, err := url.Parse(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	forward := httputil.NewSingleHostReverseProxy(node)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil && bytes.Contains(body, []byte(`"`+method+`"`)) && do(w, body) {
			return
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		forward.ServeHTTP(w, r)
	}))
	ts.Defer(server.Close)
	ts.Setenv("ETH_RPC_URL", server.URL)
}
