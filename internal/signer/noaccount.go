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
	return fmt.Sprintf("no key %q in %s", e.Name, e.Dir)
}

// Hint names the keys that are there.
func (e *NoAccountError) Hint() string {
	if len(e.Names) == 0 {
		return "the folder has no keys: add one with cast wallet import, or use --keystore FILE"
	}
	return "available keys: " + strings.Join(e.Names, ", ")
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
