package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/devnet"
	"mpool/internal/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

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
			golden(t, test.name+".txt", p.String())
			written, err := json.MarshalIndent(v, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, test.name+".view.json", string(written)+"\n")
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

// golden compares text with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; `go test ./internal/render -update` writes it anew. Got:\n%s", path, got)
	}
}
