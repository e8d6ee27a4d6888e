package signer

import (
	"fmt"
	"os"
	"strings"
)

// NoAccountError is the error for the name of a key that is not in the folder.
type NoAccountError struct {
	Name, Dir string
	Names     []string // of the files that are there
}

func (e *NoAccountError) Error() string {
	return fmt.Sprintf("there is no key %q in %s", e.Name, e.Dir)
}

// Hint names the keys that are there.
func (e *NoAccountError) Hint() string {
	if len(e.Names) == 0 {
		return "it has no keys at all: cast wallet import puts one there, or name a key file with --keystore"
	}
	return "the keys there are: " + strings.Join(e.Names, ", ")
}

// noAccount looks at what the folder has. What cannot be read has nothing.
func (o Options) noAccount() error {
	e := &NoAccountError{Name: o.Account, Dir: o.KeystoreDir}
	entries, _ := os.ReadDir(o.KeystoreDir)
	for _, entry := range entries {
		if entry.Type().IsRegular() && !strings.HasPrefix(entry.Name(), ".") {
			e.Names = append(e.Names, entry.Name())
		}
	}
	return e
}
