package fork_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"mpool/internal/anvil"
	"mpool/internal/chain"
	"mpool/internal/fork"
)

// The test binary also plays the program that is killed, and fake anvils.
const (
	parentVariable = "MPOOL_TEST_FORK_OF"
	fakeVariable   = "MPOOL_TEST_FAKE_ANVIL"
)

func TestMain(m *testing.M) {
	switch {
	case os.Getenv(parentVariable) != "":
		beParent(os.Getenv(parentVariable))
	case os.Getenv(fakeVariable) != "":
		beFake(os.Getenv(fakeVariable))
	}
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction("github.com/ethereum/go-ethereum/core.(*txSenderCacher).cache"), // geth's goroutine, which lives as long as the process
		goleak.IgnoreAnyFunction("github.com/syndtr/goleveldb/leveldb.(*DB).mpoolDrain"))         // the goroutine ends some seconds later
}

// beParent forks a node, prints where the fork is, and waits to be killed.
func beParent(node string) {
	c, err := chain.Dial(context.Background(), node, chain.Options{})
	if err != nil {
		panic(err)
	}
	f, err := fork.Start(context.Background(), fork.Options{Node: c})
	if err != nil {
		panic(err)
	}
	_, _ = os.Stdout.WriteString(f.URL() + "\n")
	select {}
}

// dying is a fake anvil that exits when it is asked for its first block.
const dying = "dying"

// beFake listens like anvil but reports another version.
func beFake(version string) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	_, _ = os.Stdout.WriteString("Listening on " + listener.Addr().String() + "\n")
	_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct {
			ID     json.RawMessage
			Method string
		}
		_ = json.NewDecoder(r.Body).Decode(&request)
		version := version
		if version == dying {
			version = map[string]string{"web3_clientVersion": "anvil/v" + fork.Version + ".1", "eth_chainId": "0x7a69"}[request.Method]
		}
		if version == "" {
			os.Exit(0)
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": request.ID, "result": version})
	}))
}

// fake is a script that runs the test binary as a fake anvil, because a child does not get our
// environment.
func fake(t *testing.T, version string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "anvil")
	script := "#!/bin/sh\n" + fakeVariable + "=" + version + " exec " + os.Args[0] + "\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// children returns the process IDs of this process's anvils.
func children(t testing.TB) []int {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || runtime.GOOS != "linux" {
		t.Skip("processes are listed on Linux only")
	}
	var list []int
	for _, file := range files {
		text, _ := os.ReadFile(file) // the process may have ended already
		fields := strings.Fields(string(text))
		if len(fields) > 3 && fields[3] == strconv.Itoa(os.Getpid()) && strings.Contains(fields[1], "anvil") {
			pid, _ := strconv.Atoi(fields[0])
			list = append(list, pid)
		}
	}
	return list
}

func wantNoChild(t testing.TB, but []int) {
	t.Helper()
	for _, pid := range children(t) {
		if !slices.Contains(but, pid) {
			t.Errorf("process %d is left", pid)
		}
	}
}

func wantError(t testing.TB, err, kind error, message, hint string) {
	t.Helper()
	var known interface {
		error
		Hint() string
	}
	if kind != nil && !errors.Is(err, kind) || !errors.As(err, &known) {
		t.Errorf("got %v, want %v", err, kind)
		return
	}
	if !strings.Contains(known.Error(), message) || !strings.Contains(known.Hint(), hint) {
		t.Errorf("got %q, hint %q; want %q, hint %q", known, known.Hint(), message, hint)
	}
}

func TestKilledParentLeavesNoFork(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux ends a child whose parent was killed outright")
	}
	d, _ := upstream(t)
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"="+d.RPC)
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimPrefix(strings.TrimSpace(url), "http://")
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.DialTimeout("tcp4", address, time.Second)
		if err != nil {
			return
		}
		_ = conn.Close()
		if time.Now().After(end) {
			t.Fatalf("anvil outlives its parent on %s", address)
		}
	}
}

func TestWhatIsStarted(t *testing.T) {
	d, node := upstream(t)
	known := children(t)
	busy, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = busy.Close() }()
	_, port, _ := net.SplitHostPort(busy.Addr().String())
	number, _ := strconv.Atoi(port)
	tests := []struct {
		name    string
		options fork.Options
		version string
		kind    error
		message string
		hint    string
	}{
		{"missing", fork.Options{Anvil: "/nowhere/anvil"}, "", anvil.ErrMissing, "no such program: /nowhere/anvil", "--anvil"},
		{"ends at once", fork.Options{Anvil: "true"}, "", anvil.ErrEnded, "anvil exited at once:", "--anvil"},
		{"not an anvil", fork.Options{}, "Geth/v1.17.10", fork.ErrNotAnvil, `calls itself "Geth/v1.17.10"`, "--anvil"},
		{"dies while it starts", fork.Options{}, dying, fork.ErrEnded, "anvil exited", "--anvil"},
		{"port taken", fork.Options{Port: number}, "", anvil.ErrPortBusy, "port " + port + " on 127.0.0.1 is in use", "--fork-port 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.version != "" {
				test.options.Anvil = fake(t, test.version)
			}
			test.options.Node = node
			_, err := fork.Start(t.Context(), test.options)
			wantError(t, err, test.kind, test.message, test.hint)
			wantNoChild(t, known)
		})
	}
	if dump(t, d) == "" {
		t.Error("the node has gone")
	}
}

func TestAnvilDies(t *testing.T) {
	d, node := upstream(t)
	known := children(t)
	f := start(t, fork.Options{Node: node})
	for _, pid := range children(t) {
		if slices.Contains(known, pid) {
			continue
		}
		if process, err := os.FindProcess(pid); err == nil {
			_ = process.Kill()
		}
	}
	<-f.Done()
	_, err := f.Run(t.Context(), fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 60, day, 10, 20, 30, 40)})
	wantError(t, err, fork.ErrEnded, "anvil exited during the dry run", "--anvil")
	f.Close()
	wantNoChild(t, known)
}
