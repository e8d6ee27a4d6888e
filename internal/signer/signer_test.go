package signer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// The first account of development chains.
const (
	canary  = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	account = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
)

func surroundings(stdin string, env map[string]string, password string) Surroundings {
	return Surroundings{
		Stdin: strings.NewReader(stdin),
		Env:   func(name string) (string, bool) { v, found := env[name]; return v, found },
		Ask: func(string) ([]byte, error) {
			if password == "" {
				return nil, errors.New("nobody to ask")
			}
			return []byte(password), nil
		},
	}
}

func write(t *testing.T, name, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// foundryFile is a key file without an address, as `cast wallet import` writes it.
func foundryFile(t *testing.T, password string) string {
	t.Helper()
	private, _ := crypto.HexToECDSA(canary)
	text, err := keystore.EncryptKey(&keystore.Key{PrivateKey: private, Address: common.HexToAddress(account)}, password, 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "address")
	text, _ = json.Marshal(fields)
	return string(text)
}

func TestCheck(t *testing.T) {
	tests := []struct {
		options Options
		want    string
	}{
		{Options{}, "missing signer"},
		{Options{Unlocked: true}, ""},
		{Options{PrivateKey: "-"}, ""},
		{Options{Account: "a", Keystore: "b"}, "more than one signer is given: --keystore and --account"},
		{Options{PrivateKey: "@f", Unlocked: true}, "more than one signer is given: --private-key and --unlocked"},
		{Options{PrivateKey: "0x" + canary}, ErrLiteralKey.Error()},
		{Options{PrivateKey: canary}, ErrLiteralKey.Error()},
		{Options{PrivateKey: "Env:X"}, ErrLiteralKey.Error()},
		{Options{Account: "../key"}, "--account takes a key name; for a file use --keystore"},
		{Options{Ledger: true, DerivationPath: "m/44'/60'/1'/0/0"}, ""},
		{Options{Ledger: true, DerivationPath: "m/x"}, "invalid --mnemonic-derivation-path: use for example m/44'/60'/0'/0/0"},
		{Options{DerivationPath: "test test test junk"}, "--mnemonic-derivation-path needs --ledger"},
		{Options{Account: "a", DerivationPath: "m/44'/60'/1'/0/0"}, "--mnemonic-derivation-path needs --ledger"},
		{Options{Ledger: true, Unlocked: true}, "more than one signer is given: --ledger and --unlocked"},
		{Options{Ledger: true, URL: "http://127.0.0.1:8550"}, "more than one signer is given: --ledger and --signer"},
		{Options{API: Clef}, "missing signer"},
		{Options{API: Clef, Account: "a"}, "--signer-api and --signer-plain-http need --signer"},
		{Options{URL: "https://signer.example/" + canary}, ""},
		{Options{URL: "http://127.0.0.1:8550"}, ""},
		{Options{URL: "http://[::1]:8550"}, ""},
		{Options{URL: "http://localhost:8550", API: Web3Signer}, ""},
		{Options{URL: "http://u:" + canary + "@signer.example:9000/" + canary}, "on another machine (signer.example) without https"},
		{Options{URL: "http://10.0.0.1:8550", PlainHTTP: true}, ""},
		{Options{URL: "http://127.0.0.1.example:8550"}, "on another machine"},
		{Options{URL: "ipc:///" + canary}, "invalid --signer: use https://… or http://127.0.0.1:…"},
		{Options{URL: "http://127.0.0.1:8550", API: "kms"}, "--signer-api must be clef or web3signer"},
		{Options{URL: canary}, ErrLiteralKey.Error()},
	}
	for _, test := range tests {
		err := test.options.Check()
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%+v: %v, want %q", test.options, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), canary) {
			t.Errorf("the key is in the error: %v", err)
		}
	}
}

func TestOpen(t *testing.T) {
	keyFile := write(t, "key", "0x"+canary+"\n", 0o600)
	encrypted := write(t, "dev", foundryFile(t, "correct horse"), 0o600)
	password := write(t, "password", "correct horse\n", 0o600)
	tests := []struct {
		name    string
		options Options
		s       Surroundings
	}{
		{"file", Options{PrivateKey: "@" + keyFile}, surroundings("", nil, "")},
		{"standard input", Options{PrivateKey: "-"}, surroundings(canary, nil, "")},
		{"environment", Options{PrivateKey: "env:KEY"}, surroundings("", map[string]string{"KEY": canary}, "")},
		{"keystore, password file", Options{Keystore: encrypted, PasswordFile: password}, surroundings("", nil, "")},
		{"keystore, terminal", Options{Keystore: encrypted}, surroundings("", nil, "correct horse")},
		{"account", Options{Account: "dev", KeystoreDir: filepath.Dir(encrypted)}, surroundings("", nil, "correct horse")},
	}
	for _, test := range tests {
		key, err := test.options.Open(context.Background(), test.s)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if key.Address().Hex() != account {
			t.Errorf("%s: %v", test.name, key)
		}
	}
}

