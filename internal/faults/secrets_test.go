package faults_test

import (
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

// filled is a command line with the required arguments and, if the command takes a key, a key.
func (w *world) filled(command []string) []string {
	w.Helper()
	more := map[string][]string{
		"weights-update": {"--to", "WETH=45%,USDC=25%,WBTC=20%,DAI=rest", "--duration", "7d"},
		"add-token":      {w.token("USDT").Hex(), "--weight", "10%", "--amount", "1000"},
		"send":           {planName}, "sign": {planName, "--nonce", "1", "--gas-price", "1gwei"},
		"explain": {"0x12345678"}, "devnet warp": {"1d"}, "fee-ramp": {"--start-fee", "1%", "--end-fee", "0.3%", "--duration", "7d"},
		"fee-set": {"1%"}, "remove-token": {"DAI", "--burn", "fair"}, "swaps enable": {"--fee-ramp", "50%:0.3%:7d"}, "aum-fee set": {"1%"},
	}
	line := append(slices.Clone(command), more[strings.Join(command, " ")]...)
	flags := w.run(nil, slices.Concat([]string{"__complete"}, command, []string{"--"})...).out // not every help lists the flags
	for _, flag := range []string{"--private-key=env:OWNER_KEY", "--manager-private-key=env:MANAGER_KEY", "--yes", "--broadcast", "--timeout=1s"} {
		if name, _, _ := strings.Cut(flag, "="); strings.Contains(flags, name+"\t") {
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
			ill(w)
			runs := 0
			for _, command := range commands {
				if command[0] == "devnet" && len(command) == 1 {
					continue // it runs until it is stopped
				}
				for _, how := range [][]string{{"-v"}, {"--json"}} {
					runs++
					w.briefly(append(w.filled(command), how...))
				}
			}
			t.Logf("%d commands, %d runs", len(commands), runs)
		})
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
