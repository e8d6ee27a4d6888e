package keyring

import (
	"strings"
	"sync"
)

// learned are the keys and passwords that mpool has read, so that crash reports can hide them. No
// other text contains them.
type learned struct {
	lock  sync.Mutex
	texts []string
}

// secret adds a text without the line break at its end.
func (l *learned) secret(text []byte) {
	l.lock.Lock()
	defer l.lock.Unlock()
	whole := strings.TrimRight(string(text), "\r\n")
	l.texts = append(l.texts, whole, strings.TrimSpace(whole), strings.TrimPrefix(strings.TrimSpace(whole), "0x"))
}

func (l *learned) All() []string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return append([]string(nil), l.texts...)
}

// SecretEnv reads a variable whose value is a secret, and remembers the value so that it can be
// hidden.
func (k *Opener) SecretEnv(name string) (string, bool) {
	value, found := k.Env(name)
	k.Learned.secret([]byte(value))
	return value, found
}
