package signer

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Missing returns an error if the named key, or the file with its password, does not exist. It opens
// nothing.
func (o Options) Missing(env func(name string) (string, bool)) error {
	if _, err := os.Stat(filepath.Join(o.KeystoreDir, o.Account)); o.Account != "" && errors.Is(err, os.ErrNotExist) {
		return o.noAccount()
	}
	if name, isVariable := strings.CutPrefix(o.PrivateKey, "env:"); isVariable {
		if value, _ := env(name); value == "" {
			return unset(name)
		}
	}
	key, isFile := strings.CutPrefix(o.PrivateKey, "@")
	if !isFile {
		key = ""
	}
	for _, path := range []string{key, o.Keystore, o.PasswordFile} {
		if _, err := os.Stat(path); path != "" && errors.Is(err, os.ErrNotExist) {
			return noFile(path, err)
		}
	}
	return nil
}
