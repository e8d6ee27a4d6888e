package faults_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mpool/internal/faultproxy"
)

// commands returns all commands of the program: at the root those that shell completion lists,
// because the help names them in pairs, and below those in each help.
func (w *world) commands(path ...string) [][]string {
	w.Helper()
	help, names := w.run(nil, "__complete", "").out, regexp.MustCompile(`(?m)^([a-z][a-z-]*)\t`)
	if len(path) > 0 {
		help, _, _ = strings.Cut(w.run(nil, append(slices.Clone(path), "--help")...).out, "\nFlags:")
		names = regexp.MustCompile(`(?m)^  ([a-z][a-z-]*) +[A-Z]`)
	}
	var leaves [][]string
	for _, found := range names.FindAllStringSubmatch(help, -1) {
		if name := found[1]; name != "help" {
			leaves = append(leaves, w.commands(append(slices.Clone(path), name)...)...)
		}
	}
	if len(leaves) == 0 {
		return [][]string{path}
	}
	return leaves
}

// filled is a command line with the arguments of the command's first example and, if the command takes a
// key, a key.
func (w *world) filled(command []string) []string {
	w.Helper()
	line := append(slices.Clone(command), w.example(command)...)
	flags := w.run(nil, slices.Concat([]string{"__complete"}, command, []string{"--"})...).out // not every help lists the flags
	if name := strings.Join(command, " "); name == "pool plan" || name == "recipe apply" {
		return line // their keys are for mpool pool apply and for one --step
	}
	for _, flag := range []string{"--private-key=env:OWNER_KEY", "--manager-private-key=env:MANAGER_KEY", "--yes", "--broadcast", "--timeout=1s"} {
		if name, _, _ := strings.Cut(flag, "="); strings.Contains(flags, name+"\t") && !slices.Contains(line, name) {
			line = append(line, flag)
		}
	}
	return line
}

// F19, F20: every command, as text, as JSON and with all details, with a working node and with
// nodes that repeat their URL in errors. The output and all files of each run are searched for the
// keys and the secret in the URL.
func TestNoSecretAnywhere(t *testing.T) {
	nodes := map[string]func(*world){
		"well":     func(*world) {},
		"tattling": func(w *world) { w.proxy.Inject(faultproxy.Rule{Fault: faultproxy.Tattle()}) },
		"no access": func(w *world) {
			w.proxy.Inject(faultproxy.Rule{Fault: faultproxy.Status(http.StatusUnauthorized, "bad key "+secret)})
		},
	}
	for name, ill := range nodes {
		t.Run(name, func(t *testing.T) {
			if !all() && name != "tattling" {
				t.Skip("with all cases only")
			}
			t.Parallel()
			w := newWorld(t)
			w.planned(weightsUpdate())
			commands := w.commands()
			if len(commands) < 20 {
				t.Fatalf("only %d commands: %q", len(commands), commands)
			}
			w.onThePage(len(commands), len(nodes))
			ill(w)
			runs := 0
			for _, command := range commands {
				if command[0] == "devnet" && len(command) == 1 {
					continue // it runs until it is stopped
				}
				before, line := w.asked(), w.filled(command)
				for _, how := range [][]string{{"-v"}, {"--json"}} {
					runs++
					w.briefly(append(slices.Clone(line), how...))
				}
				if asks := !slices.Contains(withoutNode(), strings.Join(command, " ")); asks && w.asked() == before {
					t.Errorf("%q does not reach the node", line)
				}
			}
			t.Logf("%d commands, %d runs", len(commands), runs)
		})
	}
}

// onThePage compares the numbers of commands and runs with the page about faults.
func (w *world) onThePage(commands, nodes int) {
	w.Helper()
	page, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		w.Fatal(err)
	}
	if want := fmt.Sprintf("| %d commands, %d runs |", commands, 2*nodes*commands); !strings.Contains(string(page), want) {
		w.Errorf("docs/reliability.md does not say %q", want)
	}
}

// briefly runs a command and ends it after a while. start and wait search for secrets.
func (w *world) briefly(args []string) {
	w.Helper()
	s := w.start([]string{"MPOOL_RPC_HEADERS=X-Key: " + secret}, args...)
	timer := time.AfterFunc(8*time.Second, func() { _ = s.cmd.Process.Kill() })
	defer timer.Stop()
	s.wait()
}

// F21: key files that others can read are refused.
func TestReadableKeys(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	w.planned(op)
	path := filepath.Join(t.TempDir(), "owner.key")
	w.write(path, []byte(ownerKey))
	send := []string{"send", planName, "--yes", "--private-key", "@" + path}
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o660} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		e := w.run(nil, send...)
		w.wants(e, 3)
		if !strings.Contains(e.err, path) {
			t.Errorf("does not name the file: %s", e.err)
		}
	}
	w.minedUpTo(0)
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	w.wants(w.run(nil, send...), 0)
	w.sentOnce()
}

// F22: a key other than the sender's is refused before anything is signed.
func TestAnotherKey(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	w.planned(op)
	e := w.run(nil, "send", planName, "--yes", "--private-key", "env:MANAGER_KEY")
	w.wants(e, 3)
	if n := len(w.proxy.Sends()); n != 0 {
		t.Errorf("%d transactions were sent", n)
	}
}
