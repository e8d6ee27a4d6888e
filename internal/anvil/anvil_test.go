package anvil

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Find prefers the given program, then the one on PATH, then the packaged one.
func TestFind(t *testing.T) {
	root, onPath, named := t.TempDir(), t.TempDir(), t.TempDir()
	packaged := filepath.Join(root, "devnet", "node_modules", "@foundry-rs", anvilPackage(), "bin")
	t.Setenv("PATH", onPath)
	if _, err := Find("", root); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "neither on PATH nor installed") {
		t.Error(err)
	}
	want := func(given, folder string) {
		t.Helper()
		if got, err := Find(given, root); err != nil || got != filepath.Join(folder, "anvil") {
			t.Errorf("%q, %v; want that in %s", got, err, folder)
		}
	}
	program(t, packaged)
	want("", packaged)
	program(t, onPath)
	want("", onPath)
	program(t, named)
	want(filepath.Join(named, "anvil"), named)
	if _, err := Find(filepath.Join(named, "other"), root); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
}

func program(t *testing.T, folder string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "anvil"), []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
}

// The child gets only the environment variables that it needs.
func TestEnvironment(t *testing.T) {
	for _, name := range []string{"ETH_RPC_URL", "MPOOL_RPC_URL", "ETH_RPC_HEADERS", "HTTP_PROXY", "ETH_PASSWORD", "MPOOL_DEVNET_KEY"} {
		t.Setenv(name, "hush")
	}
	all := strings.Join(environment(), "\n")
	if strings.Contains(all, "hush") || !strings.Contains(all, "NO_PROXY=127.0.0.1") || !strings.Contains(all, "PATH=") {
		t.Error(all)
	}
}

// The error for a program that is not anvil includes the program's output.
func TestNoAnvil(t *testing.T) {
	path := filepath.Join(t.TempDir(), "anvil")
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho 'this is  not' >&2\necho an anvil >&2\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), path, 0)
	if !errors.Is(err, ErrEnded) || err.Error() != "anvil exited at once: this is not an anvil" {
		t.Error(err)
	}
	if _, err := Start(t.Context(), filepath.Join(t.TempDir(), "none"), 0); !errors.Is(err, ErrEnded) {
		t.Error(err)
	}
}

// A working folder that others control does not decide which program runs.
func TestHome(t *testing.T) {
	foreign := t.TempDir()
	program(t, filepath.Join(foreign, "devnet", "node_modules", "@foundry-rs", anvilPackage(), "bin"))
	t.Chdir(foreign)
	t.Setenv("PATH", t.TempDir())
	home, err := Home()
	if err != nil {
		t.Fatal(err)
	}
	if path, err := Find("", home); err == nil {
		t.Errorf("%s would be run", path)
	}
}

// A wrapper script that starts anvil as its own child ends together with it.
func TestWrapper(t *testing.T) {
	program, err := Find("", Root(""))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "anvil")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+program+` "$@"`+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, end := range []func(*Node){(*Node).Kill, func(n *Node) { _ = n.Stop() }} {
		n, err := Start(t.Context(), path, 0)
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		end(n)
		if took := time.Since(begin); took > stopTimeout {
			t.Errorf("it takes %s", took)
		}
		if conn, err := net.Dial("tcp", strings.TrimPrefix(n.URL, "http://")); err == nil {
			_ = conn.Close()
			t.Error("it still listens")
		}
	}
}

// An error shows only some lines of a program's output, however long it is.
func TestLongWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "anvil")
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho 'no port is free' >&2\nhead -c 2000000 /dev/zero | tr '\\0' 'x' >&2\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), path, 0)
	if err == nil || !strings.HasPrefix(err.Error(), "anvil exited at once: no port is free xxx") || len(err.Error()) > 700 || !strings.HasSuffix(err.Error(), "x…") {
		t.Errorf("%d bytes: %.100s", len(err.Error()), err)
	}
	long := &head{}
	_, _ = long.Write([]byte(strings.Repeat("ä", mostSaid/2-1) + "xä" + "more"))
	if got := long.words(); !strings.HasSuffix(got, "äx…") {
		t.Error(got[len(got)-10:])
	}
}
