package signer

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Options name the ways to sign. Exactly one of them has to be given.
type Options struct {
	PrivateKey string // @FILE, - for standard input, or env:NAME; never the key itself
	Keystore   string // an encrypted key file
	Account    string // the name of a key file in KeystoreDir
	Unlocked   bool   // the node holds the account and signs by itself

	// PasswordFile holds the password of Keystore or Account; without it the
	// user is asked.
	PasswordFile string
	// KeystoreDir is the folder that Account is looked for in.
	KeystoreDir string
}

// Surroundings are where keys and passwords may come from.
type Surroundings struct {
	Stdin io.Reader
	Env   func(name string) (string, bool)
	// Ask reads a password from the terminal without echo.
	Ask func(question string) ([]byte, error)
}

// Errors that a caller tells apart.
var (
	// ErrNone: no way to sign was named.
	ErrNone = errors.New("no signer is named")
	// ErrSeveral: more than one was.
	ErrSeveral = errors.New("more than one signer is named")
	// ErrLiteralKey: the key itself stood on the command line.
	ErrLiteralKey = errors.New("--private-key takes no key: the command line is seen by others and kept in the shell's history")
)

// Ways lists how to sign, for hints.
const Ways = "--account NAME, --keystore FILE, --private-key @FILE (or - or env:NAME), --unlocked"

// Check finds out whether exactly one way to sign is named. It reads nothing.
func (o Options) Check() error {
	named := o.named()
	switch {
	case o.holdsKey():
		return ErrLiteralKey
	case len(named) == 0:
		return ErrNone
	case len(named) > 1:
		return fmt.Errorf("%w: %s", ErrSeveral, strings.Join(named, " and "))
	case o.PrivateKey != "" && !isKeySource(o.PrivateKey):
		return ErrLiteralKey
	case o.Account != "" && strings.ContainsAny(o.Account, `/\`):
		return errors.New("--account takes the name of a key; --keystore takes a file")
	}
	return nil
}

// holdsKey finds a key in a place that takes only the name of one, as where a
// shell has expanded env:$KEY.
func (o Options) holdsKey() bool {
	for _, text := range []string{o.PrivateKey, o.Keystore, o.Account, o.PasswordFile} {
		digits := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "@"), "env:"), "0x")
		if len(digits) == 64 && strings.Trim(digits, "0123456789abcdefABCDEF") == "" {
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
		{"--unlocked", o.Unlocked},
	} {
		if way.given {
			named = append(named, way.flag)
		}
	}
	return named
}

// isKeySource must not be told from the text's look alone: what is no known
// spelling is taken for a key and never shown.
func isKeySource(text string) bool {
	return text == "-" || strings.HasPrefix(text, "@") || strings.HasPrefix(text, "env:")
}

// Open reads the key. With Unlocked there is none to read: the node signs.
func (o Options) Open(s Surroundings) (*Key, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	switch {
	case o.Unlocked:
		return nil, errors.New("an unlocked account has no key here: the node signs")
	case o.PrivateKey != "":
		return openPrivateKey(o.PrivateKey, s)
	default:
		return o.openKeystore(s)
	}
}
