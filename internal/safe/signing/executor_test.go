package signing

import (
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/keyring"
	"mpool/internal/planview"
	"mpool/internal/safe/safetest"
	"mpool/internal/signer"
)

// withKeys is a desk that opens keys, and has no terminal.
func withKeys() *Desk {
	none := func(string) (string, bool) { return "", false }
	settings := &config.Settings{}
	return &Desk{Settings: settings, Opener: &keyring.Opener{Settings: settings, In: strings.NewReader(""), Env: none, UI: console.New(strings.NewReader(""), io.Discard, io.Discard, none)}}
}

// aKey is a new account, and the flags that name its key.
func aKey(t *testing.T) (common.Address, signer.Options) {
	t.Helper()
	secret, err := crypto.GenerateKey()
	must(t, err)
	file := filepath.Join(t.TempDir(), "key")
	must(t, os.WriteFile(file, []byte(hex.EncodeToString(crypto.FromECDSA(secret))), 0o600))
	return crypto.PubkeyToAddress(secret.PublicKey), signer.Options{PrivateKey: "@" + file}
}

// TestExecutor: the account that executes is the key's, the named one, or one that has no key.
func TestExecutor(t *testing.T) {
	own, key := aKey(t)
	for _, c := range []struct {
		name  string
		of    Executing
		want  common.Address
		opens bool
		code  string
	}{
		{name: "a preview by nobody", want: planview.Nobody()},
		{name: "a preview by the named one", of: Executing{Named: safetest.Who(1)}, want: safetest.Who(1)},
		{name: "a preview by the key", of: Executing{Silent: true, Signer: key}, want: own, opens: true},
		{name: "the node signs for the named one", of: Executing{Named: safetest.Who(1), Leaves: true}, want: safetest.Who(1)},
		{name: "the node signs for nobody", of: Executing{Leaves: true}, code: "Misuse usage"},
		{name: "the key sends", of: Executing{Signs: true, Leaves: true, Signer: key}, want: own, opens: true},
		{name: "the key sends, and is named", of: Executing{Named: own, Signs: true, Signer: key}, want: own, opens: true},
		{name: "another one is named", of: Executing{Named: safetest.Who(1), Signs: true, Signer: key}, code: "Refused signer"},
	} {
		got, ring, err := withKeys().Executor(t.Context(), c.of)
		if code := safetest.CodeOf(err); code != c.code || err == nil && got != c.want || (ring != nil) != c.opens {
			t.Errorf("%s: %s, %v, %q (%v)", c.name, got, ring, code, err)
		}
		if ring != nil && ring.Key(own) == nil {
			t.Errorf("%s: the key is not in the ring", c.name)
		}
	}
}

// TestServiceOf: a service has to be configured, and its address has to be one.
func TestServiceOf(t *testing.T) {
	k := withKeys()
	for url, want := range map[string]string{"": "Misuse usage", "://": "Misuse usage", "https://service.example": ""} {
		k.Settings.SafeService = url
		service, err := ServiceOf(k.Settings, k.Opener)
		if code := safetest.CodeOf(err); code != want {
			t.Errorf("%q: %q (%v)", url, code, err)
		}
		if err == nil {
			service.Close()
		}
	}
}
