// Package postmortem writes the text of a panic, without secrets, to a file that only this user can
// read.
package postmortem

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"mpool/internal/config"
	"mpool/internal/keyring"
	"mpool/internal/mistake"
	"mpool/internal/redact"
)

// Keeper writes the text of an internal error of mpool.
type Keeper struct {
	Settings *config.Settings
	Opener   *keyring.Opener // knows the secrets of signers
	Args     []string        // the command line, which may contain addresses with keys
	Env      func(name string) (value string, found bool)
	Program  func() string // mpool's version, the time and the command
}

// Keep writes the text without the secrets to a file, and says where it is.
func (k *Keeper) Keep(m *mistake.Mistake) (told string) {
	defer func() {
		if recover() != nil {
			told = "its details could not be saved"
		}
	}()
	path, err := writeMistake(k.mistakeDir(), k.mistakeText(m))
	if err != nil {
		return "its details could not be saved: " + err.Error()
	}
	return "please report it, with the contents of " + path + " after checking them"
}

// mistakeDir returns a folder in the state folder, never one in the working folder.
func (k *Keeper) mistakeDir() string {
	if dir := k.Settings.StateFolder(); filepath.IsAbs(dir) || k.Settings.StateDir != "" {
		return filepath.Join(dir, "mistakes")
	}
	return ""
}

// writeMistake writes a new file that only this user can read.
func writeMistake(dir, text string) (string, error) {
	if dir != "" && os.MkdirAll(dir, 0o700) != nil {
		dir = ""
	}
	file, err := os.CreateTemp(dir, "mpool-mistake-*.txt") // with mode 0600
	if err != nil {
		return "", err
	}
	_, err = file.WriteString(text)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return file.Name(), err
}

// longestMistake is the largest size of a panic's text that is kept, in bytes.
const longestMistake = 64 << 10

func (k *Keeper) mistakeText(m *mistake.Mistake) string {
	text := m.Text()
	if len(text) > 16*longestMistake {
		text = text[:16*longestMistake]
	}
	text = k.HideSecrets(text)
	if len(text) > longestMistake {
		text = strings.ToValidUTF8(text[:longestMistake], "") + "…"
	}
	return fmt.Sprintf("%s\n%s\n\n%s\n\n%s", k.Program(), m.Error(), text, k.HideSecrets(string(m.Stack)))
}

// HideSecrets hides the secrets of flags, environment, configuration and signers, and everything that
// looks like a key or the address of a node.
func (k *Keeper) HideSecrets(text string) string {
	headers := http.Header{}
	known := append([]string{k.Settings.SafeService, k.Settings.PublishURL}, k.Settings.CheckRPCURLs...)
	for _, node := range k.Settings.AllNodes() {
		known = append(known, node.URL)
		for _, h := range node.Headers {
			name, value, _ := strings.Cut(h, ":")
			headers.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	var endpoints []redact.Endpoint
	for _, address := range append(known, k.addresses()...) {
		if address != "" && address != config.Public {
			endpoints = append(endpoints, redact.New(address, headers))
		}
	}
	return redact.Everything(text, endpoints, k.Opener.Learned.All())
}

// addresses returns the addresses in the command line and the environment, whether or not they were
// used so far.
func (k *Keeper) addresses() []string {
	var found []string
	for _, word := range k.Args {
		if at := strings.Index(word, "="); at >= 0 && strings.HasPrefix(word, "-") {
			word = word[at+1:]
		}
		if strings.Contains(word, "://") {
			found = append(found, word)
		}
	}
	for _, name := range []string{"ETH_RPC_URL", "MPOOL_RPC_URL", "MPOOL_SIGNER", "MPOOL_SAFE_TRANSACTION_SERVICE", "MPOOL_PUBLISH_URL", "MPOOL_CHECK_RPC_URLS"} {
		value, _ := k.Env(name)
		found = append(found, strings.Split(value, ",")...)
		if strings.Contains(value, ",") {
			found = append(found, value) // a single address may contain commas
		}
	}
	return found
}
