package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/units"
)

const someAddress = "0x1111111111111111111111111111111111111111"

// load reads the settings as a command with all these flags would.
func load(t *testing.T, env map[string]string, file string, args ...string) (config.Settings, error) {
	t.Helper()
	home := t.TempDir()
	all := map[string]string{"HOME": home}
	for k, v := range env {
		all[k] = v
	}
	if file != "" {
		writeConfig(t, filepath.Join(home, ".config", "mpool"), file)
	}
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	flags.String("config", "", "")
	addSettingFlags(flags, "rpc_url", "rpc_timeout", "rpc_headers", "chain", "from", "confirmations", "state_dir", "gas_estimate_multiplier", "max_fee_per_gas", "arb_interval")
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	a := newApp(testWorld(all, args, &bytes.Buffer{}, &bytes.Buffer{}))
	err := a.settings.Load(config.Source{Flags: flags, Ended: nil, Reads: a.inputs.Reads})
	return *a.settings, err
}

func writeConfig(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestPrecedence(t *testing.T) {
	file := `rpc_url: "http://file"`
	foreign := map[string]string{"ETH_RPC_URL": "http://eth"}
	own := map[string]string{"ETH_RPC_URL": "http://eth", "MPOOL_RPC_URL": "http://mpool"}
	tests := []struct {
		want string
		env  map[string]string
		file string
		args []string
	}{
		{"http://127.0.0.1:8545", nil, "", nil},
		{"http://file", nil, file, nil},
		{"http://file", map[string]string{"MPOOL_RPC_URL": ""}, file, nil},
		{"http://eth", foreign, file, nil},
		{"http://mpool", own, file, nil},
		{"http://flag", own, file, []string{"-r", "http://flag"}},
	}
	for _, test := range tests {
		got, err := load(t, test.env, test.file, test.args...)
		if err != nil || got.RPCURL != test.want {
			t.Errorf("got %q, want %q (%v)", got.RPCURL, test.want, err)
		}
	}
}

func TestBadConfig(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"unknown key", "rpcurl: x", `unknown key "rpcurl"`},
		{"unknown empty key", "rpcurl:", `unknown key "rpcurl"`},
		{"unknown key below", "contracts: {factory_v3: x}", `unknown key "contracts.factory_v3"`},
		{"unknown key in a list", "pools: [{name: a, adr: x}]", "config.yaml:1: pools[0]: has invalid keys: adr"},
		{"number as address", "from: 0x0000000000000000000000000000000000000001", "config.yaml:1: from: must be a quoted string"},
		{"number as address in a list", "pools: [{name: a, address: 0x01}]", "config.yaml:1: pools[0].address: must be a quoted string"},
		{"number as text", "rpc_url: 1", "config.yaml:1: rpc_url: must be a quoted string"},
		{"float as count", "confirmations: 1e18", "is not a whole number"},
		{"float as gas price", "max_fee_per_gas: 1e18", "must be a quoted string, not"},
		{"bare gas price", `max_fee_per_gas: "10"`, `"10" has no unit: use 10gwei or 10000000000wei`},
		{"checksum", `from: "0xde709f2102306220921060314715629080E2fb77"`, "wrong checksum"},
		{"chain", "chain: atlantis", `unknown chain "atlantis"`},
		{"not YAML", "a: b: c", "config.yaml:1: this is not valid YAML"},
		{"an unknown anchor", "pools: []\nrpc_url: *s3cr3tK3Y9", "config.yaml:2: this is not valid YAML"},
		{"a list", "- a", "the configuration must be a list of keys with values"},
		{"a text alone", "s3cr3tK3Y9", "config.yaml: the configuration must be a list of keys with values"},
		{"pool twice", `pools: [{name: a, address: "` + someAddress + `"}, {name: A, address: "` + someAddress + `"}]`, "A appears twice"},
		{"pool without address", "pools: [{name: a}]", "a has no address"},
		{"too little gas", "gas_estimate_multiplier: 99", "gas_estimate_multiplier: must be at least 100 percent, or transactions run out of gas"},
		{"bare limit", "refuse: {max_arbitrage_cost: 1}", `config.yaml:1: refuse.max_arbitrage_cost: "1" has no unit: did you mean 1% or 100%?`},
		{"bare fraction", "warn: {max_weight_change_per_day: 0.05}", `warn.max_weight_change_per_day: "0.05" has no unit: did you mean 0.05% or 5%?`},
		{"bare duration", "warn: {min_duration: 3}", `warn.min_duration: "3" has no unit: did you mean 3s (seconds) or 3d (days)?`},
		{"no duration", "refuse: {min_duration: 0s}", `"0s" is zero or negative`},
		{"fraction of a second", "arb_interval: 0.25s", `invalid duration "0.25s"`},
		{"several unknown keys", "xyz: 1\nabc: 2", `config.yaml:1: unknown key "xyz"`},
		{"pools by name", "pools:\n  fund: {address: x}", `config.yaml:2: pools is a list`},
		{"unknown policy", "warn: {max_price: 1%}", `unknown key "warn.max_price"`},
		{"no confirmation", "confirmations: 0", "at least 1"},
	}
	for _, test := range tests {
		_, err := load(t, nil, test.file)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", test.name, err)
		}
	}
}

