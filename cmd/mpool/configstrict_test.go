package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"mpool/internal/config"
)

func settingsOf(t *testing.T, env map[string]string) error {
	t.Helper()
	a := newApp(world{out: io.Discard, err: io.Discard, env: func(name string) (string, bool) { v, ok := env[name]; return v, ok }})
	return a.settings.Load(config.Source{Flags: pflag.NewFlagSet("mpool", pflag.ContinueOnError), Ended: nil, Reads: a.inputs.Reads})
}

// TestWholeConfig: a configuration is refused if a part of it would be ignored.
func TestWholeConfig(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	for text, says := range map[string]string{
		"chain: 1\n---\nrefuse:\n  max_arbitrage_cost: 1%\n":                "more than one YAML document",
		"---\nchain: 1\n---\n":                                              "more than one YAML document",
		"confirmations: 1\n---\n: : :":                                      "more than one YAML document",
		"confirmations: 1\nCONFIRMATIONS: 2\n":                              "contains confirmations twice",
		"refuse:\n  max_arbitrage_cost: 1%\nRefuse:\n  min_duration: 1d\n":  "contains refuse twice",
		"refuse:\n  max_arbitrage_cost: 1%\n  MAX_ARBITRAGE_COST: 2%\n":     "contains max_arbitrage_cost twice",
		"gas_estimate_multiplier: 1001\n":                                   "1001 percent is above the limit of 1000",
		"gas_estimate_multiplier: 100000\n":                                 "100000 percent is above the limit of 1000",
		"refuse:\n  min_duration: 1d1d\n":                                   "repeats a unit",
		"rpc_timeout: 1s1s\n":                                               "is not a duration",
		"confirmations: 2\n":                                                "",
		"---\nconfirmations: 2\n":                                           "",
		"gas_estimate_multiplier: 1000\nrefuse: {max_arbitrage_cost: 1%}\n": "",
		"": "",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := settingsOf(t, map[string]string{"MPOOL_CONFIG": path})
		if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

// TestDanglingConfig: a link whose target is missing is an error, whether it is the file or a folder
// above it. mpool does not then run without a configuration.
func TestDanglingConfig(t *testing.T) {
	home := t.TempDir()
	env := map[string]string{"HOME": home}
	if err := settingsOf(t, env); err != nil {
		t.Errorf("without a configuration: %v", err)
	}
	folder := filepath.Join(home, ".config", "mpool")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{filepath.Join(folder, "config.yaml"), folder} {
		if err := os.RemoveAll(link); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(home, "gone"), link); err != nil {
			t.Fatal(err)
		}
		if err := settingsOf(t, env); err == nil || !strings.Contains(err.Error(), "is a broken link, so the configuration cannot be read") {
			t.Errorf("%s: %v", link, err)
		}
	}
}
