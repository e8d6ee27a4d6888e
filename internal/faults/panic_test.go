package faults_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mpool/internal/anvil"
)

// password opens the owner's key file, and is part of the panics' texts.
const password = "c0rrect-h0rse\xff-b4ttery"

// panicText is a panic text with all secrets, and with bytes that are not valid text.
func panicText(w *world) string {
	return fmt.Sprintf("dial %s/v2/%s: key %s, of %s, password %s\xfe", w.proxy.URL(), secret, ownerKey, managerKey, password)
}

// thrown is a place at which a panic is thrown, the command that passes it, and what was sent
// before it.
type thrown struct {
	at, layer string // layer is the start of the reported place
	args      func(op operation) []string
	code      int
	says      string
	out       bool
}

func throws(forking string) []thrown {
	status := func(operation) []string { return []string{"status"} }
	send := func(op operation) []string { return op.send() }
	forked := func(operation) []string { return []string{"send", planName, "--fork", "--anvil", forking} }
	return []thrown{
		{at: "config", layer: "mpool/internal/config.", args: status, code: 1, says: "nothing was sent"},
		{at: "chain", layer: "mpool/internal/chain/wire.", args: send, code: 1, says: "nothing was sent"},
		{at: "aside", layer: "mpool/internal/mistake.", args: status, code: 1, says: "nothing was sent"},
		{at: "fork", layer: "mpool/internal/fork.", args: forked, code: 1, says: "nothing was sent"},
		{at: "planned", layer: "mpool/internal/execution.", args: send, code: 1, says: "nothing was sent"},
		{at: "signer", layer: "mpool/internal/signer.", args: send, code: 1, says: "nothing was sent"},
		{at: "journal", layer: "mpool/internal/journal.", args: send, code: 1, says: "nothing was sent"},
		{at: "sealed", layer: "mpool/internal/execution.", args: send, code: 5, says: "mpool resume", out: true},
		{at: "chain.sent", layer: "mpool/internal/chain.", args: send, code: 5, says: "mpool resume", out: true},
		{at: "broadcast", layer: "mpool/internal/execution.", args: send, code: 5, says: "mpool resume", out: true},
		{at: "mined", layer: "mpool/internal/execution.", args: send, code: 5, says: "mpool resume", out: true},
		{at: "verified", layer: "mpool/internal/execution.", args: send, code: 5, says: "mpool resume", out: true},
	}
}

// F34: a panic in each layer, with keys, a password and the node's URL in its text, before and
// after something was sent. The message has the place, what was sent, and how to continue. The text
// goes without secrets into a file that only this user can read. Without the panic, the same
// command then finishes the plan.
func TestPanics(t *testing.T) {
	op := weightsUpdate()
	forking, err := anvil.Find("", root)
	if err != nil {
		t.Fatal(err)
	}
	if forking, err = filepath.Abs(forking); err != nil {
		t.Fatal(err)
	}
	for _, test := range throws(forking) {
		for _, how := range few([]string{"text", "json", "verbose"}, "text") {
			t.Run(test.at+"/"+how, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.planned(op)
				more := map[string][]string{"json": {"--json"}, "verbose": {"-v", "-v"}}[how]
				e := w.run([]string{"MPOOL_PANIC=" + test.at, "MPOOL_PANIC_TEXT=" + panicText(w)}, append(test.args(op), more...)...)
				w.wants(e, test.code)
				w.placeOnly(e, test, how == "json")
				w.keptPrivately(e)
				if test.out {
					w.wants(w.run(nil, op.resume()...), 0)
					w.accounted(op)
				} else {
					w.minedUpTo(0)
				}
			})
		}
	}
}

// placeOnly checks that the message has the place and what was sent, and nothing of the panic's
// text.
func (w *world) placeOnly(e ended, test thrown, inJSON bool) {
	w.Helper()
	told := e.err
	if inJSON {
		told += e.out
	}
	for _, want := range []string{"internal error (a bug in mpool), at " + test.layer, test.says} {
		if !strings.Contains(told, want) {
			w.Errorf("it does not say %q:\n%s\n%s", want, e.out, e.err)
		}
	}
	for _, never := range []string{"dial ", "c0rrect", "goroutine "} {
		if strings.Contains(e.out+e.err, never) {
			w.Errorf("it shows %q:\n%s\n%s", never, e.out, e.err)
		}
	}
	if test.out && strings.Contains(told, "nothing was sent") {
		w.Errorf("something is out:\n%s", told)
	}
}

// keptPrivately checks that only this user can read the file in the message, and that it describes
// the panic without secrets.
func (w *world) keptPrivately(e ended) {
	w.Helper()
	path := regexp.MustCompile(`/\S*mpool-mistake-\d+\.txt`).FindString(e.err + e.out)
	info, err := os.Stat(path)
	if err != nil {
		w.Fatalf("no file is named: %v\n%s", err, e.err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		w.Fatal(err)
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil || info.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 || !strings.HasPrefix(path, w.home) {
		w.Errorf("%s has mode %s in a folder of %s: %v", path, info.Mode(), folder.Mode(), err)
	}
	if !strings.Contains(string(text), "dial ") || !strings.Contains(string(text), "goroutine ") {
		w.Errorf("the file does not say what happened:\n%s", text)
	}
	if strings.Contains(string(text), secret) {
		w.Errorf("the file holds the node's key:\n%s", text)
	}
}
