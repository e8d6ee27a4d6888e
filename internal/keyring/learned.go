package keyring

import (
	"strings"
	"sync"
)

// learned are the keys and passwords that were read, so that they can be hidden in
// what a mistake of the program writes. They are in no other text.
type learned struct {
	lock  sync.Mutex
	texts []string
}

// secret takes one; a line break at its end is none of it.
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

// SecretEnv are variables whose values are secrets: what is read of them is hidden.
func (k *Opener) SecretEnv(name string) (string, bool) {
	value, found := k.Env(name)
	k.Learned.secret([]byte(value))
	return value, found
}
