package signer

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// NoAccountError says that the key folder has no key of the given name.
type NoAccountError struct {
	Name, Dir string
	Names     []string // of the files in the folder
}

func (e *NoAccountError) Error() string {
	return fmt.Sprintf("no key %q in %s", e.Name, e.Dir)
}

// Hint lists the available keys.
func (e *NoAccountError) Hint() string {
	if len(e.Names) == 0 {
		return "the folder has no keys: add one with cast wallet import, or use --keystore FILE"
	}
	return "available keys: " + strings.Join(e.Names, ", ")
}

// Misnamed says whether an error is about a key that is named but missing or invalid.
func Misnamed(err error) bool {
	var account *NoAccountError
	var named *NamedError
	return errors.As(err, &account) || errors.As(err, &named)
}

// NamedError says that a named key file or variable is missing or holds no key.
type NamedError struct {
	Problem string
	cause   error
}

func (e *NamedError) Error() string { return e.Problem }

func (e *NamedError) Unwrap() error { return e.cause }

func misnamed(format string, args ...any) error {
	return &NamedError{Problem: fmt.Sprintf(format, args...)}
}

func noFile(path string, cause error) error {
	return &NamedError{Problem: fmt.Sprintf("file not found: %q", path), cause: cause}
}

func unset(variable string) error {
	return misnamed("the environment variable %s is not set", variable)
}

// noAccount is the error with the names that the folder has.
func (o Options) noAccount() error {
	return &NoAccountError{Name: o.Account, Dir: o.KeystoreDir, Names: Accounts(o.KeystoreDir)}
}

// Accounts are the names of the key files in a folder; none if the folder cannot be read.
func Accounts(dir string) []string {
	var names []string
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		if entry.Type().IsRegular() && !strings.HasPrefix(entry.Name(), ".") {
			names = append(names, entry.Name())
		}
	}
	return names
}
