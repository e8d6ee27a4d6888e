package signer

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMissing checks that a key or password file that does not exist is found without opening any.
func TestMissing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "owner")
	if err := os.WriteFile(file, nil, 0); err != nil {
		t.Fatal(err)
	}
	env := func(name string) (string, bool) { return "x", name == "KEY" }
	for _, good := range []Options{{}, {Account: "owner"}, {Keystore: file}, {PrivateKey: "@" + file}, {PrivateKey: "-"}, {PrivateKey: "env:KEY"}, {Ledger: true}} {
		good.KeystoreDir = dir
		if err := good.Missing(env); err != nil {
			t.Errorf("%+v: %v", good, err)
		}
	}
	for _, wrong := range []Options{{Account: "nobody"}, {Keystore: file + "s"}, {PrivateKey: "@" + file + "s"}, {Keystore: file, PasswordFile: file + "s"}} {
		wrong.KeystoreDir = dir
		if err := wrong.Missing(env); !Misnamed(err) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}