// An error names the flag or variable that holds the wrong value.
func TestConfigErrorNamesItsSource(t *testing.T) {
	if _, err := load(t, nil, "", "--rpc-timeout", "soon"); err == nil || !strings.HasPrefix(err.Error(), `--rpc-timeout: "soon" is not a duration`) {
		t.Error(err)
	}
	if _, err := load(t, map[string]string{"ETH_FROM": "0x1"}, ""); err == nil || !strings.HasPrefix(err.Error(), `ETH_FROM: "0x1" is not an address`) {
		t.Error(err)
	}
}

func TestConfigFile(t *testing.T) {
	if _, err := load(t, nil, "", "--config", "/nowhere/config.yaml"); err == nil {
		t.Error("a file that was asked for and is missing is an error")
	}
	dir := t.TempDir()
	writeConfig(t, filepath.Join(dir, "mpool"), "chain: gnosis\nrpc_timeout: 7\n")
	got, err := load(t, map[string]string{"XDG_CONFIG_HOME": dir}, "")
	if err != nil || got.Chain != 100 || got.RPCTimeout.Seconds() != 7 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestPolicySettings(t *testing.T) {
	file := "warn: {max_arbitrage_cost: 0.1%, min_duration: 3d}\nrefuse: {max_arbitrage_cost: 1%}\narb_interval: 1m"
	got, err := load(t, map[string]string{"MPOOL_REFUSE_MAX_ARBITRAGE_COST": "0.9%"}, file, "--arb-interval", "12s")
	if err != nil {
		t.Fatal(err)
	}
	if *got.Warn.MaxArbitrageCost != units.FixedFrom(1e15) || *got.Warn.MinDuration != 3*86400 || *got.Refuse.MaxArbitrageCost != units.FixedFrom(9e15) || got.ArbInterval != 12 {
		t.Errorf("%+v", got)
	}
	if got.Refuse.MinDuration != nil || got.Warn.MaxSwapFeeDropPerDay != nil {
		t.Error("what nobody limits is limited")
	}
}

// The environment cannot remove a refusal, and a limit without a value is no limit.
func TestRefusalsStay(t *testing.T) {
	tests := []struct{ file, variable, value, want string }{
		{"refuse: {max_arbitrage_cost: 1%}", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "1%", ""},
		{"refuse: {max_arbitrage_cost: 1%}", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "0%", ""},
		{"refuse: {max_arbitrage_cost: 1%}", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "1.01%", "is looser than the 1%"},
		{"refuse: {max_arbitrage_cost: 100%}", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "3%", ""},
		{"", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "0.4%", ""},
		{"", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "0.6%", "the built-in refuse.max_arbitrage_cost"},
		{"", "MPOOL_REFUSE_MIN_DURATION", "1s", ""},
		{"refuse: {min_duration: 1d}", "MPOOL_REFUSE_MIN_DURATION", "24h", ""},
		{"refuse: {min_duration: 1d}", "MPOOL_REFUSE_MIN_DURATION", "2d", ""},
		{"refuse: {min_duration: 1d}", "MPOOL_REFUSE_MIN_DURATION", "23h", "is looser than the 1d"},
		{"refuse: {max_weight_change_per_day: 5%}", "MPOOL_REFUSE_MAX_WEIGHT_CHANGE_PER_DAY", "6%", "is looser than the 5%"},
		{"refuse: {max_swap_fee_drop_per_day: 5%}", "MPOOL_REFUSE_MAX_SWAP_FEE_DROP_PER_DAY", "6%", "is looser than the 5%"},
		{"refuse: {max_swap_fee_drop_per_day: 5}", "MPOOL_REFUSE_MAX_SWAP_FEE_DROP_PER_DAY", "6%", "has no unit"},
		{"refuse: {max_swap_fee_drop_per_day: 5%}", "MPOOL_REFUSE_MAX_ARBITRAGE_COST", "0.1%", ""},
		{"warn: {max_arbitrage_cost: 1%}", "MPOOL_WARN_MAX_ARBITRAGE_COST", "2%", ""},
		{"arb_interval: 1m", "MPOOL_ARB_INTERVAL", "2m", ""},
		{"arb_interval: 1m", "MPOOL_ARB_INTERVAL", "59s", "look cheaper than the 1m"},
		{"", "MPOOL_ARB_INTERVAL", "1s", ""},
		{"refuse: {min_duration: }", "", "", "refuse.min_duration has no value"},
		{"refuse: {min_duration: }", "MPOOL_REFUSE_MIN_DURATION", "1d", "refuse.min_duration has no value"},
		{"refuse: {min_duration: ~}", "", "", "refuse.min_duration has no value"},
		{"refuse: {min_duration: \"\"}", "", "", "min_duration"},
		{"refuse: {max_arbitrage_cost: }", "", "", "refuse.max_arbitrage_cost has no value"},
		{"warn: {max_arbitrage_cost: }", "", "", "warn.max_arbitrage_cost has no value"},
		{"warn: {max_weight_change_per_day: null}", "", "", "has no value"},
		{"refuse: {max_swap_fee_drop_per_day: }", "", "", "has no value"},
		{"refuse:", "", "", "refuse has no value"},
		{"refuse: 5%", "", "", "refuse"},
		{"max_fee_per_gas:", "", "", "max_fee_per_gas has no value"},
	}
	for _, test := range tests {
		_, err := load(t, map[string]string{test.variable: test.value}, test.file)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%q, %s=%s: %v, want %q", test.file, test.variable, test.value, err, test.want)
		}
	}
}