func TestOpenFails(t *testing.T) {
	open := write(t, "key", canary, 0o644)
	short := write(t, "key", canary[:63], 0o600)
	encrypted := write(t, "dev", foundryFile(t, "correct horse"), 0o600)
	openKeystore := write(t, "dev", foundryFile(t, "correct horse"), 0o644)
	openPassword := write(t, "password", "correct horse", 0o640)
	hollow := write(t, "dev", `{"version":3,"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","crypto":{"cipher":"aes-128-ctr","kdf":"scrypt"}}`, 0o600)
	lying := write(t, "dev", strings.Replace(foundryFile(t, "x"), "{", `{"address":"`+strings.Repeat("11", 20)+`",`, 1), 0o600)
	nobody := surroundings("", nil, "")
	tests := []struct {
		name    string
		options Options
		s       Surroundings
		want    string
	}{
		{"key file open to others", Options{PrivateKey: "@" + open}, nobody, "can be read by other users (mode 0644)"},
		{"keystore open to others", Options{Keystore: openKeystore}, nobody, "can be read by other users (mode 0644)"},
		{"password file open to others", Options{Keystore: encrypted, PasswordFile: openPassword}, nobody, "can be read by other users (mode 0640)"},
		{"short key", Options{PrivateKey: "@" + short}, nobody, "does not contain a private key (64 hexadecimal digits)"},
		{"empty standard input", Options{PrivateKey: "-"}, nobody, "it is empty"},
		{"unset variable", Options{PrivateKey: "env:KEY"}, nobody, "KEY is not set"},
		{"wrong password", Options{Keystore: encrypted}, surroundings("", nil, "wrong"), "wrong password for " + encrypted},
		{"nobody to ask", Options{Keystore: encrypted}, nobody, "nobody to ask"},
		{"no file", Options{Keystore: "/nowhere"}, nobody, "file not found"},
		{"not a key file", Options{Keystore: hollow}, surroundings("", nil, "x"), "its parameters are incomplete"},
		{"another account's name", Options{Keystore: lying}, surroundings("", nil, "x"), "holds the key of " + account},
		{"unlocked", Options{Unlocked: true}, nobody, "the node signs"},
	}
	for _, test := range tests {
		_, err := test.options.Open(context.Background(), test.s)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), canary[:8]) {
			t.Errorf("%s: the key is in the error: %v", test.name, err)
		}
	}
}

// TestSecretsDoNotPrint checks that no way to print a secret or a key shows it.
func TestSecretsDoNotPrint(t *testing.T) {
	key, err := Options{PrivateKey: "-"}.openKey(surroundings(canary, nil, ""))
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	text := secret{[]byte(canary)}
	for _, value := range []any{text, &text, key, *key, key.private, struct{ S secret }{text}, []secret{text}, map[string]secret{"a": text}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
			fmt.Fprintf(&log, verb+"\n", value)
		}
		out, _ := json.Marshal(value)
		log.Write(out)
		slog.New(slog.NewTextHandler(&log, nil)).InfoContext(context.Background(), "m", "value", value)
	}
	seen := strings.ToLower(log.String())
	number := new(big.Int).SetBytes(common.FromHex(canary)).String()
	for _, form := range []string{canary, number, fmt.Sprintf("%x", canary), "172 9 116 190", "97 99 48 57"} {
		if strings.Contains(seen, form) {
			t.Errorf("%q is in the output: %s", form, seen)
		}
	}
}

// A wrong password has a hint, which names the file that it was read from.
func TestWrongPasswordHasHint(t *testing.T) {
	encrypted := write(t, "dev", foundryFile(t, "correct horse"), 0o600)
	password := write(t, "password", "wrong", 0o600)
	for options, want := range map[Options]string{
		{Keystore: encrypted}:                         "type the password of this key file",
		{Keystore: encrypted, PasswordFile: password}: "correct the password in " + password,
	} {
		_, err := options.Open(context.Background(), surroundings("", nil, "wrong"))
		var hinted interface{ Hint() string }
		if !errors.As(err, &hinted) || !strings.Contains(hinted.Hint(), want) {
			t.Errorf("%+v: %v, want the hint %q", options, err, want)
		}
	}
}
