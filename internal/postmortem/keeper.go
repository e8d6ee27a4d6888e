// Package postmortem keeps what a panic says, less every secret, in a file of this user's.
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

// Keeper keeps what a mistake of mpool's own says.
type Keeper struct {
	Settings *config.Settings
	Opener   *keyring.Opener // has learned secrets
	Args     []string        // of the command line, which may hold addresses
	Env      func(name string) (value string, found bool)
	Program  func() string // which mpool it is, when, and which command
}

// Keep writes the whole text to a file of this user's, less the secrets, and
// says where it is.
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

// mistakeDir is below the state folder, and no folder of the working one's.
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

// HideSecrets hides what flags, environment, configuration and signers hold, and
// whatever has the look of a key or of a node's address.
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

// addresses are those of the command line and the environment, whether or not they
// were read so far.
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
			found = append(found, value) // one address may hold commas
		}
	}
	return found
}
