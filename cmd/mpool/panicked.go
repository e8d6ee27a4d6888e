package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/mistake"
	"mpool/internal/redact"
)

// panicked says that mpool has a mistake in it, where, and what may be out. What
// the panic says may hold any secret: it goes to a file that only this user reads.
func (a *app) panicked(value any) (code int) {
	m := mistake.Of(value)
	defer func() {
		if again := recover(); again != nil { // what tells of it has a mistake too
			code = a.lastWords(m)
		}
	}()
	f := a.mistaken(m, a.keepMistake(m))
	a.report(f)
	return f.Exit
}

// mistaken is the failure that is shown: a place, and no text.
func (a *app) mistaken(m *mistake.Mistake, kept string) *failure.Failure {
	exit, hint := a.whatIsOut()
	f := failure.New(exit, "panic", "%s", m.Error()).WithHint("%s", hint+"; "+kept).WithDetail("place", m.Place)
	if a.engine.Sealed || a.engine.Gone.Before {
		f = f.WithDetail("id", a.engine.Gone.ID)
	}
	if a.engine.Sealed && a.engine.Gone.Hash != (common.Hash{}) {
		f = f.WithDetail("hash", a.engine.Gone.Hash)
	}
	return f
}

// whatIsOut is the exit code, and what to do about what was sent.
func (a *app) whatIsOut() (exit int, hint string) {
	switch {
	case a.engine.Sealed && a.engine.Gone.Hash != (common.Hash{}):
		return failure.Unconfirmed, fmt.Sprintf("transaction %s is out or may be: do not send it again, and go on with: mpool resume %s", a.engine.Gone.Hash, a.engine.Gone.ID)
	case a.engine.Sealed:
		return failure.Unconfirmed, fmt.Sprintf("a transaction that the node signs may be out: do not send it again, and go on with: mpool resume %s", a.engine.Gone.ID)
	case a.engine.Gone.Before:
		return failure.Unconfirmed, fmt.Sprintf("an earlier transaction of this plan was sent, the last one was not: go on with: mpool resume %s", a.engine.Gone.ID)
	case a.engine.Gone.What != "":
		return failure.Plain, "no transaction was sent, and " + a.engine.Gone.What
	}
	return failure.Plain, "nothing was sent"
}

// lastWords needs nothing that could fail a second time.
func (a *app) lastWords(m *mistake.Mistake) int {
	defer func() { _ = recover() }() // standard error itself is broken: the exit code says it
	exit, hint := a.whatIsOut()
	fmt.Fprintf(os.Stderr, "mpool: error: %s\nmpool: hint: %s\n", m.Error(), hint)
	return exit
}

// keepMistake writes the whole text to a file of this user's, less the secrets, and
// says where it is.
func (a *app) keepMistake(m *mistake.Mistake) (told string) {
	defer func() {
		if recover() != nil {
			told = "what it says could not be kept"
		}
	}()
	path, err := writeMistake(a.mistakeDir(), a.mistakeText(m))
	if err != nil {
		return "what it says could not be kept: " + err.Error()
	}
	return "please report it, with what is in " + path + " when you have read it"
}

// mistakeDir is below the state folder, and no folder of the working one's.
func (a *app) mistakeDir() string {
	if dir := a.settings.StateFolder(); filepath.IsAbs(dir) || a.settings.StateDir != "" {
		return filepath.Join(dir, "mistakes")
	}
	return ""
}

// writeMistake makes a file with a name of its own, for nobody else to read.
func writeMistake(dir, text string) (string, error) {
	if dir != "" && os.MkdirAll(dir, 0o700) != nil {
		dir = ""
	}
	file, err := os.CreateTemp(dir, "mpool-mistake-*.txt") // 0600
	if err != nil {
		return "", err
	}
	_, err = file.WriteString(text)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return file.Name(), err
}

// longestMistake is how much of a panic's text is kept.
const longestMistake = 64 << 10

func (a *app) mistakeText(m *mistake.Mistake) string {
	text := m.Text()
	if len(text) > 16*longestMistake {
		text = text[:16*longestMistake]
	}
	text = a.hideSecrets(text)
	if len(text) > longestMistake {
		text = strings.ToValidUTF8(text[:longestMistake], "") + "…"
	}
	return fmt.Sprintf("mpool %s, %s\nmpool %s\n%s\n\n%s\n\n%s", versionText(), time.Now().UTC().Format(time.RFC3339), a.engine.Command, m.Error(), text, a.hideSecrets(string(m.Stack)))
}

// hideSecrets hides what flags, environment, configuration and signers hold, and
// whatever has the look of a key or of a node's address.
func (a *app) hideSecrets(text string) string {
	headers := http.Header{}
	for _, h := range a.settings.RPCHeaders {
		name, value, _ := strings.Cut(h, ":")
		headers.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	var endpoints []redact.Endpoint
	known := append([]string{a.settings.RPCURL, a.settings.SafeService, a.settings.PublishURL}, a.settings.CheckRPCURLs...)
	for _, address := range append(known, a.addresses()...) {
		if address != "" && address != config.Public {
			endpoints = append(endpoints, redact.New(address, headers))
		}
	}
	return redact.Everything(text, endpoints, a.opener.Learned.All())
}

// addresses are those of the command line and the environment, whether or not they
// were read so far.
func (a *app) addresses() []string {
	var found []string
	for _, word := range a.args {
		if at := strings.Index(word, "="); at >= 0 && strings.HasPrefix(word, "-") {
			word = word[at+1:]
		}
		if strings.Contains(word, "://") {
			found = append(found, word)
		}
	}
	for _, name := range []string{"ETH_RPC_URL", "MPOOL_RPC_URL", "MPOOL_SIGNER", "MPOOL_SAFE_TRANSACTION_SERVICE", "MPOOL_PUBLISH_URL", "MPOOL_CHECK_RPC_URLS"} {
		value, _ := a.env(name)
		found = append(found, strings.Split(value, ",")...)
		if strings.Contains(value, ",") {
			found = append(found, value) // one address may hold commas
		}
	}
	return found
}

// isOut notes what others may have by now, other than a transaction.
func (a *app) isOut(what string) { a.engine.Gone.What = what }
