package signer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"
)

// openPrivateKey reads a key in hexadecimal digits from a source: @FILE, env:NAME or standard input.
func openPrivateKey(source string, s Surroundings) (*Key, error) {
	text, err := readSource(source, s)
	if err != nil {
		return nil, err
	}
	s.learned(text)
	digits := strings.TrimPrefix(string(bytes.TrimSpace(text.bytes)), "0x")
	key, err := crypto.HexToECDSA(digits)
	if err != nil {
		// The library's error quotes digits of the key, so it is dropped.
		return nil, misnamed("%s does not contain a private key (64 hexadecimal digits)", place(source))
	}
	return newKey(key), nil
}

func readSource(source string, s Surroundings) (secret, error) {
	if path, isFile := strings.CutPrefix(source, "@"); isFile {
		return readSecretFile(path)
	}
	if name, isVariable := strings.CutPrefix(source, "env:"); isVariable {
		value, found := s.Env(name)
		if !found || value == "" {
			return secret{}, unset(name)
		}
		return secret{[]byte(value)}, nil
	}
	text, err := io.ReadAll(io.LimitReader(s.Stdin, maxSecret))
	if err == nil && len(text) == 0 {
		err = errors.New("it is empty")
	}
	if err != nil {
		return secret{}, fmt.Errorf("cannot read the key from standard input: %w", err)
	}
	return secret{text}, nil
}

// place is the name of a source in messages.
func place(source string) string {
	if source == "-" {
		return "standard input"
	}
	return strings.TrimPrefix(strings.TrimPrefix(source, "@"), "env:")
}
