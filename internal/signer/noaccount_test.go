package signer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoAccount checks that the error for a mistyped name lists the available keys.
func TestNoAccount(t *testing.T) {
	dir := t.TempDir()
	options := Options{Account: "nobody", KeystoreDir: dir}
	for _, want := range []string{"the folder has no keys: add one with cast wallet import, or use --keystore FILE", "available keys: manager, owner"} {
		_, err := options.Open(context.Background(), Surroundings{})
		var no *NoAccountError
		if !errors.As(err, &no) || !strings.Contains(err.Error(), `no key "nobody" in `) || !strings.HasPrefix(no.Hint(), want) {
			t.Errorf("%v, want %s", err, want)
		}
		for _, name := range []string{"owner", "manager", ".hidden"} {
			if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
