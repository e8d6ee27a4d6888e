package devnet

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"mpool/internal/anvil"
)

// parentVariable makes the test binary act as the parent that the test kills.
const parentVariable = "MPOOL_TEST_DEVNET_PARENT"

func TestMain(m *testing.M) {
	if os.Getenv(parentVariable) != "" {
		beParent()
	}
	goleak.VerifyTestMain(m)
}

// beParent starts a chain, prints where it is, and waits to be killed.
func beParent() {
	d, err := Start(context.Background(), Options{})
	if err != nil {
		panic(err)
	}
	_, _ = os.Stdout.WriteString(d.RPC + "\n")
	select {}
}

func TestKilledParentLeavesNoAnvil(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux ends a child whose parent was killed outright")
	}
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"=1")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	rpc, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := hostOf(t, strings.TrimSpace(rpc))
	if !listens(address) {
		t.Fatalf("nothing listens on %s", address)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	for end := time.Now().Add(30 * time.Second); listens(address); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("anvil outlives its parent on %s", address)
		}
	}
}

func TestCloseFreesThePort(t *testing.T) {
	d := start(t, Options{})
	address := hostOf(t, d.RPC)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp4", address)
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
}

func TestBusyPort(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	number, _ := strconv.Atoi(port)
	_, err = Start(t.Context(), Options{Port: number})
	wantError(t, err, ErrPortBusy, "port "+port+" on 127.0.0.1 is in use", "--port 0")
}

func TestNothingInstalled(t *testing.T) {
	empty := t.TempDir()
	_, err := Start(t.Context(), Options{Root: empty, Anvil: filepath.Join(empty, "anvil")})
	wantError(t, err, ErrNoAnvil, "no such program:", "--anvil")
	program, err := anvil.Find("", anvil.Root(""))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", "")
	_, err = Start(t.Context(), Options{Root: empty})
	wantError(t, err, ErrNoAnvil, "anvil", "make setup")
	_, err = Start(t.Context(), Options{Root: empty, Anvil: program})
	wantError(t, err, ErrNoArtifact, "no artifact of ManagedPoolFactory", "make setup")
}

func TestTokensOutOfRange(t *testing.T) {
	for _, n := range []int{-1, 1, 51} {
		if _, err := Start(t.Context(), Options{Tokens: n}); err == nil || !strings.Contains(err.Error(), "2 to 50 tokens") {
			t.Errorf("%d: %v", n, err)
		}
	}
}

func TestCancelledStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Start(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestStateRoundTrip(t *testing.T) {
	state := filepath.Join(t.TempDir(), "chain.json")
	first := start(t, Options{State: state, Tokens: 3})
	warped, err := Warp(t.Context(), first.Client(), 7*24*60*60)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := start(t, Options{State: state})
	if !second.Restored || asJSON(t, first.Deployment) != asJSON(t, second.Deployment) {
		t.Errorf("came back as\n%s\nnot\n%s", asJSON(t, second.Deployment), asJSON(t, first.Deployment))
	}
	checkPool(t, second, 3, first.Pool.Generation)
	next, err := mine(t.Context(), second.Client())
	if err != nil || next.Number != warped.Number+1 || next.Time <= warped.Time {
		t.Errorf("after %+v comes %+v, %v", warped, next, err)
	}
}

// A state file that this package did not write is neither used nor overwritten.
func TestBadState(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.json")
	if err := start(t, Options{State: good}).Close(); err != nil {
		t.Fatal(err)
	}
	note, err := os.ReadFile(sidecarPath(good))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, state, note, want string }{
		{"foreign", `{"accounts":{}}`, "", "already exists but is not a chain of mpool:"},
		{"cut short", `{"accounts":{`, string(note), "is damaged"},
		{"empty", ``, string(note), "is damaged"},
		{"the signer signed for a chain other than", `{"accounts":{}}`, string(note), "does not contain the demo pool that"},
		{"damaged note", `{"accounts":{}}`, `{`, "is damaged"},
		{"later schema", `{"accounts":{}}`, `{"schema_version":9}`, "schema version 9"},
	}
	for _, test := range tests {
		state := filepath.Join(t.TempDir(), "chain.json")
		write(t, state, test.state)
		if test.note != "" {
			write(t, sidecarPath(state), test.note)
		}
		_, err := Start(t.Context(), Options{State: state})
		wantError(t, err, ErrState, test.want, "use another file")
		if left, _ := os.ReadFile(state); string(left) != test.state {
			t.Errorf("%s: the file was overwritten", test.name)
		}
	}
}

func wantError(t *testing.T, err, kind error, message, hint string) {
	t.Helper()
	var known *Error
	if !errors.Is(err, kind) || !errors.As(err, &known) {
		t.Errorf("got %v, want %v", err, kind)
		return
	}
	if !strings.Contains(known.Error(), message) || !strings.Contains(known.Hint(), hint) {
		t.Errorf("got %q, hint %q; want %q, hint %q", known, known.Hint(), message, hint)
	}
}

func hostOf(t *testing.T, rpc string) string {
	t.Helper()
	parsed, err := url.Parse(rpc)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Host
}

func listens(address string) bool {
	conn, err := net.DialTimeout("tcp4", address, time.Second)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
