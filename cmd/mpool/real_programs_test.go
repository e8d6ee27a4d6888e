package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/devnet/gethtest"
	"mpool/internal/units"
)

// realProgram finds a program that is not part of the repository, or skips the test.
func realProgram(t *testing.T, name, variable string) string {
	t.Helper()
	program := os.Getenv(variable)
	if program == "" {
		program, _ = exec.LookPath(name)
	}
	if program == "" {
		t.Skipf("%s is not on PATH, and %s names none", name, variable)
	}
	program, err := filepath.Abs(program)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// TestRealClef signs with the real clef, started without --advanced as users do: transactions with
// every kind of call, a Safe's execTransaction, and the message that a Safe's owner signs.
func TestRealClef(t *testing.T) {
	runReal(t, "clef.txtar", map[string]string{"CLEF_PROGRAM": realProgram(t, "clef", "MPOOL_CLEF")})
}

// TestRealGeth runs against the real geth program on the state of a development chain.
func TestRealGeth(t *testing.T) {
	geth := map[string]string{"GETH_PROGRAM": realProgram(t, "geth", "MPOOL_GETH")}
	runReal(t, "geth.txtar", geth)
	runReal(t, "geth_heavy.txtar", geth)
}

// TestRealClefOnGeth signs with clef and sends to geth.
func TestRealClefOnGeth(t *testing.T) {
	runReal(t, "clef_geth.txtar", map[string]string{"CLEF_PROGRAM": realProgram(t, "clef", "MPOOL_CLEF"), "GETH_PROGRAM": realProgram(t, "geth", "MPOOL_GETH")})
}

func runReal(t *testing.T, script string, programs map[string]string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	world := scriptWorld(root)
	testscript.Run(t, testscript.Params{
		Files:               []string{filepath.Join("testdata", "real", script)},
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			for name, path := range programs {
				env.Setenv(name, path)
			}
			return world(env)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"devnet": startDevnet, "exits": exits, "realclef": startClef, "realgeth": startGethProgram, "service": (&services{}).run, "nomethod": noMethod, "heavy": heavy,
		},
	})
}

// clefUI approves what clef asks, as its owner would.
type clefUI struct{}

// ApproveTx approves the unchanged transaction.
func (clefUI) ApproveTx(request map[string]any) map[string]any {
	return map[string]any{"transaction": request["transaction"], "approved": true}
}

// ApproveSignData approves a message that is not a transaction.
func (clefUI) ApproveSignData(map[string]any) map[string]any { return map[string]any{"approved": true} }

// OnInputRequired gives the key's password.
func (clefUI) OnInputRequired(map[string]any) map[string]any {
	return map[string]any{"text": clefPassword}
}

// ShowInfo is a message for people, which needs no answer.
func (clefUI) ShowInfo(map[string]any) {}

// ShowError is a message for people, which needs no answer.
func (clefUI) ShowError(map[string]any) {}

// OnApprovedTx is a message for people, which needs no answer.
func (clefUI) OnApprovedTx(map[string]any) {}

// OnSignerStartup is a message for people, which needs no answer.
func (clefUI) OnSignerStartup(map[string]any) {}

const clefPassword = "only for tests"

