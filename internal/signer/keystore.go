package signer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
)

// openKeystore decrypts a key file. go-ethereum's key store lists only files that name their address,
// and Foundry's do not.
func (o Options) openKeystore(s Surroundings) (*Key, error) {
	path := o.Keystore
	if path == "" {
		path = filepath.Join(o.KeystoreDir, o.Account)
	}
	file, err := readSecretFile(path)
	if errors.Is(err, os.ErrNotExist) && o.Keystore == "" {
		return nil, o.noAccount()
	}
	if err != nil {
		return nil, err
	}
	if !json.Valid(file.bytes) {
		return nil, misnamed("%s is not a key file", path)
	}
	password, err := o.password(path, s)
	if err != nil {
		return nil, err
	}
	s.learned(password)
	key, err := decrypt(path, file, password)
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, &wrongPassword{path, o.PasswordFile}
	}
	return key, err
}

// password reads the password from the password file or the terminal.
func (o Options) password(path string, s Surroundings) (secret, error) {
	if o.PasswordFile == "" {
		text, err := s.Ask("password of " + path + ": ")
		return secret{text}, err
	}
	text, err := readSecretFile(o.PasswordFile)
	return secret{bytes.TrimRight(text.bytes, "\r\n")}, err
}

func decrypt(path string, file, password secret) (*Key, error) {
	key, err := decryptKey(file, password)
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%s is not a key file: %w", path, err)
	}
	if named, ok := namedAddress(file); ok && named != key.Address {
		return nil, fmt.Errorf("%s names %s but holds the key of %s", path, named, key.Address)
	}
	return newKey(key.PrivateKey), nil
}

// decryptKey is keystore.DecryptKey, but it returns an error where that panics because parameters in
// the file are missing.
func decryptKey(file, password secret) (key *keystore.Key, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("its parameters are incomplete")
		}
	}()
	return keystore.DecryptKey(file.bytes, string(password.bytes))
}

// namedAddress is the address that a key file names; false if it names none.
func namedAddress(file secret) (common.Address, bool) {
	var header struct{ Address string }
	if json.Unmarshal(file.bytes, &header) != nil || !common.IsHexAddress(header.Address) {
		return common.Address{}, false
	}
	return common.HexToAddress(header.Address), true
}
