package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/pflag"

	"mpool/internal/config"
)

// FuzzConfig: a configuration of any bytes is read or refused; nothing panics.
func FuzzConfig(f *testing.F) {
	if text, err := os.ReadFile("../../config.example.yaml"); err == nil {
		f.Add(text)
	}
	f.Add([]byte("refuse:\n  max_arbitrage_cost: 1%\n"))
	f.Add([]byte("pools: [{name: a, address: '0x35dd738E306d32f2709824B6f744f188DA01D3C5'}]\n"))
	f.Add([]byte("rpc_headers: [\"A: \xff\"]\n---\nfrom: x\n"))
	path := filepath.Join(f.TempDir(), "config.yaml")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		a := newApp(world{out: io.Discard, err: io.Discard, env: func(name string) (string, bool) {
			return path, name == "MPOOL_CONFIG"
		}})
		_ = a.settings.Load(config.Source{Flags: pflag.NewFlagSet("mpool", pflag.ContinueOnError), Ended: nil, Reads: a.inputs.Reads})
	})
}
