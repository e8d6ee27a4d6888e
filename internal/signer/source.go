package signer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"

	mistyped "mpool/internal/redact/typed"
)

// Options name the way to sign. Exactly one way must be given.
type Options struct {
	PrivateKey string // @FILE, - for standard input, or env:NAME; never the key itself
	Keystore   string // an encrypted key file
	Account    string // the name of a key file in KeystoreDir
	Ledger     bool   // a Ledger on a USB port
	URL        string // an external signer; may hold a password
	Unlocked   bool   // the node holds the account and signs by itself

	// PasswordFile holds the password of Keystore or Account; empty: ask the user.
	PasswordFile string
	// KeystoreDir is the folder with the key named Account.
	KeystoreDir string
	// DerivationPath is the Ledger's account; empty: m/44'/60'/0'/0/0.
	DerivationPath string
	// API is the API of the external signer; empty: detect it.
	API API
	// PlainHTTP allows an external signer on another machine without TLS.
	PlainHTTP bool
}

// Surroundings are the sources of keys and passwords.
type Surroundings struct {
	Stdin io.Reader
	Env   func(name string) (string, bool)
	// Ask reads a password from the terminal without echo.
	Ask func(question string) ([]byte, error)
	// Tell is called with what the user must do now, such as to look at the Ledger; nil: nothing is
	// shown.
	Tell func(what string)
	// Learned is called with each key and password that was read, so that a crash report can hide it;
	// nil: not called.
	Learned func(secret []byte)
	// Account is the account to sign for if a signer holds several; zero: the only one.
	Account common.Address
}

func (s Surroundings) learned(text secret) {
	if s.Learned != nil {
		s.Learned(text.bytes)
	}
}

// Errors that callers distinguish.
var (
	// ErrNone says that no way to sign is named.
	ErrNone = errors.New("missing signer")
	// ErrSeveral says that more than one way to sign is named.
	ErrSeveral = errors.New("more than one signer is given")
	// ErrLiteralKey says that the command line holds the key itself.
	ErrLiteralKey = errors.New("--private-key does not take the key itself, because other users and the shell history could see it")
)

// Ways lists the flags for signing, for hints.
const Ways = "--account NAME, --keystore FILE, --private-key @FILE (or - or env:NAME), --ledger, --signer URL, --unlocked"

// Check checks that exactly one way to sign is named, and that the options fit together. It reads no
// file.
func (o Options) Check() error {
	named := o.named()
	switch {
	case o.holdsKey():
		return ErrLiteralKey
	case o.DerivationPath != "" && !o.Ledger:
		return errors.New("--mnemonic-derivation-path needs --ledger")
	case len(named) == 0:
		return ErrNone
	case len(named) > 1:
		return fmt.Errorf("%w: %s", ErrSeveral, strings.Join(named, " and "))
	case o.PrivateKey != "" && !isKeySource(o.PrivateKey):
		return ErrLiteralKey
	case o.Account != "" && strings.ContainsAny(o.Account, `/\`):
		return errors.New("--account takes a key name; for a file use --keystore")
	case (o.API != "" || o.PlainHTTP) && o.URL == "":
		return errors.New("--signer-api and --signer-plain-http need --signer")
	}
	return errors.Join(o.checkPath(), o.checkURL())
}

func (o Options) checkPath() error {
	if o.DerivationPath == "" {
		return nil
	}
	if _, err := accounts.ParseDerivationPath(o.DerivationPath); err != nil {
		return errors.New("invalid --mnemonic-derivation-path: use for example m/44'/60'/0'/0/0")
	}
	return nil
}

// holdsKey finds a private key where only its name belongs, for example after a shell has expanded
// env:$KEY.
func (o Options) holdsKey() bool {
	for _, text := range []string{o.PrivateKey, o.Keystore, o.Account, o.PasswordFile, o.URL, o.DerivationPath} {
		if mistyped.IsKey(strings.TrimPrefix(strings.TrimPrefix(text, "@"), "env:")) {
			return true
		}
	}
	return false
}

func (o Options) named() []string {
	var named []string
	for _, way := range []struct {
		flag  string
		given bool
	}{
		{"--private-key", o.PrivateKey != ""},
		{"--keystore", o.Keystore != ""},
		{"--account", o.Account != ""},
		{"--ledger", o.Ledger},
		{"--signer", o.URL != ""},
		{"--unlocked", o.Unlocked},
	} {
		if way.given {
			named = append(named, way.flag)
		}
	}
	return named
}

// isKeySource accepts only the known spellings. Anything else could be a key, so it is refused and
// never shown.
func isKeySource(text string) bool {
	return text == "-" || strings.HasPrefix(text, "@") || strings.HasPrefix(text, "env:")
}

// Open opens the key, the device or the external signer. It fails with Unlocked, because then the node
// signs.
func (o Options) Open(ctx context.Context, s Surroundings) (Signer, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	if s.Tell == nil {
		s.Tell = func(string) {}
	}
	switch {
	case o.Unlocked:
		return nil, errors.New("an unlocked account has no key here: the node signs")
	case o.URL != "":
		return openExternal(ctx, o, s)
	case o.Ledger:
		return o.openLedger(ctx, s)
	}
	// Returning a nil *Key as a Signer would make it non-nil.
	key, err := o.openKey(s)
	if err != nil {
		return nil, err
	}
	return key, nil
}

func (o Options) openKey(s Surroundings) (*Key, error) {
	if o.PrivateKey != "" {
		return openPrivateKey(o.PrivateKey, s)
	}
	return o.openKeystore(s)
}