// startClef imports keys into clef, starts it, and puts its address into $CLEF: realclef CHAIN
// VARIABLE..., where the variables hold the keys.
func startClef(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: realclef CHAIN VARIABLE...")
	}
	folder := ts.MkAbs("clef")
	keys := keystore.NewKeyStore(filepath.Join(folder, "keystore"), keystore.LightScryptN, keystore.LightScryptP)
	for _, variable := range args[1:] {
		key, err := crypto.HexToECDSA(strings.TrimPrefix(ts.Getenv(variable), "0x"))
		ts.Check(err)
		_, err = keys.ImportECDSA(key, clefPassword)
		ts.Check(err)
	}
	port := freePort(ts)
	clef := exec.Command(ts.Getenv("CLEF_PROGRAM"), "--stdio-ui", "--suppress-bootwarn", "--lightkdf", "--nousb", "--ipcdisable", "--keystore", filepath.Join(folder, "keystore"),
		"--configdir", folder, "--auditlog", filepath.Join(folder, "audit.log"), "--4bytedb-custom", filepath.Join(folder, "4byte.json"),
		"--chainid", args[0], "--http", "--http.addr", "127.0.0.1", "--http.port", port)
	clef.Dir = folder // a folder of its own: clef stores what it learns
	in, err := clef.StdoutPipe()
	ts.Check(err)
	out, err := clef.StdinPipe()
	ts.Check(err)
	said, err := os.Create(filepath.Join(filepath.Dir(folder), "clef.log"))
	ts.Check(err)
	clef.Stderr = said
	ts.Check(clef.Start())
	ui, err := rpc.DialIO(context.Background(), in, out)
	ts.Check(err)
	ts.Check(ui.RegisterName("ui", clefUI{}))
	ts.Defer(func() {
		_ = clef.Process.Kill()
		_ = clef.Wait()
		ui.Close()
		_ = said.Close()
	})
	ts.Setenv("CLEF", "http://127.0.0.1:"+port)
	answers(ts, ts.Getenv("CLEF"), "account_version")
}

// startGethProgram starts geth on a development chain's state, with one block a second, and uses it
// instead of that chain: realgeth [SAFE-VERSION].
func startGethProgram(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: realgeth [SAFE-VERSION]")
	}
	startDevnet(ts, false, args)
	node, err := rpc.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer node.Close()
	alloc, err := gethtest.State(context.Background(), node)
	ts.Check(err)
	text, err := json.Marshal(gethtest.Genesis(alloc, units.Time(time.Now().Add(-time.Minute).Unix())))
	ts.Check(err)
	genesis, folder, port := ts.MkAbs("genesis.json"), ts.MkAbs("geth"), freePort(ts)
	ts.Check(os.WriteFile(genesis, text, 0o600))
	said, err := os.Create(ts.MkAbs("geth.log"))
	ts.Check(err)
	begin := exec.Command(ts.Getenv("GETH_PROGRAM"), "init", "--datadir", folder, genesis)
	begin.Stderr = said
	ts.Check(begin.Run())
	geth := exec.Command(ts.Getenv("GETH_PROGRAM"), "--dev", "--dev.period", "1", "--datadir", folder, "--ipcdisable", "--port", "0", "--authrpc.port", "0",
		"--http", "--http.addr", "127.0.0.1", "--http.port", port, "--http.api", "eth,net,web3")
	geth.Stderr = said
	ts.Check(geth.Start())
	ts.Defer(func() {
		_ = geth.Process.Kill()
		_ = geth.Wait()
		_ = said.Close()
	})
	ts.Setenv("ETH_RPC_URL", "http://127.0.0.1:"+port)
	answers(ts, ts.Getenv("ETH_RPC_URL"), "eth_blockNumber")
}

func freePort(ts *testscript.TestScript) string {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer func() { _ = free.Close() }()
	return strconv.Itoa(free.Addr().(*net.TCPAddr).Port)
}

// answers waits until a program answers the method.
func answers(ts *testscript.TestScript, url, method string) {
	err := errors.New("not asked")
	for range 600 {
		var client *rpc.Client
		if client, err = rpc.Dial(url); err == nil {
			var answer any
			err = client.Call(&answer, method)
			client.Close()
			if err == nil {
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("%s does not answer: %v", url, err)
}

// noMethod asks clef for a signature without naming the called function, and expects a refusal:
// nomethod FROM.
func noMethod(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: nomethod FROM")
	}
	client, err := rpc.Dial(ts.Getenv("CLEF"))
	ts.Check(err)
	defer client.Close()
	var answer any
	err = client.Call(&answer, "account_signTransaction", map[string]any{"from": args[0], "to": args[0], "gas": "0x5208", "nonce": "0x0", "value": "0x0", "maxFeePerGas": "0x1",
		"maxPriorityFeePerGas": "0x1", "input": "0xb62c1f06" + fmt.Sprintf("%0256x", 1)})
	if err == nil {
		ts.Fatalf("clef signs what it cannot read")
	}
	ts.Logf("without the function that is called clef answers: %v", err)
}