func TestListSetting(t *testing.T) {
	got, err := load(t, map[string]string{"ETH_RPC_HEADERS": "A: 1,B: 2"}, "")
	if err != nil || strings.Join(got.RPCHeaders, "|") != "A: 1|B: 2" {
		t.Errorf("%q, %v", got.RPCHeaders, err)
	}
	got, err = load(t, nil, "", "--rpc-headers", "A: 1,2", "--rpc-headers", "B: 3")
	if err != nil || strings.Join(got.RPCHeaders, "|") != "A: 1,2|B: 3" {
		t.Errorf("%q, %v", got.RPCHeaders, err)
	}
}

// The example configuration loads, and explains every key.
func TestExampleConfig(t *testing.T) {
	text, err := os.ReadFile("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := load(t, nil, string(text)); err != nil {
		t.Fatal(err)
	}
	// The same file with all keys uncommented.
	text = regexp.MustCompile(`(?m)^# ((  )?[a-z_0-9]+:( |$))`).ReplaceAll(text, []byte("$1"))
	s, err := load(t, nil, string(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, known := range config.Known() {
		key := known.Key[strings.LastIndex(known.Key, ".")+1:]
		if !strings.Contains(string(text), "\n"+key+":") && !strings.Contains(string(text), "\n  "+key+":") {
			t.Errorf("config.example.yaml does not show %s", known.Key)
		}
	}
	if pool, err := s.ChoosePool(nil); err != nil || pool.Address.Hex() != someAddress || pool.Chain != 1 {
		t.Errorf("%+v, %v", pool, err)
	}
}

func TestResolvePool(t *testing.T) {
	file := `pools: [{name: Treasury, address: "` + someAddress + `", chain: gnosis}]`
	s, err := load(t, nil, file)
	if err != nil {
		t.Fatal(err)
	}
	if pool, err := s.ResolvePool("treasury"); err != nil || pool.Chain != 100 {
		t.Errorf("%+v, %v", pool, err)
	}
	for _, bad := range []string{"0x12", "treasure", "", "0xde709f2102306220921060314715629080E2fb77"} {
		if _, err := s.ResolvePool(bad); err == nil {
			t.Errorf("%q is taken for a pool", bad)
		}
	}
	s.Chain = 1
	if _, err := s.ResolvePool("treasury"); err == nil || !strings.Contains(err.Error(), "gnosis") {
		t.Errorf("the pool is on another chain: %v", err)
	}
	var f *failure.Failure
	if _, err := (&config.Settings{}).ChoosePool(nil); !errors.As(err, &f) || !strings.Contains(f.Hint, "MPOOL_POOL") {
		t.Errorf("%v", err)
	}
}
