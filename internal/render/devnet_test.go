package render

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/devnet"
	"mpool/internal/golden"
	"mpool/internal/text"
)

// TestDevnetText formats development chains from JSON files: one of accounts with published keys, and
// one of a Safe. It needs no chain.
func TestDevnetText(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		exports string
	}{
		{"accounts", "ETH_RPC_URL MPOOL_POOL MPOOL_CONTRACTS_FACTORY_V1 MPOOL_CONTRACTS_VAULT MPOOL_CONTRACTS_FACTORY_V2 ETH_FROM MPOOL_DEVNET_KEY MPOOL_DEVNET_MANAGER_KEY"},
		{"safe", "ETH_RPC_URL MPOOL_POOL MPOOL_CONTRACTS_FACTORY_V1 MPOOL_CONTRACTS_VAULT SAFE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := NewDevnetView(chainOf(t, test.name))
			var names []string
			for _, e := range v.Exports {
				names = append(names, e.Name)
			}
			if got := strings.Join(names, " "); got != test.exports {
				t.Errorf("%s are exported, and not %s", got, test.exports)
			}
			p := &text.Page{}
			v.Text(p)
			golden.Check(t, filepath.Join("testdata", test.name+".txt"), p.String())
			written, err := json.MarshalIndent(v, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, filepath.Join("testdata", test.name+".view.json"), string(written)+"\n")
		})
	}
}

// chainOf reads a chain strictly: the file must have exactly the current fields.
func chainOf(t *testing.T, name string) *devnet.Devnet {
	t.Helper()
	words, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	d := &devnet.Devnet{Chain: &devnet.Chain{}}
	decoder := json.NewDecoder(bytes.NewReader(words))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(d); err != nil {
		t.Fatal(err)
	}
	return d
}
